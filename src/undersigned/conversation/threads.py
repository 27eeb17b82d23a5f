"""Pages of a thread by keyset, each comment with its first replies; the cost does not know the size."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from undersigned.kernel.errors import Invalid

from .cursors import mark, place
from .models import Comment
from .shapes import BylineShape, CommentShape, Page, Sort

PAGE = 50
REPLIES_SHOWN = 3
DEPTH_SHOWN = 3
SORTS: dict[str, tuple[str, bool]] = {  # column, descending; the id decides between equals
    "newest": ("published_at", True),
    "oldest": ("published_at", False),
    "discussed": ("reply_count", True),
    "recommended": ("recommendation_count", True),
    "picks": ("published_at", True),
}


def page(story_id: UUID, sort: Sort = "newest", after: str | None = None, size: int = PAGE) -> Page:
    """Comments that open a thread, each with its first replies; picks wherever they stand, alone.

    Cost: two queries a level shown, by index, whatever the size of the conversation.

    Errors  Invalid(sort | after)
    """
    if sort not in SORTS:
        raise Invalid({"sort": ["unknown"]})
    column, descending = SORTS[sort]
    rows = Comment.objects.filter(story_id=story_id)
    rows = (
        rows.filter(picked=True, state=Comment.State.PUBLISHED)
        if sort == "picks"
        else rows.filter(present=True, in_reply_to=None)
    )
    return _page(rows, column, descending, after, size, 0 if sort == "picks" else DEPTH_SHOWN)


def replies(comment_id: UUID, after: str | None = None, size: int = PAGE) -> Page:
    """Replies to one comment, oldest first, each with its own first replies.

    Shape   after: the id of the last reply before; empty or None means from the start
    Errors  Invalid(after)
    """
    rows = Comment.objects.filter(in_reply_to_id=comment_id, present=True)
    if after:
        rows = rows.filter(_later_than(_sibling(after, comment_id)))
    found = list(rows.select_related("shown").order_by("published_at", "id")[: size + 1])
    kept = found[:size]
    return Page(tuple(shapes(kept)), str(kept[-1].id) if len(found) > size else None)


def _page(
    rows: QuerySet[Comment], column: str, descending: bool, after: str | None, size: int, depth: int
) -> Page:
    if after:
        value, last_id = place(after, is_moment=column == "published_at")
        way = "lt" if descending else "gt"
        rows = rows.filter(Q(**{f"{column}__{way}": value}) | Q(**{column: value, f"id__{way}": last_id}))
    sign = "-" if descending else ""
    found = list(rows.select_related("shown").order_by(f"{sign}{column}", f"{sign}id")[: size + 1])
    kept = found[:size]
    following = mark(getattr(kept[-1], column), kept[-1].id) if len(found) > size else None
    return Page(tuple(shapes(kept, depth)), following)


def _sibling(cursor: str, parent_id: UUID) -> Comment:
    """The reply that a cursor names. Errors  Invalid(after)"""
    try:
        found = Comment.objects.filter(id=UUID(cursor), in_reply_to_id=parent_id).first()
    except ValueError:
        found = None
    if found is None or found.published_at is None:
        raise Invalid({"after": ["unknown"]})
    return found


def _later_than(comment: Comment) -> Q:
    """Published after it; the id decides between equals."""
    return Q(published_at__gt=comment.published_at) | Q(published_at=comment.published_at, id__gt=comment.id)


def shapes(comments: list[Comment], depth: int = DEPTH_SHOWN) -> list[CommentShape]:
    """Each with its first replies down to a depth, two queries a level."""
    levels = [comments]
    for _ in range(depth):
        levels.append(_first_replies([comment.id for comment in levels[-1] if comment.reply_count]))
    found: list[CommentShape] = []
    below: dict[UUID | None, list[CommentShape]] = {}
    for level in reversed(levels):
        found = [with_replies(comment, tuple(below.get(comment.id, ()))) for comment in level]
        below = defaultdict(list)
        for each in found:
            below[each.in_reply_to].append(each)
    return found


def _first_replies(parent_ids: list[UUID]) -> list[Comment]:
    """The first few replies to each, by one look into the index for each: many do not cost more."""
    if not parent_ids:
        return []
    replies = Comment.objects.filter(in_reply_to_id=OuterRef("id"), present=True)
    ordered = replies.order_by("published_at", "id").values("id")
    nth = {f"reply_{n}": Subquery(ordered[n : n + 1]) for n in range(REPLIES_SHOWN)}
    found = Comment.objects.filter(id__in=parent_ids).annotate(**nth).values_list(*nth)
    ids = {reply_id for row in found for reply_id in row if reply_id is not None}
    rows = Comment.objects.select_related("shown").filter(id__in=ids)
    return list(rows.order_by("published_at", "id"))


def with_replies(comment: Comment, shown: tuple[CommentShape, ...]) -> CommentShape:
    """Shape  replies_next: the last reply shown, empty for from the start, None when all are"""
    more = (str(shown[-1].id) if shown else "") if comment.reply_count > len(shown) else None
    return shape(comment, shown, more)


def shape(comment: Comment, below: tuple[CommentShape, ...], more: str | None) -> CommentShape:
    revision = comment.shown
    is_public = comment.state == Comment.State.PUBLISHED and revision is not None
    state: Any = comment.state if comment.state in ("published", "withdrawn") else "removed"
    return CommentShape(
        id=comment.id,
        state=state,
        byline=byline(comment) if is_public else None,
        text=revision.text if is_public and revision else "",
        html=revision.html if is_public and revision else "",
        language=comment.language,
        published_at=comment.published_at or comment.submitted_at,
        revised_at=revision.at if is_public and revision and revision.number > 1 else None,
        in_reply_to=comment.in_reply_to_id,
        depth=comment.depth,
        reply_count=comment.reply_count,
        recommendation_count=comment.recommendation_count,
        picked=is_public and comment.picked,
        label=comment.label if is_public else "",
        replies=below,
        replies_next=more,
    )


def byline(comment: Comment) -> BylineShape:
    return BylineShape(comment.byline_name, comment.byline_place, tuple(comment.byline_standing))
