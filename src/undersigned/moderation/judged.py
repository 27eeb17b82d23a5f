"""Texts that a person judged, for whoever learns from it. Read through `reads`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from .models import Decision

AGAINST = ("refuse", "remove")
KEPT = ("publish", "restore")


@dataclass(frozen=True, slots=True)
class Judged:
    """The last word of a person on a text. Shape  by: who said it; clauses: where it went against the text"""

    revision_id: UUID
    text: str
    is_against: bool
    clauses: tuple[str, ...]
    by: UUID
    at: datetime


def judged(community_id: UUID, most: int, since: datetime | None = None) -> list[Judged]:
    """The newest of a community, the oldest of them first, each text once.

    Of people alone: neither the house rule's nor the newsroom's system's. Where a text was judged again, only
    the last word counts; a decision that an appeal overturned never. Left out are what was taken away by the
    law alone, which says nothing of the guidelines, and words that were forgotten.
    """
    rows = _rulings(community_id)
    if since is not None:
        rows = rows.filter(at__gte=since)
    found: dict[UUID, Judged | None] = {}
    for row in rows.order_by("-at", "-id").values(*FIELDS).iterator(1_000):
        if row["revision_id"] not in found:
            found[row["revision_id"]] = _judged(row)
            if len(found) >= most:
                break
    return [each for each in reversed(found.values()) if each is not None]


def judged_count(community_id: UUID, since: datetime | None = None) -> int:
    """How many decisions there are to learn from."""
    rows = _rulings(community_id)
    return (rows if since is None else rows.filter(at__gt=since)).count()


FIELDS = ("revision_id", "revision__text", "verdict", "clauses", "by_id", "at")


def _rulings(community_id: UUID) -> QuerySet[Decision]:
    rows = Decision.objects.filter(
        community_id=community_id,
        by__isnull=False,
        verdict__in=(*AGAINST, *KEPT),
        revision__purged_at=None,
    )
    return rows.exclude(appeals__outcome="overturned")


def _judged(row: dict[str, Any]) -> Judged | None:
    is_against = row["verdict"] in AGAINST
    clauses = tuple(row["clauses"]) if is_against else ()
    if is_against and not clauses:
        return None
    return Judged(row["revision_id"], row["revision__text"], is_against, clauses, row["by_id"], row["at"])


@dataclass(frozen=True, slots=True)
class Borne:
    """The last word of a person on a text, beside the score it had. Shape  percent: as in `Weighing`"""

    percent: int
    is_against: bool
    at: datetime


def borne_out(community_id: UUID, version: str, since: datetime, most: int) -> list[Borne]:
    """What people made of the texts that one version scored, the newest first, each text once.

    Shape  version: how it ends
    """
    rows = _rulings(community_id).filter(at__gte=since, revision__weighing__version__endswith=version)
    rows = rows.exclude(revision__weighing__percent=None)
    found: dict[UUID, Borne] = {}
    fields = ("revision_id", "revision__weighing__percent", "verdict", "at")
    for revision_id, percent, verdict, at in rows.order_by("-at", "-id").values_list(*fields)[:most]:
        found.setdefault(revision_id, Borne(percent, verdict in AGAINST, at))
    return list(found.values())
