"""What was said, read from the first comment to the last: for who looks through all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from .models import Comment, Revision

STANDING = (Comment.State.PUBLISHED, Comment.State.HELD)


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it is signed and reads. Shape  texts: byline, place, the newest text, the one shown"""

    comment_id: UUID
    story_id: UUID
    texts: tuple[str, ...]


def said(scope: Mapping[str, UUID], after: UUID | None, limit: int) -> list[Said]:
    """Comments that are public or wait, the oldest first, in one query.

    Shape  scope: story_id or community_id; after: the last one looked at
    """
    within = {f"comment__{name}": id_ for name, id_ in scope.items()}
    rows = Revision.objects.filter(
        number=F("comment__latest_number"), comment__state__in=STANDING, **within
    ).select_related("comment__shown")
    if after is not None:
        rows = rows.filter(comment_id__gt=after)
    return [
        Said(row.comment_id, row.comment.story_id, texts_of(row.comment, row))
        for row in rows.order_by("comment_id")[:limit]
    ]


def texts_of(comment: Comment, newest: Revision | None = None) -> tuple[str, ...]:
    """How a comment is signed and reads, as `Said` has it."""
    if newest is None:
        newest = comment.revisions.get(number=comment.latest_number)
    shown = comment.shown.text if comment.shown is not None else ""
    return (comment.byline_name, comment.byline_place, newest.text, shown)


def newest_texts(community_id: UUID, since: datetime, limit: int) -> list[str]:
    """The texts of the newest comments in a community, whatever became of them; not what was forgotten."""
    rows = Revision.objects.filter(
        number=F("comment__latest_number"),
        comment__community_id=community_id,
        comment__submitted_at__gte=since,
        purged_at=None,
    )
    return list(rows.order_by("-comment__submitted_at").values_list("text", flat=True)[:limit])
