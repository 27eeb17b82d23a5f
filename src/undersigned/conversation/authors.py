"""What an author has sent so far: for the pace, the record, and what repeats itself. Read through `reads`."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F

from undersigned.prepared import Rows

from . import rules
from .models import Comment, Revision

LOOKED_BACK = 10
COMPARED = 20

_submissions = Rows(
    lambda author, since: Comment.objects.filter(author_id=author, submitted_at__gt=since).values_list(
        "submitted_at", flat=True
    )
)
_under = Rows(
    lambda author, story: (
        Comment.objects.filter(author_id=author, story_id=story)
        .exclude(state=Comment.State.WITHDRAWN)
        .values_list("submitted_at", flat=True)
    )
)
_states = Rows(
    lambda author, community: (
        Comment.objects.filter(author_id=author, community_id=community)
        .exclude(state__in=[Comment.State.HELD, Comment.State.WITHDRAWN])
        .order_by("-submitted_at")
        .values_list("state", flat=True)[:LOOKED_BACK]
    )
)
_texts = Rows(
    lambda author, since: (
        Revision.objects.filter(
            comment__author_id=author, comment__submitted_at__gt=since, number=F("comment__latest_number")
        )
        .exclude(comment__state=Comment.State.WITHDRAWN)
        .order_by("-at")
        .values_list("comment__story_id", "text")[:COMPARED]
    )
)


def record(author_id: UUID, community_id: UUID) -> dict[str, int]:
    """How many of an author's comments in one community are in each state."""
    rows = Comment.objects.filter(author_id=author_id, community_id=community_id)
    return dict(rows.values_list("state").annotate(Count("id")))


def held_counts(author_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many comments of each author wait; one with none is absent."""
    rows = Comment.objects.filter(author_id__in=list(author_ids), state=Comment.State.HELD)
    return dict(rows.values_list("author_id").annotate(Count("id")))


def submissions_since(author_id: UUID, since: datetime) -> list[datetime]:
    """When this author submitted after a moment, for the pace."""
    return _submissions(author=author_id, since=since)


def moments_under(author_id: UUID, story_id: UUID) -> list[datetime]:
    """When this author submitted what stands or waits under a story, or was decided against there."""
    return _under(author=author_id, story=story_id)


def last_states(author_id: UUID, community_id: UUID) -> list[str]:
    """What became of an author's last ten comments in a community that were decided."""
    return _states(author=author_id, community=community_id)


def would_wait(community_id: UUID, since: datetime, *, first_held: int, record_held: int) -> dict[str, int]:
    """What two thresholds would have held of what was submitted after a moment, as it turned out.

    Shape   keys: submitted, first, record, either; reads what its authors ever sent here, once
    """
    rows = Comment.objects.filter(community_id=community_id)
    recent = rows.filter(submitted_at__gt=since).values("author_id")
    told = rows.filter(author_id__in=recent).order_by("author_id", "submitted_at", "id")
    found = dict.fromkeys(("submitted", "first", "record", "either"), 0)
    author: UUID | None = None
    states: deque[str] = deque(maxlen=LOOKED_BACK)
    for author_id, at, state in told.values_list("author_id", "submitted_at", "state").iterator():
        if author_id != author:
            author = author_id
            states.clear()
        if at > since:
            is_first, is_record = rules.held_by(states, first_held=first_held, record_held=record_held)
            found["submitted"] += 1
            found["first"] += is_first
            found["record"] += is_record
            found["either"] += is_first or is_record
        if state not in (Comment.State.HELD, Comment.State.WITHDRAWN):
            states.append(state)
    return found


def not_taken_back(author_id: UUID) -> list[UUID]:
    """An author's comments that they have not withdrawn, the oldest first."""
    rows = Comment.objects.filter(author_id=author_id).exclude(state=Comment.State.WITHDRAWN)
    return list(rows.order_by("id").values_list("id", flat=True))


def texts_since(author_id: UUID, since: datetime) -> list[tuple[UUID, str]]:
    """An author's last twenty texts after a moment, with the story of each."""
    return _texts(author=author_id, since=since)
