"""A restriction is lifted before its time."""

from uuid import UUID

from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people import evidence, reads

from .letters import write_to


def lift_restriction(actor: Actor, restriction_id: UUID) -> None:
    """Lift it; the person is told, and may do again what they could before.

    Errors  NotSignedIn, NotAllowed, NotFound: none such, or lifted already
    Source  rule N8
    """
    before = reads.restriction(restriction_id)
    reads.require(actor, before.community_id, "moderator")
    with transaction.atomic():
        lifted = people.lift(restriction_id)
        write_to(before.person_id, "restriction-lifted", kind=before.kind)
        ledger.append(
            "person:unrestricted",
            actor,
            before.person_id,
            community_id=before.community_id,
            restriction=lifted.id,
            **evidence.of_lifting(lifted),
        )
