"""The queue: open cases in the order in which people should look at them. Read through `reads`."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotFound

from .case_rows import case_rows, case_shape, is_behind, judged_purged_at, judges_newest
from .filing import narrowed
from .models import Appeal, Case, Claim, Decision
from .rules import OVERTURNING, VERDICTS, effect, may_answer
from .shapes import NO_SEARCH, CaseShape, Search, Tally

IN_ORDER = ("rank", "-doubt", "opened_at", "id")
NOTICES_IN_ORDER: tuple[Any, ...] = ("rank", F("due_at").asc(nulls_last=True), "opened_at", "id")


def queue(
    community_ids: Iterable[UUID] | None,
    kind: str | None = None,
    limit: int = 50,
    after: UUID | None = None,
    *,
    escalated: bool = False,
    claimed_by: UUID | None = None,
    search: Search = NO_SEARCH,
) -> list[CaseShape]:
    """Open cases, the most urgent first, as `rules.rank` has it; then those that the scorer is least sure of,
    then the oldest. Notices alone: those first that a law sets a time for.

    Shape   community_ids: None means all; after: the last case of the page before;
            escalated, claimed_by: only such cases
    Errors  NotFound: no such case to go on from
    """
    rows = narrowed(_open(community_ids, kind), search).order_by(*_order(kind))
    if escalated:
        rows = rows.filter(escalated_at__isnull=False)
    if claimed_by is not None:
        rows = rows.filter(claim__by_id=claimed_by, claim__until__gt=now())
    if after is not None:
        rows = rows.filter(_behind(after, kind))
    return several(list(rows.values_list("id", flat=True)[:limit]))


def next_up(
    community_ids: Iterable[UUID] | None,
    kind: str | None,
    *,
    person_id: UUID,
    settles_in: Collection[UUID] | None,
    limit: int = 5,
    search: Search = NO_SEARCH,
    preferred: UUID | None = None,
) -> list[UUID]:
    """The most urgent cases that this person may take now: leased to nobody else, not about their own
    comment, no appeal of theirs or against their own decision, not escalated by themselves.

    Shape  settles_in: where the person also takes what was escalated; None means everywhere;
           preferred: comes first if it is among them and none of them is more urgent
    """
    free = Q(claim=None) | Q(claim__until__lte=now()) | Q(claim__by_id=person_id)
    rows = narrowed(_open(community_ids, kind), search).filter(free).exclude(comment__author_id=person_id)
    own = Q(decision__by_id=person_id) | Q(by_id=person_id)
    rows = rows.exclude(Exists(Appeal.objects.filter(own, case=OuterRef("pk"))))
    rows = rows.exclude(
        Exists(Decision.objects.filter(case=OuterRef("pk"), verdict="escalate", by_id=person_id))
    )
    if settles_in is not None:
        rows = rows.filter(Q(escalated_at=None) | Q(community_id__in=list(settles_in)))
    found = list(rows.order_by(*_order(kind)).values_list("id", "rank")[:limit])
    first = [each for each, rank in found if each == preferred and rank == found[0][1]]
    return first + [each for each, _ in found if each not in first]


def at_work_before(person_id: UUID, community_ids: Iterable[UUID] | None) -> int:
    """How many others have a case there in hand, and stand before this person in a fixed order."""
    rows = Claim.objects.filter(until__gt=now(), by_id__lt=person_id)
    if community_ids is not None:
        rows = rows.filter(case__community_id__in=list(community_ids))
    return rows.values("by_id").distinct().count()


def tally(community_ids: Iterable[UUID] | None, person_id: UUID) -> list[Tally]:
    """Open cases by community and kind, in one query."""
    mine = Q(claim__by_id=person_id, claim__until__gt=now())
    rows = _open(community_ids, None).values("community_id", "kind").order_by("community_id", "kind")
    counted = rows.annotate(
        open=Count("id"),
        escalated=Count("id", filter=Q(escalated_at__isnull=False)),
        mine=Count("id", filter=mine),
    )
    return [Tally(r["community_id"], r["kind"], r["open"], r["escalated"], r["mine"]) for r in counted]


def open_counts(community_ids: Iterable[UUID] | None) -> dict[str, int]:
    """Open cases by kind."""
    rows = Case.objects.filter(closed_at=None)
    if community_ids is not None:
        rows = rows.filter(community_id__in=list(community_ids))
    return dict(rows.values_list("kind").annotate(Count("id")).order_by("kind"))


def case(case_id: UUID) -> CaseShape:
    """One case, open or closed.

    Errors  NotFound
    """
    row = case_rows().filter(id=case_id).first()
    if row is None:
        raise NotFound(what="case")
    return case_shape(row)


def comment_of(case_id: UUID) -> UUID:
    """The comment that a case is about. Errors  NotFound"""
    found: UUID | None = Case.objects.filter(id=case_id).values_list("comment_id", flat=True).first()
    if found is None:
        raise NotFound(what="case")
    return found


def open_row_of(comment_id: UUID) -> Case | None:
    """The case that a comment waits in, as a row with its comment; an appeal before any other."""
    rows = Case.objects.filter(comment_id=comment_id, closed_at=None).select_related("comment")
    return min(rows, key=lambda row: (row.kind != Case.Kind.APPEAL, row.opened_at), default=None)


def open_case_of(comment_id: UUID) -> CaseShape | None:
    """The same with all that is told of it."""
    row = open_row_of(comment_id)
    return None if row is None else case(row.id)


def several(case_ids: Sequence[UUID]) -> list[CaseShape]:
    """Some cases, open or closed, in this order; what is none is left out."""
    shapes = {row.id: case_shape(row) for row in case_rows().filter(id__in=case_ids)}
    return [shapes[case_id] for case_id in case_ids if case_id in shapes]


def fitting(case_id: UUID) -> tuple[str, ...]:
    """The verdicts that the state of the comment allows now; none once the case is closed.

    Errors  NotFound
    """
    row = case_rows().filter(id=case_id).first()
    if row is None:
        raise NotFound(what="case")
    if row.closed_at is not None:
        return ()
    is_appeal = row.kind == Case.Kind.APPEAL
    asked = Appeal.objects.filter(case=row).select_related("decision").first() if is_appeal else None
    fit = [verdict for verdict in VERDICTS if _fits(verdict, row, asked)]
    if judged_purged_at(row) is not None:
        fit = [verdict for verdict in fit if verdict not in OVERTURNING]
    return tuple(verdict for verdict in fit if verdict != "publish" or "restore" not in fit)


def _fits(verdict: str, row: Any, asked: Appeal | None) -> bool:
    try:
        effect(verdict, row.comment.state, judged_is_shown=not is_behind(row) or not judges_newest(row))
        if asked is not None:
            is_reporters = asked.report_id is not None
            may_answer(verdict, asked.decision.verdict, None, None, is_reporters=is_reporters)
    except Invalid:
        return False
    return verdict != "escalate" or row.escalated_at is None


def _open(community_ids: Iterable[UUID] | None, kind: str | None) -> QuerySet[Any]:
    rows = Case.objects.filter(closed_at=None)
    if community_ids is not None:
        rows = rows.filter(community_id__in=list(community_ids))
    return rows.filter(kind=kind) if kind else rows


def _order(kind: str | None) -> tuple[Any, ...]:
    return NOTICES_IN_ORDER if kind == Case.Kind.NOTICE else IN_ORDER


def _behind(case_id: UUID, kind: str | None) -> Q:
    """What comes after a case in the order of the queue, wherever that case stands by now."""
    last = Case.objects.filter(id=case_id).first()
    if last is None:
        raise NotFound(what="case")
    later = Q(opened_at__gt=last.opened_at) | Q(opened_at=last.opened_at, id__gt=last.id)
    if kind == Case.Kind.NOTICE and last.due_at is None:
        later &= Q(due_at=None)
    elif kind == Case.Kind.NOTICE:
        later = Q(due_at__gt=last.due_at) | Q(due_at=None) | (Q(due_at=last.due_at) & later)
    else:
        later = Q(doubt__lt=last.doubt) | (Q(doubt=last.doubt) & later)
    return Q(rank__gt=last.rank) | (Q(rank=last.rank) & later)
