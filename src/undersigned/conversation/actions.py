"""Writes of this room. Called by journeys, inside their transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef

from undersigned.kernel.errors import NotFound
from undersigned.prepared import Insert, Rows, Update
from undersigned.scoring import near

from . import rules
from .models import Comment, Recommendation, Revision, Tally
from .rendering import render
from .shapes import Showing

State = Comment.State

_write_comment = Insert(Comment)
_write_revision = Insert(Revision)
_lock = Rows(lambda comment: Comment.objects.select_for_update(of=("self",)).filter(id=comment))
_put = Update(
    lambda comment, state, shown, published_at, present, replies: (
        Comment.objects.filter(id=comment),
        {
            "state": state,
            "shown_id": shown,
            "published_at": published_at,
            "present": present,
            "reply_count": replies,
        },
    )
)
_count = Update(
    lambda story, published, accepted: (
        Tally.objects.filter(story_id=story),
        {"published": F("published") + published, "accepted": F("accepted") + accepted},
    )
)


def submit(
    *,
    community_id: UUID,
    story_id: UUID,
    author_id: UUID,
    parent: Comment | None,
    byline: tuple[str, str, Sequence[str]],
    text: str,
    language: str,
    at: datetime,
    is_shown: bool,
) -> tuple[Comment, Revision]:
    """A new comment with its first revision, visible or waiting.

    Shape  byline: name, place, standing, as they stand at this moment
    """
    name, place, standing = byline
    comment = Comment(
        community_id=community_id,
        story_id=story_id,
        author_id=author_id,
        in_reply_to=parent,
        depth=0 if parent is None else parent.depth + 1,
        byline_name=name,
        byline_place=place,
        byline_standing=list(standing),
        language=language,
        submitted_at=at,
    )
    revision = _revision(comment, text, at)
    if is_shown:
        comment.state, comment.shown, comment.published_at = State.PUBLISHED, revision, at
        comment.present = True
    _write_comment(comment)
    _write_revision(revision)
    if is_shown:
        _tell_parent(comment)
    return comment, revision


def revise(comment: Comment, text: str, at: datetime) -> Revision:
    """A further revision of a locked comment; which one is shown does not change by this."""
    comment.latest_number += 1
    comment.save(update_fields=["latest_number"])
    revision = _revision(comment, text, at)
    _write_revision(revision)
    return revision


def _revision(comment: Comment, text: str, at: datetime) -> Revision:
    """The newest text of a comment, not written yet."""
    bands = near.sketch(text) or (None,) * near.BANDS
    found = {f"near_{number}": band for number, band in enumerate(bands, 1)}
    return Revision(
        comment=comment, number=comment.latest_number, text=text, html=render(text), at=at, **found
    )


def show(comment: Comment, revision: Revision, at: datetime) -> None:
    """Make this revision of a locked comment what the public sees."""
    comment.state = State.PUBLISHED
    comment.shown = revision
    comment.published_at = comment.published_at or at
    _place(comment)


def hide(comment: Comment, state: Comment.State) -> None:
    """Take a locked comment out of the public's sight: held, refused, removed or withdrawn."""
    comment.state = state
    _place(comment)


def lock_of(revision_ids: Collection[UUID]) -> None:
    """Hold the comments of these texts until the transaction ends."""
    rows = Comment.objects.select_for_update(of=("self",)).filter(revisions__in=revision_ids)
    list(rows.order_by("id").values_list("id"))


def purge(revision_ids: Collection[UUID], at: datetime) -> list[Revision]:
    """Forget the words of texts that nobody is shown; that they were sent, and when, stays."""
    rows = list(Revision.objects.filter(id__in=revision_ids).select_related("comment").order_by("id"))
    for row in rows:
        row.text, row.html, row.purged_at = "", "", at
        row.near_1 = row.near_2 = row.near_3 = row.near_4 = None
    bands = ["near_1", "near_2", "near_3", "near_4"]
    Revision.objects.bulk_update(rows, ["text", "html", "purged_at", *bands])
    return rows


def unsign(scope: Mapping[str, Any]) -> None:
    """Forget the byline of comments whose author is erased and whose words are all forgotten.

    Shape  scope: author_id, or id__in
    """
    kept = Revision.objects.filter(comment=OuterRef("pk"), purged_at=None)
    rows = Comment.objects.filter(~Exists(kept), author__erased_at__isnull=False, **scope)
    rows.update(byline_name="", byline_place="", byline_standing=[])


def label(comment: Comment, text: str) -> None:
    """Put a note of the newsroom's under a locked comment; an empty one takes it away."""
    comment.label = text
    comment.save(update_fields=["label"])


def _place(comment: Comment) -> None:
    """Save what a locked comment shows and counts; keep what is above true, as far as that reaches."""
    was_present = comment.present
    comment.present = comment.state == State.PUBLISHED or (
        comment.published_at is not None and comment.reply_count > 0
    )
    _put(
        comment=comment.id,
        state=comment.state,
        shown=comment.shown_id,
        published_at=comment.published_at,
        present=comment.present,
        replies=comment.reply_count,
    )
    if comment.present != was_present:
        _tell_parent(comment)


def _tell_parent(comment: Comment) -> None:
    """A comment has taken its place, or lost it: what it answers counts one reply more, or one less."""
    if comment.in_reply_to_id is None:
        return
    parent = lock(comment.in_reply_to_id)
    parent.reply_count += 1 if comment.present else -1
    _place(parent)


def showing(comment: Comment) -> Showing:
    """Which state a locked comment is in and what readers see of it."""
    is_public = comment.state == State.PUBLISHED
    return Showing(comment.state, comment.shown_id if is_public else None, comment.label if is_public else "")


def tally(story_id: UUID, was: str | None, state: str) -> bool:
    """Count a comment's step from one state (None: before it was submitted) to another.

    False where it takes no more and no less of a place than before.

    The story's tally stays locked until the commit: like an entry of the ledger, this comes last.
    """
    published = (state == State.PUBLISHED) - (was == State.PUBLISHED)
    accepted = (state in rules.ACCEPTED) - (was in rules.ACCEPTED)
    if not published and not accepted:
        return False
    change = {"story": story_id, "published": published, "accepted": accepted}
    if not _count(**change):
        Tally.objects.get_or_create(story_id=story_id)
        _count(**change)
    return bool(accepted)


def lock(comment_id: UUID) -> Comment:
    """The comment, held until the transaction ends.

    Errors  NotFound
    """
    comment = _lock.first(comment=comment_id)
    if comment is None:
        raise NotFound(what="comment")
    return comment


def recommend(comment: Comment, person_id: UUID, at: datetime) -> bool:
    """Count one recommendation a person; False when it was counted before."""
    try:
        with transaction.atomic():
            Recommendation.objects.create(comment=comment, person_id=person_id, at=at)
    except IntegrityError:
        return False
    Comment.objects.filter(id=comment.id).update(recommendation_count=F("recommendation_count") + 1)
    return True


def unrecommend(comment: Comment, person_id: UUID) -> bool:
    """Take a recommendation back; False when there was none."""
    deleted, _ = Recommendation.objects.filter(comment=comment, person_id=person_id).delete()
    if deleted:
        Comment.objects.filter(id=comment.id).update(recommendation_count=F("recommendation_count") - 1)
    return bool(deleted)


def pick(comment: Comment, editor_id: UUID, at: datetime) -> bool:
    """Mark an editor's pick; False when it is one."""
    if comment.picks.filter(ended_at=None).exists():
        return False
    comment.picks.create(by_id=editor_id, at=at)
    _mark_picked(comment, picked=True)
    return True


def unpick(comment: Comment, at: datetime) -> bool:
    """End a pick; False when there is none."""
    if not comment.picks.filter(ended_at=None).update(ended_at=at):
        return False
    _mark_picked(comment, picked=False)
    return True


def _mark_picked(comment: Comment, *, picked: bool) -> None:
    comment.picked = picked
    comment.save(update_fields=["picked"])
