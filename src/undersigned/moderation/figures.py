"""What a community's desk has done in a time, counted in the database; each figure is one query.

A door of its own: nothing else reads so. Days and hours are those of UTC.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import Ceil, RowNumber

from undersigned.conversation import reads as comments

from .measures import Day, Hour
from .models import Appeal, Case, Decision, Report

STORIES_SHOWN = 15
AGES = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=3))
ENDING = ("publish", "refuse", "remove", "restore", "label")
"""Verdicts that end the waiting; the others put it off."""

OVERTURNED = Q(outcome=Appeal.Outcome.OVERTURNED)


@dataclass(frozen=True, slots=True)
class Span:
    """Whose figures, and of which time. Shape  since: the first moment; until: the first one after"""

    community_id: UUID
    since: datetime
    until: datetime

    def of(self, field: str, community: str = "community_id") -> Q:
        """Rows of the community whose moment lies in it."""
        return Q(**{community: self.community_id, f"{field}__gte": self.since, f"{field}__lt": self.until})


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people took, from the opening of a case to the decision that ended it.

    Shape  half, most: seconds within which half of them, and nineteen in twenty, were decided
    """

    count: int
    half: int
    most: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits now. Shape  by_age: cases younger than each of `AGES`, and the rest; oldest: its opening"""

    by_age: tuple[int, ...]
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class AppealsCounted:
    """Shape  asked in this time; answered and overturned in this time, whenever they were asked"""

    asked: int
    answered: int
    overturned: int


@dataclass(frozen=True, slots=True)
class StoryCounted:
    story_id: UUID
    submitted: int
    refused: int
    removed: int


def submitted(span: Span) -> Counter[tuple[str, str]]:
    """Comments by day and hour."""
    rows = _submitted(span).annotate(day=Day("submitted_at"), hour=Hour("submitted_at"))
    return Counter({(day, hour): n for day, hour, n in _counted(rows, "day", "hour")})


def opened(span: Span) -> Counter[tuple[str, str]]:
    """Cases by day and kind."""
    rows = Case.objects.filter(span.of("opened_at")).annotate(day=Day("opened_at"))
    return Counter({(day, kind): n for day, kind, n in _counted(rows, "day", "kind")})


def decided(span: Span) -> Counter[tuple[str, str, bool]]:
    """Decisions by day, verdict, and whether the house rule took them."""
    rows = _decided(span).annotate(day=Day("at"), by_rule=Q(by=None))
    return Counter(
        {
            (day, verdict, bool(rule)): n
            for day, verdict, rule, n in _counted(rows, "day", "verdict", "by_rule")
        }
    )


def decided_by_hour(span: Span) -> Counter[str]:
    """Decisions of people by hour of the day."""
    rows = _decided(span).exclude(by=None).annotate(hour=Hour("at"))
    return Counter(dict(_counted(rows, "hour")))


def by_clause(span: Span) -> Counter[tuple[str, str]]:
    """What went against authors, by clause and verdict; a decision under two clauses counts for both."""
    rows = _decided(span).filter(verdict__in=("refuse", "remove", "hold"))
    found: Counter[tuple[str, str]] = Counter()
    for clauses, verdict, n in _counted(rows, "clauses", "verdict"):
        for clause in clauses:
            found[clause, verdict] += n
    return found


def by_story(span: Span) -> list[StoryCounted]:
    """The stories with the most comments in this time. Two queries."""
    most = _counted(_submitted(span), "story_id", order="-n")[:STORIES_SHOWN]
    against = _decided(span).filter(
        verdict__in=("refuse", "remove"), comment__story__in=[story for story, _ in most]
    )
    told = Counter({(story, v): n for story, v, n in _counted(against, "comment__story_id", "verdict")})
    return [StoryCounted(id_, n, told[id_, "refuse"], told[id_, "remove"]) for id_, n in most]


def reported(span: Span) -> Counter[str]:
    """Reports by day."""
    rows = Report.objects.filter(span.of("at", "case__community_id")).annotate(day=Day("at"))
    return Counter(dict(_counted(rows, "day")))


def waits(span: Span, *by: str) -> dict[Any, Waits]:
    """How long people took, by nothing (the key is then None), by "day", or by "by_id"."""
    rows = _decided(span).filter(by__isnull=False, waited_seconds__isnull=False, verdict__in=ENDING)
    rows = rows.annotate(day=Day("at"))
    partition = [F(name) for name in by] or None
    ranked = rows.annotate(
        rank=Window(RowNumber(), partition_by=partition, order_by="waited_seconds"),
        n=Window(Count("id"), partition_by=partition),
    )
    asked = ranked.filter(Q(rank=Ceil(F("n") * 0.5)) | Q(rank=Ceil(F("n") * 0.95)))
    found: dict[Any, list[tuple[int, int]]] = {}
    for waited, n, *key in asked.order_by("rank").values_list("waited_seconds", "n", *by):
        found.setdefault(key[0] if key else None, []).append((n, waited))
    return {key: Waits(told[0][0], told[0][1], told[-1][1]) for key, told in found.items()}


def backlog(community_id: UUID, at: datetime) -> Backlog:
    """What waits for a person, by age."""
    edges = [at - age for age in AGES]
    younger = {f"within_{n}": Count("id", filter=Q(opened_at__gt=edge)) for n, edge in enumerate(edges)}
    rows = Case.objects.filter(community_id=community_id, closed_at=None)
    told = rows.aggregate(**younger, all=Count("id"), oldest=Min("opened_at"))
    upto = [*(told[name] for name in younger), told["all"]]
    return Backlog(tuple(n - before for n, before in zip(upto, [0, *upto], strict=False)), told["oldest"])


def appeals(span: Span) -> AppealsCounted:
    """Two queries."""
    asked = Appeal.objects.filter(span.of("at", "case__community_id")).count()
    told = _answered(span).aggregate(n=Count("id"), turned=Count("id", filter=OVERTURNED))
    return AppealsCounted(asked, told["n"], told["turned"])


def overturned_by_moderator(span: Span) -> Counter[UUID]:
    """Whose decisions appeals overturned in this time."""
    rows = _answered(span).filter(OVERTURNED, decision__by__isnull=False)
    return Counter(dict(_counted(rows, "decision__by_id")))


def by_moderator(span: Span) -> Counter[UUID]:
    """How many decisions each person took."""
    return Counter(dict(_counted(_decided(span).exclude(by=None), "by_id")))


def _submitted(span: Span) -> QuerySet[Any]:
    return comments.submitted(span.community_id, span.since, span.until)


def _decided(span: Span) -> QuerySet[Any]:
    return Decision.objects.filter(span.of("at"))


def _answered(span: Span) -> QuerySet[Any]:
    return Appeal.objects.filter(span.of("answer__at", "case__community_id"))


def _counted(rows: QuerySet[Any], *by: str, order: str = "") -> Any:
    """Rows grouped, each group with how many there are."""
    grouped = rows.order_by().values_list(*by).annotate(n=Count("id"))
    return grouped.order_by(order, *by) if order else list(grouped)
