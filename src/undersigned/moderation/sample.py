"""The quality sample: decisions drawn by lot, looked at again by someone who is not told what was decided.

Read through `reads`, written through `actions`. A second look changes nothing.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from undersigned.kernel.errors import NotFound

from .agreement import SIDES, Agreement, Measured, agreement, measured
from .errors import Overtaken
from .models import Decision, SecondLook
from .shapes import LookShape

DRAWN_FROM = timedelta(days=1)
SEEN = ("published", "refused", "removed")


def draw(community_id: UUID, most: int, now: datetime) -> list[SecondLook]:
    """Draw from the last day's decisions, half of them people's and half the house rule's; once a day.

    What a policy published unseen is drawn before anything else of the house rule's: nobody else looks at it.
    """
    since = now - DRAWN_FROM
    if SecondLook.objects.filter(community_id=community_id, drawn_at__gt=since).exists():
        return []
    rows = Decision.objects.filter(
        comment__community_id=community_id,
        at__gte=since,
        verdict__in=SIDES,
        second_look=None,
        comment__state__in=SEEN,
        revision__number=F("comment__latest_number"),
    ).order_by("?")
    of_people, half = rows.exclude(by=None)[: most - most // 2], most // 2
    unseen = list(rows.filter(by=None, policy__isnull=False, verdict="publish")[:half])
    others = rows.filter(by=None).exclude(policy__isnull=False, verdict="publish")[: half - len(unseen)]
    return SecondLook.objects.bulk_create(
        SecondLook(decision=decision, community_id=community_id, drawn_at=now)
        for decision in [*of_people, *unseen, *others]
    )


def look(look_id: UUID) -> SecondLook:
    """A second look, taken or to be taken, as a row with its decision. Errors  NotFound"""
    row = (
        SecondLook.objects.select_related("decision__comment", "decision__revision")
        .filter(id=look_id)
        .first()
    )
    if row is None:
        raise NotFound(what="second look")
    return row


def take_look(row: SecondLook, by_id: UUID, verdict: str, clauses: Sequence[str], now: datetime) -> None:
    """Keep what somebody says who looked again. Errors  Overtaken when somebody else was first"""
    free = SecondLook.objects.filter(id=row.id, by=None)
    if not free.update(by_id=by_id, verdict=verdict, clauses=list(clauses), at=now):
        raise Overtaken(why="decided")
    row.refresh_from_db()


def looks_waiting(community_ids: Collection[UUID] | None, person_id: UUID) -> int:
    """How many second looks this person could take."""
    return _free(community_ids, person_id).count()


def next_look(community_ids: Collection[UUID] | None, person_id: UUID) -> LookShape | None:
    """The next one for this person, the first drawn first; None when none is left."""
    rows = _free(community_ids, person_id).select_related("decision__revision")
    row = rows.order_by("drawn_at", "id").first()
    return None if row is None else shape_of_look(row)


def shape_of_look(row: SecondLook) -> LookShape:
    """A second look as whoever takes it sees it: without what was decided."""
    return LookShape(row.id, row.community_id, row.decision.comment_id, row.decision.revision.html)


def agreed(community_ids: Collection[UUID] | None, since: datetime, until: datetime) -> Agreement:
    """How far second looks at people's decisions agreed with them, of those taken in a time."""
    rows = _taken(community_ids, since, until).exclude(decision__by=None)
    return agreement((SIDES[first], SIDES[second]) for first, second in _pairs(rows))


def house_errors(community_ids: Collection[UUID] | None, since: datetime, until: datetime) -> Measured:
    """How many of the house rule's publications somebody who looked would have refused."""
    pairs = list(
        _pairs(_taken(community_ids, since, until).filter(decision__by=None, decision__verdict="publish"))
    )
    return measured(len(pairs), sum(SIDES[first] != SIDES[second] for first, second in pairs))


def unseen_errors(policy_id: UUID) -> Measured:
    """How much of what a policy published unseen somebody who looked would have refused."""
    rows = SecondLook.objects.filter(
        by__isnull=False, decision__policy_id=policy_id, decision__verdict="publish"
    )
    pairs = list(_pairs(rows))
    return measured(len(pairs), sum(SIDES[first] != SIDES[second] for first, second in pairs))


def _free(community_ids: Collection[UUID] | None, person_id: UUID) -> QuerySet[SecondLook]:
    """Not taken; not of a decision or a comment of their own; the text judged is still there."""
    rows = SecondLook.objects.filter(
        by=None, decision__comment__state__in=SEEN, decision__revision__purged_at=None
    )
    rows = rows.exclude(Q(decision__by_id=person_id) | Q(decision__comment__author_id=person_id))
    return _within(rows, community_ids)


def _taken(community_ids: Collection[UUID] | None, since: datetime, until: datetime) -> QuerySet[SecondLook]:
    return _within(SecondLook.objects.filter(at__gte=since, at__lt=until), community_ids)


def _within(rows: QuerySet[Any], community_ids: Collection[UUID] | None) -> QuerySet[SecondLook]:
    return rows if community_ids is None else rows.filter(community_id__in=list(community_ids))


def _pairs(rows: QuerySet[SecondLook]) -> QuerySet[Any]:
    return rows.values_list("decision__verdict", "verdict")
