"""A moderator takes a case, so that nobody else works on it meanwhile; or gives it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotSignedIn
from undersigned.moderation import actions as moderation
from undersigned.people import reads as people

DECIDERS = ("moderator", "editor")


def claim(actor: Actor, case_id: UUID) -> datetime:
    """Lease a case for five minutes, or renew the lease. Not an act on the comment: no ledger entry.

    Shape   → until when the lease runs
    Errors  NotSignedIn, NotAllowed, NotFound, Overtaken
    """
    if actor.person_id is None:
        raise NotSignedIn
    with transaction.atomic():
        case = moderation.lock_case(case_id)
        people.require(actor, case.community_id, *DECIDERS)
        return moderation.claim(case, actor.person_id, clock.now()).until


def release(actor: Actor, case_id: UUID) -> None:
    """Give up one's own lease; nothing happens when there is none."""
    if actor.person_id is None:
        raise NotSignedIn
    moderation.release(case_id, actor.person_id)
