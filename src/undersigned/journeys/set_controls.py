"""An editor changes how a community keeps its conversations in order."""

from uuid import UUID

from django.db import transaction

from undersigned.communities import actions, evidence
from undersigned.communities.shapes import ControlsShape, Words
from undersigned.kernel.actor import Actor
from undersigned.ledger.actions import append
from undersigned.people.reads import require

KEEPERS = ("editor",)


@transaction.atomic
def set_controls(actor: Actor, community_id: UUID, given: ControlsShape, words: Words) -> UUID:
    """The controls from now on; what was sent before is not looked at again.

    Shape   → id of the Controls
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid
    """
    require(actor, community_id, *KEEPERS)
    made = actions.set_controls(community_id, given, words, actor.person_id)
    append(
        "community:controls-set",
        actor,
        community_id,
        community_id=community_id,
        **evidence.of_controls(made),
    )
    return made.id
