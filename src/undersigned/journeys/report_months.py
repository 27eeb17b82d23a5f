"""What each community tells in public of a month is written when it is over; a missed one is caught up on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from django.db import IntegrityError, transaction

from undersigned.communities import reads as communities
from undersigned.communities.models import Community
from undersigned.kernel.actor import Actor
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence
from undersigned.moderation import reads as cases
from undersigned.moderation.figures import Span


def report_months(actor: Actor) -> int:
    """Write every month that is over and not written yet, the oldest first; how many.

    A transaction a month; of two workers at once, one writes it.

    Errors  NotAllowed for a person or a newsroom
    Source  Regulation (EU) 2024/2835
    """
    if actor.kind not in ("house", "command"):
        raise NotAllowed
    return sum(
        _write(actor, community, month)
        for community in communities.all_communities()
        for month in _missing(community)
    )


def _missing(community: Community) -> Iterator[date]:
    """Months from the founding on that are over and were not written."""
    written = {row.month for row in cases.monthly_reports(community.id)}
    month = community.founded_at.astimezone(UTC).date().replace(day=1)
    present = now().astimezone(UTC).date().replace(day=1)
    while month < present:
        if month not in written:
            yield month
        month = following(month)


def _write(actor: Actor, community: Community, month: date) -> bool:
    told = cases.counted(Span(community.id, _midnight(month), _midnight(following(month))))
    try:
        with transaction.atomic():
            row = moderation.write_month(community.id, month, told, now())
            ledger.append(
                "month:reported", actor, row.id, community_id=community.id, **evidence.of_month(row)
            )
    except IntegrityError:
        return False
    return True


def following(month: date) -> date:
    """The first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
