"""A moderator takes a case, so that nobody else works on it meanwhile; or gives it back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed, NotSignedIn
from undersigned.moderation import actions as moderation
from undersigned.moderation import reads as cases
from undersigned.moderation import rules
from undersigned.moderation.errors import ForEditors, OwnComment, SamePerson
from undersigned.people import reads as people

if TYPE_CHECKING:
    from undersigned.moderation.models import Case

DECIDERS = ("moderator", "editor")
SETTLERS = ("editor",)  # of what was escalated; an operator counts as every standing


def claim(actor: Actor, case_id: UUID) -> datetime:
    """Lease a case for five minutes, or renew the lease. Not an act on the comment: no ledger entry.

    Shape   → until when the lease runs
    Errors  NotSignedIn, NotAllowed, NotFound, Overtaken; OwnComment and SamePerson for who could not
            decide the case and would only keep it from others, and so ForEditors
    """
    if actor.person_id is None:
        raise NotSignedIn
    with transaction.atomic():
        case = moderation.lock_case(case_id)
        people.require(actor, case.community_id, *DECIDERS)
        if comments.by_id(case.comment_id).author_id == actor.person_id:
            raise OwnComment
        for asked in cases.appeal_rows(case.id):
            if actor.person_id in (asked.decision.by_id, asked.by_id):
                raise SamePerson
        require_may_settle(actor, case)
        return moderation.claim(case, actor.person_id, clock.now()).until


def require_may_settle(actor: Actor, case: Case) -> None:
    """What was escalated goes to an editor who did not escalate it; nothing to say of any other case.

    Errors  SamePerson, ForEditors
    """
    escalation = cases.escalation(case.id) if case.escalated_at is not None else None
    if escalation is None:
        return
    rules.may_settle(escalation.by_id, escalation.at, actor.person_id)
    try:
        people.require(actor, case.community_id, *SETTLERS)
    except NotAllowed:
        raise ForEditors from None


def release(actor: Actor, case_id: UUID) -> None:
    """Give up one's own lease; nothing happens when there is none."""
    if actor.person_id is None:
        raise NotSignedIn
    moderation.release(case_id, actor.person_id)
