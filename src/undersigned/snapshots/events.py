"""What live readers are told: facts in, events out. Old snapshot + events = new snapshot.

An event says what is so now, not what was done: several changes of one comment are told once, and
whoever hears an event twice ends where they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .build import Document, comment
from .sealing import encoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

    from undersigned.conversation.shapes import CommentShape
    from undersigned.live.shapes import Change

    from .addresses import Place
    from .build import Reprints

MOST_TOUCHED = 200  # by more than these a reader begins anew


@dataclass(frozen=True, slots=True)
class Facts:
    """What has changed since a version, and what is so now.

    Shape  comments: those touched and all that they answer, by id; one without a place is absent;
           count: published comments of the story; state: as a document, where that changed
    """

    version: int
    changes: Sequence[Change]
    comments: Mapping[UUID, CommentShape]
    above: Mapping[UUID, Sequence[UUID]]
    reprints: Reprints
    count: int
    state: Document | None


def frame(facts: Facts, place: Place) -> bytes:
    """The events as they are sent; the last one carries the version to resume from."""
    told = list(events(facts, place))
    lines = [f"event: {kind}\ndata: {encoded(data)}\n\n" for kind, data in told[:-1]]
    lines += [f"id: {facts.version}\nevent: {kind}\ndata: {encoded(data)}\n\n" for kind, data in told[-1:]]
    return "".join(lines).encode()


def reset(version: int) -> bytes:
    """Too much is unknown: read the conversation anew."""
    return f"id: {version}\nevent: reset\ndata: {encoded({'version': version})}\n\n".encode()


def events(facts: Facts, place: Place) -> Iterator[tuple[str, Document]]:
    """First what has a place, what is answered before its answers; then what has none any more, then the
    counts, then the state.

    A comment that went may get its place back by an answer, so its place is told with whatever stirs below.
    """
    touched = _touched(facts.changes)
    moved = dict.fromkeys(above for id_ in touched for above in facts.above.get(id_, ()))
    stirred = [*touched, *(id_ for id_ in moved if id_ not in touched)]
    placed = [facts.comments[id_] for id_ in stirred if id_ in facts.comments]
    for each in sorted(placed, key=lambda shape: shape.depth):
        document = comment(each, place, facts.reprints)
        if each.byline is None:
            yield "removed", {"version": facts.version, "id": str(each.id), "comment": document}
        elif each.id in touched:
            yield touched[each.id], {"version": facts.version, "comment": document}
    for id_ in stirred:
        if id_ not in facts.comments:
            yield "removed", {"version": facts.version, "id": str(id_), "comment": None}
    counted = {c.subject_id for c in facts.changes if c.kind == "counts" and c.subject_id is not None}
    if touched or counted:
        shown = [id_ for id_ in {*counted, *moved, *touched} if id_ in facts.comments]
        yield (
            "counts",
            {
                "version": facts.version,
                "counts": {"comments": facts.count},
                "comments": {
                    str(id_): comment(facts.comments[id_], place, {})["counts"] for id_ in sorted(shown)
                },
            },
        )
    if facts.state is not None:
        yield "state", {"version": facts.version, "state": facts.state}


def touched_ids(changes: Sequence[Change]) -> list[UUID]:
    """The comments that have to be looked at again."""
    return [change.subject_id for change in changes if change.subject_id is not None]


def _touched(changes: Sequence[Change]) -> dict[UUID, str]:
    """By comment, what it is told as: what came and was revised since is told as what came."""
    told: dict[UUID, str] = {}
    for change in changes:
        if change.subject_id is None or change.kind == "counts":
            continue
        if told.get(change.subject_id) != "published" or change.kind == "published":
            told[change.subject_id] = change.kind
    return {id_: "published" if kind == "removed" else kind for id_, kind in told.items()}
