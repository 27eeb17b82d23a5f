"""An editor changes what a score alone does to a comment in a community."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from undersigned.communities import actions, evidence
from undersigned.communities import reads as communities
from undersigned.communities.shapes import TriageShape
from undersigned.kernel.actor import Actor
from undersigned.ledger.actions import append
from undersigned.people.reads import require
from undersigned.scoring.shapes import ATTRIBUTES

from .weighing import scale_of

KEEPERS = ("editor",)


@transaction.atomic
def set_triage(actor: Actor, community_id: UUID, given: TriageShape) -> UUID:
    """The triage policy from now on; what was sent before is not looked at again.

    Shape   → id of the TriagePolicy
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid
    """
    require(actor, community_id, *KEEPERS)
    scaled = replace(given, scale=scale_of(communities.by_id(community_id)))
    made = actions.set_triage(community_id, scaled, actor.person_id, ATTRIBUTES)
    append(
        "community:triage-set",
        actor,
        community_id,
        community_id=community_id,
        **evidence.of_triage(made),
    )
    return made.id
