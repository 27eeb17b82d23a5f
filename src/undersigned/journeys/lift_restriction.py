"""A restriction is lifted before its time."""

from uuid import UUID

from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.moderation import actions as moderation
from undersigned.people import reads

from .answer_restriction import answer, lift
from .letters import write_to
from .restrict import is_barred, place_of, require_may_limit


def lift_restriction(actor: Actor, restriction_id: UUID) -> None:
    """Lift it; the person is told, and may do again what they could before. An appeal that waits is answered
    by that.

    Errors  NotSignedIn, NotAllowed (also for oneself; staff by operators only), NotFound: none such, or
            lifted already
    Source  rule N8
    """
    before = reads.restriction(restriction_id)
    require_may_limit(actor, before.person_id, before.community_id)
    with transaction.atomic():
        lift(actor, restriction_id)
        asked = moderation.open_appeal_of(restriction_id)
        if asked is None:
            facts = {"kind": before.kind, "place": place_of(before.community_id)}
            barred = is_barred(before.person_id, before.community_id)
            write_to(before.person_id, "restriction-lifted", is_barred=barred, **facts)
        else:
            answer(actor, asked, "overturned", "")
