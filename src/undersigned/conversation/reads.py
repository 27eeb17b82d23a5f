"""Reads of this room: pages of a thread by keyset, single comments, an author's own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from undersigned.kernel import clock
from undersigned.kernel.errors import NotFound
from undersigned.prepared import Rows
from undersigned.stories import closing

from . import rules
from .alike import alike as alike
from .authors import held_counts as held_counts
from .authors import last_states as last_states
from .authors import moments_under as moments_under
from .authors import not_taken_back as not_taken_back
from .authors import record as record
from .authors import submissions_since as submissions_since
from .authors import texts_since as texts_since
from .authors import would_wait as would_wait
from .models import Comment, Revision, Tally
from .said import newest_texts as newest_texts
from .said import said as said
from .said import texts_of as texts_of
from .shapes import CommentShape, OwnComment, RevisionShape
from .threads import DEPTH_SHOWN as DEPTH_SHOWN
from .threads import PAGE as PAGE
from .threads import REPLIES_SHOWN as REPLIES_SHOWN
from .threads import byline, shape, shapes, with_replies
from .threads import page as page
from .threads import replies as replies

_accepted = Rows(lambda story: Tally.objects.filter(story_id=story).values_list("accepted", flat=True))


def published(comment_id: UUID) -> Comment:
    """A comment that has a public place, as a row.

    Errors  NotFound
    """
    rows = Comment.objects.select_related("shown", "story", "community")
    found = rows.filter(id=comment_id, present=True).first()
    if found is None:
        raise NotFound(what="comment")
    return found


def one(comment_id: UUID) -> CommentShape:
    """A public comment with its first replies.

    Errors  NotFound
    """
    return shapes([published(comment_id)])[0]


def newest(story_id: UUID, limit: int) -> list[CommentShape]:
    """The public comments of a story, replies among them, newest first. One query."""
    rows = Comment.objects.filter(story_id=story_id, present=True, state=Comment.State.PUBLISHED)
    rows = rows.select_related("shown")
    return [shape(comment, (), None) for comment in rows.order_by("-published_at", "-id")[:limit]]


def sent(comment: Comment) -> CommentShape:
    """A comment with its latest text, and the state of that text, for its author: others may read another."""
    text = latest(comment)
    state: Any = "held" if comment.state == "published" and comment.shown_id != text.id else comment.state
    return replace(
        shape(comment, (), None),
        state=state,
        byline=byline(comment),
        text=text.text,
        html=text.html,
        revised_at=text.at if text.number > 1 else None,
        picked=comment.picked,
    )


def several(comment_ids: Iterable[UUID]) -> dict[UUID, CommentShape]:
    """Those of these comments that have a place in their thread, without their replies. One query."""
    rows = Comment.objects.select_related("shown").filter(id__in=list(comment_ids), present=True)
    return {row.id: with_replies(row, ()) for row in rows}


def ids_above(comment_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """What each of these comments answers, from the nearest up. One query a level."""
    wanted = asked = frozenset(comment_ids)
    parents: dict[UUID, UUID | None] = {}
    while wanted:
        parents |= dict(Comment.objects.filter(id__in=wanted).values_list("id", "in_reply_to_id"))
        wanted = frozenset(above for above in parents.values() if above is not None) - parents.keys()
    return {id_: tuple(_upwards(id_, parents)) for id_ in asked}


def _upwards(comment_id: UUID, parents: dict[UUID, UUID | None]) -> Iterator[UUID]:
    above = parents.get(comment_id)
    while above is not None:
        yield above
        above = parents.get(above)


def ancestors(comment_id: UUID) -> tuple[CommentShape, ...]:
    """What a comment answers, from the top of the thread down. One query a level."""
    line: list[Comment] = []
    parent_id: UUID | None = Comment.objects.values_list("in_reply_to_id", flat=True).get(id=comment_id)
    while parent_id is not None:
        parent: Comment = Comment.objects.select_related("shown").get(id=parent_id)
        line.insert(0, parent)
        parent_id = parent.in_reply_to_id
    return tuple(shape(comment, (), None) for comment in line)


def published_count(story_id: UUID) -> int:
    return published_counts([story_id]).get(story_id, 0)


def published_counts(story_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Published comments a story, in one query; a story that never had one is absent."""
    return dict(Tally.objects.filter(story_id__in=list(story_ids)).values_list("story_id", "published"))


def beside(comment: str) -> Subquery:
    """How many comments are public under the story of a comment, as part of another room's query.

    Shape  comment: the path to it
    """
    rows = Tally.objects.filter(story=OuterRef(f"{comment}__story")).values("published")
    return Subquery(rows)


def accepted_count(story_id: UUID) -> int:
    """Comments that take a place where the number of comments closes the conversation."""
    return _accepted.first(story=story_id) or 0


def by_id(comment_id: UUID) -> Comment:
    """A comment in any state, with its story and community: for those entitled to see it.

    Errors  NotFound
    """
    rows = Comment.objects.select_related("story", "community", "shown").defer("story__body")
    found = rows.filter(id=comment_id).first()
    if found is None:
        raise NotFound(what="comment")
    return found


def latest(comment: Comment) -> Revision:
    """The newest text, shown or not."""
    if comment.shown is not None and comment.shown.number == comment.latest_number:
        return comment.shown
    return comment.revisions.get(number=comment.latest_number)


def has_words(comment: Comment) -> bool:
    """Whether the words are there of the newest text, or of the one that readers saw last."""
    either = Q(number=comment.latest_number) | Q(id=comment.shown_id)
    return comment.revisions.filter(either, purged_at=None).exists()


def text_of(comment: Comment, number: int) -> Revision:
    """One of its texts, shown or not."""
    return comment.revisions.get(number=number)


def revisions(comment_id: UUID) -> list[RevisionShape]:
    """Every text of a comment, the first first."""
    rows = Revision.objects.filter(comment_id=comment_id).order_by("number")
    return [RevisionShape(row.number, row.text, row.html, row.at, row.purged_at) for row in rows]


def submitted(community_id: UUID, since: datetime, until: datetime) -> QuerySet[Comment]:
    """Comments sent to a community in a time, for those who count them."""
    return Comment.objects.filter(community_id=community_id, submitted_at__gte=since, submitted_at__lt=until)


def texts_kept() -> QuerySet[Revision]:
    """Every text whose words are there, for those who know which of them are over."""
    return Revision.objects.filter(purged_at=None)


def words_of(revision_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, str, str]]:
    """Comment, language and words of each text whose words are there."""
    rows = texts_kept().filter(id__in=list(revision_ids))
    return {
        row: (comment, language, text)
        for row, comment, language, text in rows.values_list("id", "comment_id", "comment__language", "text")
    }


def held_counts_of_stories(story_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many comments wait under each story; one with none is absent."""
    rows = Comment.objects.filter(story_id__in=list(story_ids), state=Comment.State.HELD)
    return dict(rows.values_list("story_id").annotate(Count("id")))


def own(
    author_id: UUID,
    limit: int = 100,
    community_ids: Iterable[UUID] | None = None,
    after: UUID | None = None,
    story_id: UUID | None = None,
) -> list[OwnComment]:
    """An author's comments, newest first, in every state. Two queries; five when one can be revised.

    Shape  community_ids, story_id: only there; None means everywhere; after: the last one of the page before
    """
    rows = Comment.objects.filter(author_id=author_id).select_related("story", "community", "shown")
    if community_ids is not None:
        rows = rows.filter(community_id__in=list(community_ids))
    if story_id is not None:
        rows = rows.filter(story_id=story_id)
    if after is not None:
        last = Subquery(Comment.objects.filter(id=after, author_id=author_id).values("submitted_at"))
        rows = rows.filter(Q(submitted_at__lt=last) | Q(submitted_at=last, id__lt=after))
    found = list(rows.prefetch_related("revisions").order_by("-submitted_at", "-id")[:limit])
    until = _revisable_until(found)
    return [
        _own_shape(comment, max(comment.revisions.all(), key=lambda r: r.number), until.get(comment.id))
        for comment in found
    ]


def own_shape(comment: Comment, newest: Revision) -> OwnComment:
    """One comment as its author sees it."""
    return _own_shape(comment, newest, _revisable_until([comment]).get(comment.id))


def _own_shape(comment: Comment, newest: Revision, until: datetime | None) -> OwnComment:
    shown = comment.shown if comment.state == "published" else None
    return OwnComment(
        id=comment.id,
        community=comment.community.slug,
        story_key=comment.story.key,
        story_headline=comment.story.headline,
        state=comment.state,
        text=newest.text,
        html=newest.html,
        shown_text=shown.text if shown else "",
        shown_html=shown.html if shown else "",
        revision=newest.number,
        purged_at=newest.purged_at,
        submitted_at=comment.submitted_at,
        may_revise_until=until,
        may_withdraw=comment.state in ("held", "published"),
    )


def _revisable_until(found: Sequence[Comment]) -> dict[UUID, datetime]:
    """Until when each can still be revised: within its window, while its conversation is open."""
    now = clock.now()
    windows = {
        each.id: rules.revisable_until(each.submitted_at, each.community.revision_window_seconds, each.state)
        for each in found
    }
    ends = {id_: end for id_, end in windows.items() if end is not None and end > now}
    stories = {each.id: each.story_id for each in found if each.id in ends}
    if not stories:
        return {}
    tallies = Tally.objects.filter(story_id__in=stories.values()).values_list("story_id", "accepted")
    others = {story_id: accepted - 1 for story_id, accepted in tallies}  # each has its own place already
    states = closing.states(stories.values(), others, now)
    return {
        id_: min(end, states[stories[id_]].closes_at or end)
        for id_, end in ends.items()
        if states[stories[id_]].is_open
    }


def recommended_by(person_id: UUID, story_id: UUID) -> set[UUID]:
    """Which comments of a story a person recommends."""
    rows = Comment.objects.filter(story_id=story_id, recommendations__person_id=person_id)
    return set(rows.values_list("id", flat=True))
