"""Owing work and doing it.

Work is owed in the transaction of the act that owes it, and done after that commit, by whichever
worker claims it first. A claim is a conditional UPDATE with a lease; a worker that is killed
leaves its lease to run out, and the piece is done again. So every performer is safe to repeat.
"""

import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from undersigned.kernel.clock import now
from undersigned.owed import mail, rules
from undersigned.owed.errors import Hopeless
from undersigned.owed.models import Owed
from undersigned.owed.shapes import Work

log = logging.getLogger(__name__)

PERFORMERS: dict[str, Callable[[Work], None]] = {mail.KIND: mail.deliver}
LOOKED_AT = 20
PURGED_AT_ONCE = 1_000


def owe(kind: str, payload: dict[str, Any], *, due_at: datetime | None = None) -> UUID:
    """Owe one piece of work, in the caller's transaction: not committed, not owed.

    Shape  kind has a performer; payload: JSON; due now when no time is given
    """
    return Owed.objects.create(kind=kind, payload=payload, due_at=due_at or now()).id


def owe_mail(to: str, subject: str, text: str) -> UUID:
    """Owe one letter to one address, in the caller's transaction."""
    return owe(mail.KIND, mail.letter(to, subject, text))


def register(kind: str, performer: Callable[[Work], None]) -> None:
    """Say what does work of a kind; called once, when the room that owes it is made ready."""
    PERFORMERS[kind] = performer


def perform_next() -> bool:
    """Claim the piece that has waited longest and do it. False when none was to be had.

    What the performer raises is recorded and the piece waits longer each time; `Hopeless`, or one
    attempt too many, gives it up.
    """
    work = claim()
    if work is None:
        return False
    if work.attempt > rules.ATTEMPTS:  # nobody lived to give it up: it takes its workers down
        give_up(work, "too-many-attempts")
        return True
    try:
        PERFORMERS[work.kind](work)
    except Hopeless as error:
        give_up(work, error.code)
    except Exception as error:  # noqa: BLE001 - any fault means: later again
        postpone(work, error)
    else:
        finish(work)
    return True


def claim() -> Work | None:
    """Lease the piece that has waited longest. Of two workers that look at once, one gets it."""
    moment = now()
    is_free = Q(leased_until=None) | Q(leased_until__lt=moment)
    free = Owed.objects.filter(is_free, due_at__lte=moment, done_at=None, given_up_at=None)
    for owed_id in free.order_by("due_at").values_list("id", flat=True)[:LOOKED_AT]:
        if free.filter(id=owed_id).update(leased_until=moment + rules.LEASE, attempts=F("attempts") + 1):
            owed = Owed.objects.get(id=owed_id)
            return Work(owed.id, owed.kind, owed.payload, owed.owed_at, owed.attempts)
    return None


def finish(work: Work) -> None:
    """Done, unless the lease ran out and someone else has it now: theirs to say."""
    _settle(work, done_at=now())


def postpone(work: Work, error: Exception) -> None:
    """Try again later; after the last attempt, give up."""
    if work.attempt >= rules.ATTEMPTS:
        give_up(work, type(error).__name__)
        return
    wait = rules.wait(work.attempt, random.random())  # noqa: S311 - spreads the retries, guards nothing
    _settle(work, due_at=now() + wait, last_error=type(error).__name__)
    log.warning("owed work failed", extra=_told(work) | {"error": type(error).__name__})


def give_up(work: Work, code: str) -> None:
    """Never try again; said loudly, since a person has to look."""
    _settle(work, given_up_at=now(), last_error=code[:200])
    log.error("owed work given up", extra=_told(work) | {"error": code})


def over(kept: timedelta) -> QuerySet[Owed]:
    """Work finished or given up so long ago, with whatever address and text it carried."""
    before = now() - kept
    return Owed.objects.filter(Q(done_at__lt=before) | Q(given_up_at__lt=before))


def purge(kept: timedelta) -> int:
    """Delete what is over, payload and all; how many pieces."""
    purged = 0
    while ids := list(over(kept).values_list("id", flat=True)[:PURGED_AT_ONCE]):
        purged += Owed.objects.filter(id__in=ids).delete()[0]
    return purged


def _settle(work: Work, **changes: Any) -> None:
    """The number of attempts tells whether the lease is still this worker's."""
    held = Owed.objects.filter(id=work.id, attempts=work.attempt, done_at=None, given_up_at=None)
    held.update(leased_until=None, **changes)


def _told(work: Work) -> dict[str, Any]:
    return {"owed_id": str(work.id), "kind": work.kind, "attempt": work.attempt}
