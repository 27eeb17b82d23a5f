"""Selections: cases decided together. Read through `reads`, written through `actions`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from undersigned.kernel.errors import NotFound

from .errors import Overtaken
from .models import Decision, Selection
from .shapes import SelectionShape
from .together import needs_second


def make_selection(
    community_id: UUID,
    items: Sequence[tuple[UUID, int]],
    *,
    verdict: str,
    clauses: Sequence[str],
    note: str,
    by_id: UUID,
    at: datetime,
) -> Selection:
    """Keep which cases are to be decided together, and how."""
    return Selection.objects.create(
        community_id=community_id,
        items=[[str(case_id), revision] for case_id, revision in items],
        verdict=verdict,
        clauses=list(clauses),
        note=note,
        by_id=by_id,
        at=at,
    )


def lock_selection(selection_id: UUID) -> Selection:
    """A selection, held until the transaction ends. Errors  NotFound"""
    row = Selection.objects.select_for_update(of=("self",)).filter(id=selection_id).first()
    if row is None:
        raise NotFound(what="selection")
    return row


def second_selection(row: Selection, by_id: UUID, at: datetime) -> None:
    """A second person agrees to a locked selection. Errors  Overtaken where it waits for nobody any more"""
    _still_waits(row)
    row.seconded_by_id, row.seconded_at = by_id, at
    row.save(update_fields=["seconded_by", "seconded_at"])


def drop_selection(row: Selection, by_id: UUID, at: datetime) -> None:
    """A locked selection that waits is given up. Errors  Overtaken where it waits for nobody any more"""
    _still_waits(row)
    row.dropped_by_id, row.dropped_at = by_id, at
    row.save(update_fields=["dropped_by", "dropped_at"])


def note_progress(row: Selection, reached: int, left: Sequence[tuple[UUID, str]], at: datetime) -> None:
    """Note how far a selection was decided, and what could not be."""
    row.reached = reached
    row.left = [*row.left, *([str(case_id), code] for case_id, code in left)]
    row.done_at = at if reached >= len(row.items) else None
    row.save(update_fields=["reached", "left", "done_at"])


def selection(selection_id: UUID) -> SelectionShape:
    """One selection as it stands. Errors  NotFound"""
    row = Selection.objects.filter(id=selection_id).annotate(decided=Count("decisions")).first()
    if row is None:
        raise NotFound(what="selection")
    return _shape(row, row.decided)


def selections_waiting(community_ids: Collection[UUID] | None) -> list[SelectionShape]:
    """Selections that wait for a second person or are being decided, the oldest first."""
    rows = Selection.objects.filter(done_at=None, dropped_at=None).annotate(decided=Count("decisions"))
    if community_ids is not None:
        rows = rows.filter(community_id__in=list(community_ids))
    return [_shape(row, row.decided) for row in rows.order_by("at")]


def is_decided_in(selection_id: UUID, case_id: UUID) -> bool:
    """Whether a case was decided as one of a selection already."""
    return Decision.objects.filter(selection_id=selection_id, case_id=case_id).exists()


def _still_waits(row: Selection) -> None:
    if row.seconded_at is not None or row.dropped_at is not None or row.done_at is not None:
        raise Overtaken(why="decided")


def _shape(row: Selection, decided: int) -> SelectionShape:
    return SelectionShape(
        id=row.id,
        community_id=row.community_id,
        verdict=row.verdict,
        clauses=tuple(row.clauses),
        note=row.note,
        items=tuple((UUID(case_id), revision) for case_id, revision in row.items),
        by_id=row.by_id,
        at=row.at,
        seconded_by_id=row.seconded_by_id,
        dropped_by_id=row.dropped_by_id,
        state="dropped"
        if row.dropped_at
        else "done"
        if row.done_at
        else "waiting"
        if needs_second(len(row.items)) and row.seconded_at is None
        else "working",
        reached=row.reached,
        left=tuple((UUID(case_id), code) for case_id, code in row.left),
        decided=decided,
    )
