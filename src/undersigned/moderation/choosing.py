"""What a triage policy would have done to what people decided: counted by score, then reckoned.

Read through `reads`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from .agreement import SIDES, Measured, measured
from .models import Decision

AGAINST = ("refuse", "remove")


@dataclass(frozen=True, slots=True)
class Bucket:
    """What became of comments with one score. Shape  unseen: published with nobody having decided"""

    percent: int
    published: int
    against: int
    unseen: int


@dataclass(frozen=True, slots=True)
class Would:
    """What two thresholds would have done.

    Shape  total: all with a score; unseen, held: of these; let_through: of those unseen that people decided,
           how many they refused or removed; kept_waiting: of those held, how many they published
    """

    total: int
    unseen: int
    held: int
    let_through: Measured
    kept_waiting: Measured


@dataclass(frozen=True, slots=True)
class Handling:
    """How long a decision takes, from taking the case to deciding it.

    Shape  seconds: the median, None of none
    """

    decisions: int
    seconds: int | None


def by_score(community_id: UUID, since: datetime, until: datetime, version: str) -> list[Bucket]:
    """What was decided in a time, by score: in one query. A decision that was overturned does not count; the
    one that overturned it does.

    Shape  version: of the scorer, as `Weighing` has it: another's scores stand on another scale
    """
    unseen = Q(by=None, policy__isnull=False, verdict="publish")
    rows = _decided(community_id, since, until).filter(
        revision__weighing__percent__isnull=False, revision__weighing__version=version
    )
    counted = (
        rows.exclude(appeals__outcome="overturned")
        .values(percent=F("revision__weighing__percent"))
        .annotate(
            published=Count("id", filter=Q(by__isnull=False, verdict="publish")),
            against=Count("id", filter=Q(by__isnull=False, verdict__in=AGAINST)),
            unseen=Count("id", filter=unseen),
        )
    )
    found = [
        Bucket(r["percent"], r["published"], r["against"], r["unseen"]) for r in counted.order_by("percent")
    ]
    return [bucket for bucket in found if bucket.published or bucket.against or bucket.unseen]


def handling(community_id: UUID, since: datetime, until: datetime) -> Handling:
    """Of the decisions of a time that a claim came before."""
    rows = _decided(community_id, since, until).filter(handled_seconds__isnull=False)
    seconds = rows.order_by("handled_seconds").values_list("handled_seconds", flat=True)
    count = seconds.count()
    return Handling(count, seconds[(count - 1) // 2] if count else None)


def would(buckets: Sequence[Bucket], unseen_below: int, hold_above: int) -> Would:
    """What these thresholds would have done to them. Pure."""
    low = [bucket for bucket in buckets if bucket.percent < unseen_below]
    high = [bucket for bucket in buckets if bucket.percent >= hold_above]
    return Would(
        total=sum(map(_all, buckets)),
        unseen=sum(map(_all, low)),
        held=sum(map(_all, high)),
        let_through=measured(sum(map(_by_people, low)), sum(bucket.against for bucket in low)),
        kept_waiting=measured(sum(map(_by_people, high)), sum(bucket.published for bucket in high)),
    )


def _all(bucket: Bucket) -> int:
    return _by_people(bucket) + bucket.unseen


def _by_people(bucket: Bucket) -> int:
    return bucket.published + bucket.against


def _decided(community_id: UUID, since: datetime, until: datetime) -> QuerySet[Any]:
    return Decision.objects.filter(
        community_id=community_id, at__gte=since, at__lt=until, verdict__in=list(SIDES)
    )
