"""Reads of this room: pages of a thread by keyset, single comments, an author's own."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from undersigned.kernel.errors import Invalid, NotFound

from . import rules
from .cursors import mark, place
from .models import Comment, Pick, Revision
from .shapes import BylineShape, CommentShape, OwnComment, Page, RevisionShape, Sort

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
    """Comments that open a thread, each with its first replies. Cost: one query a level shown.

    Errors  Invalid(sort | after)
    """
    if sort not in SORTS:
        raise Invalid({"sort": ["unknown"]})
    column, descending = SORTS[sort]
    rows = _present().filter(story_id=story_id, in_reply_to=None)
    if sort == "picks":
        rows = rows.filter(is_picked=True, state=Comment.State.PUBLISHED)
    return _page(rows, column, descending, after, size, DEPTH_SHOWN)


def replies(comment_id: UUID, after: str | None = None, size: int = PAGE) -> Page:
    """Replies to one comment, oldest first.

    Errors  Invalid(after)
    """
    return _page(
        _present().filter(in_reply_to_id=comment_id), "published_at", False, after, size, DEPTH_SHOWN
    )


def published(comment_id: UUID) -> Comment:
    """A comment that has a public place, as a row.

    Errors  NotFound
    """
    found: Comment | None = _present().select_related("story", "community").filter(id=comment_id).first()
    if found is None:
        raise NotFound(what="comment")
    return found


def one(comment_id: UUID) -> CommentShape:
    """A public comment with its first replies.

    Errors  NotFound
    """
    return _shapes([published(comment_id)], DEPTH_SHOWN)[0]


def newest(story_id: UUID, limit: int) -> list[CommentShape]:
    """The public comments of a story, replies among them, newest first. One query."""
    rows = _present().filter(story_id=story_id, state=Comment.State.PUBLISHED)
    return [_shape(comment, (), None) for comment in rows.order_by("-published_at", "-id")[:limit]]


def sent(comment_id: UUID) -> CommentShape:
    """A comment with its latest text, for its author, whether or not the public sees it.

    Errors  NotFound
    """
    comment = by_id(comment_id)
    text = latest(comment)
    state: Any = comment.state
    return replace(
        _shape(comment, (), None),
        state=state,
        byline=_byline(comment),
        text=text.text,
        html=text.html,
        revised_at=text.at if text.number > 1 else None,
        picked=is_picked(comment_id),
    )


def ancestors(comment_id: UUID) -> tuple[CommentShape, ...]:
    """What a comment answers, from the top of the thread down. One query a level."""
    line: list[Comment] = []
    parent_id: UUID | None = Comment.objects.values_list("in_reply_to_id", flat=True).get(id=comment_id)
    while parent_id is not None:
        parent: Comment = _present(include_all=True).get(id=parent_id)
        line.insert(0, parent)
        parent_id = parent.in_reply_to_id
    return tuple(_shape(comment, (), None) for comment in line)


def published_count(story_id: UUID) -> int:
    return Comment.objects.filter(story_id=story_id, state=Comment.State.PUBLISHED).count()


def published_counts(story_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Published comments a story, in one query; a story without any is absent."""
    rows = Comment.objects.filter(story_id__in=list(story_ids), state=Comment.State.PUBLISHED)
    return dict(rows.values_list("story_id").annotate(Count("id")))


def accepted_count(story_id: UUID) -> int:
    """Comments that take a place where the number of comments closes the conversation."""
    states = (Comment.State.PUBLISHED, Comment.State.HELD)
    return Comment.objects.filter(story_id=story_id, state__in=states).count()


def by_id(comment_id: UUID) -> Comment:
    """A comment in any state, with its story and community: for those entitled to see it.

    Errors  NotFound
    """
    found = Comment.objects.select_related("story", "community", "shown").filter(id=comment_id).first()
    if found is None:
        raise NotFound(what="comment")
    return found


def latest(comment: Comment) -> Revision:
    return comment.revisions.get(number=comment.latest_number)


def revisions(comment_id: UUID) -> list[RevisionShape]:
    """Every text of a comment, the first first."""
    rows = Revision.objects.filter(comment_id=comment_id).order_by("number")
    return [RevisionShape(row.number, row.text, row.html, row.at) for row in rows]


def is_picked(comment_id: UUID) -> bool:
    return Pick.objects.filter(comment_id=comment_id, ended_at=None).exists()


def record(author_id: UUID, community_id: UUID) -> dict[str, int]:
    """How many of an author's comments in one community are in each state."""
    rows = Comment.objects.filter(author_id=author_id, community_id=community_id)
    return dict(rows.values_list("state").annotate(Count("id")))


def held_counts(author_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many comments of each author wait; one with none is absent."""
    rows = Comment.objects.filter(author_id__in=list(author_ids), state=Comment.State.HELD)
    return dict(rows.values_list("author_id").annotate(Count("id")))


def held_counts_of_stories(story_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many comments wait under each story; one with none is absent."""
    rows = Comment.objects.filter(story_id__in=list(story_ids), state=Comment.State.HELD)
    return dict(rows.values_list("story_id").annotate(Count("id")))


def own(
    author_id: UUID,
    limit: int = 100,
    community_ids: Iterable[UUID] | None = None,
    after: UUID | None = None,
) -> list[OwnComment]:
    """An author's comments, newest first, in every state. Two queries.

    Shape  community_ids: only there; None means everywhere; after: the last one of the page before
    """
    rows = Comment.objects.filter(author_id=author_id).select_related("story", "community", "shown")
    if community_ids is not None:
        rows = rows.filter(community_id__in=list(community_ids))
    if after is not None:
        last = Subquery(Comment.objects.filter(id=after, author_id=author_id).values("submitted_at"))
        rows = rows.filter(Q(submitted_at__lt=last) | Q(submitted_at=last, id__lt=after))
    found = rows.prefetch_related("revisions").order_by("-submitted_at", "-id")[:limit]
    return [own_shape(comment, max(comment.revisions.all(), key=lambda r: r.number)) for comment in found]


def own_shape(comment: Comment, newest: Revision) -> OwnComment:
    """One comment as its author sees it."""
    shown = comment.shown
    return OwnComment(
        id=comment.id,
        community=comment.community.slug,
        story_key=comment.story.key,
        story_headline=comment.story.headline,
        state=comment.state,
        text=newest.text,
        html=newest.html,
        revision=newest.number,
        waiting=shown is not None and shown.number < newest.number and comment.state == "published",
        submitted_at=comment.submitted_at,
        may_revise_until=rules.revisable_until(
            comment.submitted_at, comment.community.revision_window_seconds, comment.state
        ),
        may_withdraw=comment.state in ("held", "published"),
    )


def submissions_since(author_id: UUID, since: datetime) -> list[datetime]:
    """When this author submitted after a moment, for the pace."""
    rows = Comment.objects.filter(author_id=author_id, submitted_at__gt=since)
    return list(rows.values_list("submitted_at", flat=True))


def recommended_by(person_id: UUID, story_id: UUID) -> set[UUID]:
    """Which comments of a story a person recommends."""
    rows = Comment.objects.filter(story_id=story_id, recommendations__person_id=person_id)
    return set(rows.values_list("id", flat=True))


def _present(*, include_all: bool = False) -> QuerySet[Any]:
    rows = Comment.objects.select_related("shown").annotate(
        is_picked=Exists(Pick.objects.filter(comment=OuterRef("pk"), ended_at=None))
    )
    if include_all:
        return rows
    once_public = Q(published_at__isnull=False, reply_count__gt=0)
    return rows.filter(Q(state=Comment.State.PUBLISHED) | once_public)


def _page(
    rows: QuerySet[Any], column: str, descending: bool, after: str | None, size: int, depth: int
) -> Page:
    if after:
        value, last_id = place(after, is_moment=column == "published_at")
        way = "lt" if descending else "gt"
        rows = rows.filter(Q(**{f"{column}__{way}": value}) | Q(**{column: value, f"id__{way}": last_id}))
    sign = "-" if descending else ""
    found = list(rows.order_by(f"{sign}{column}", f"{sign}id")[: size + 1])
    kept = found[:size]
    following = mark(getattr(kept[-1], column), kept[-1].id) if len(found) > size else None
    return Page(tuple(_shapes(kept, depth)), following)


def _shapes(comments: list[Comment], depth: int) -> list[CommentShape]:
    """Each with its first replies down to a depth, one query a level."""
    levels = [comments]
    for _ in range(depth):
        parents = [comment.id for comment in levels[-1] if comment.reply_count]
        if not parents:
            break
        rank = Window(RowNumber(), partition_by=F("in_reply_to_id"), order_by=["published_at", "id"])
        ranked = _present().filter(in_reply_to_id__in=parents).annotate(rank=rank)
        levels.append(list(ranked.filter(rank__lte=REPLIES_SHOWN).order_by("published_at", "id")))
    by_id_: dict[UUID, CommentShape] = {}
    below: dict[UUID | None, list[CommentShape]] = {}
    for level in reversed(levels):
        here: dict[UUID | None, list[CommentShape]] = defaultdict(list)
        for comment in level:
            shown = tuple(below.get(comment.id, ()))
            more = _cursor_after(shown) if comment.reply_count > len(shown) else None
            by_id_[comment.id] = _shape(comment, shown, more)
            here[comment.in_reply_to_id].append(by_id_[comment.id])
        below = here
    return [by_id_[comment.id] for comment in comments]


def _cursor_after(shown: tuple[CommentShape, ...]) -> str:
    """Where the further replies begin; empty means at the start."""
    return mark(shown[-1].published_at, shown[-1].id) if shown else ""


def _shape(comment: Comment, below: tuple[CommentShape, ...], more: str | None) -> CommentShape:
    revision = comment.shown
    is_public = comment.state == Comment.State.PUBLISHED and revision is not None
    state: Any = comment.state if comment.state in ("published", "withdrawn") else "removed"
    return CommentShape(
        id=comment.id,
        state=state,
        byline=_byline(comment) if is_public else None,
        text=revision.text if is_public and revision else "",
        html=revision.html if is_public and revision else "",
        language=comment.language,
        published_at=comment.published_at or comment.submitted_at,
        revised_at=revision.at if is_public and revision and revision.number > 1 else None,
        in_reply_to=comment.in_reply_to_id,
        depth=comment.depth,
        reply_count=comment.reply_count,
        recommendation_count=comment.recommendation_count if is_public else 0,
        picked=is_public and bool(getattr(comment, "is_picked", False)),
        replies=below,
        replies_next=more,
    )


def _byline(comment: Comment) -> BylineShape:
    return BylineShape(comment.byline_name, comment.byline_place, tuple(comment.byline_standing))
