"""An editor has a layer score from now on, or goes back to what scored before."""

from uuid import UUID

from django.db import transaction

from undersigned.communities import actions as communities
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotFound
from undersigned.learning import actions, evidence
from undersigned.learning import reads as layers
from undersigned.ledger.actions import append
from undersigned.people.reads import require
from undersigned.scoring import reads as scorer

from .learn import TEACHERS


@transaction.atomic
def promote_layer(actor: Actor, community_id: UUID, layer_id: UUID | None) -> UUID:
    """What scores from now on; what was sent before keeps its score.

    Shape   layer_id: None for the shipped model alone → id of the Promotion
    Errors  NotSignedIn, NotAllowed; NotFound: it was replaced by a newer one, is another community's, or
            stands on a scorer that is no longer used
    """
    require(actor, community_id, *TEACHERS)
    if layer_id is not None:
        layer = layers.layer(layer_id)
        if layer.community_id != community_id or layer.base != scorer.VERSION:
            raise NotFound(what="layer")
    communities.score_with(community_id, layer_id)
    made = actions.promote(community_id, layer_id, actor.person_id, clock.now())
    append(
        "community:layer-promoted",
        actor,
        community_id,
        community_id=community_id,
        **evidence.of_promotion(made),
    )
    return made.id
