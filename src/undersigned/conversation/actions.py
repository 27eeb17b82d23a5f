"""Writes of this room. Called by journeys, inside their transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from undersigned.kernel.errors import NotFound

from . import rules
from .models import Comment, Recommendation, Revision, Tally
from .rendering import render
from .shapes import Showing

State = Comment.State


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
) -> tuple[Comment, Revision]:
    """A new comment, not yet visible, with its first revision.

    Shape  byline: name, place, standing, as they stand at this moment
    """
    name, place, standing = byline
    comment = Comment.objects.create(
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
    return comment, comment.revisions.create(number=1, text=text, html=render(text), at=at)


def revise(comment: Comment, text: str, at: datetime) -> Revision:
    """A further revision of a locked comment; which one is shown does not change by this."""
    comment.latest_number += 1
    comment.save(update_fields=["latest_number"])
    return comment.revisions.create(number=comment.latest_number, text=text, html=render(text), at=at)


def show(comment: Comment, revision: Revision, at: datetime) -> None:
    """Make this revision of a locked comment what the public sees."""
    comment.state = State.PUBLISHED
    comment.shown = revision
    comment.published_at = comment.published_at or at
    _place(comment, "state", "shown", "published_at")


def hide(comment: Comment, state: Comment.State) -> None:
    """Take a locked comment out of the public's sight: refused, removed or withdrawn."""
    comment.state = state
    _place(comment, "state")


def _place(comment: Comment, *changed: str) -> None:
    """Save what changed, and keep the places and reply counts upwards true, as far as that reaches."""
    was_present = comment.present
    comment.present = comment.state == State.PUBLISHED or (
        comment.published_at is not None and comment.reply_count > 0
    )
    comment.save(update_fields=[*changed, "present"])
    if comment.present == was_present or comment.in_reply_to_id is None:
        return
    parent = lock(comment.in_reply_to_id)
    parent.reply_count += 1 if comment.present else -1
    _place(parent, "reply_count")


def showing(comment: Comment) -> Showing:
    """Which state a locked comment is in and what readers see of it."""
    return Showing(comment.state, comment.shown_id if comment.state == State.PUBLISHED else None)


def tally(story_id: UUID, was: str | None, state: str) -> bool:
    """Count a comment's step from one state (None: before it was submitted) to another.

    False where it takes no more and no less of a place than before.

    The story's tally stays locked until the commit: like an entry of the ledger, this comes last.
    """
    published = (state == State.PUBLISHED) - (was == State.PUBLISHED)
    accepted = (state in rules.ACCEPTED) - (was in rules.ACCEPTED)
    if not published and not accepted:
        return False
    change = {"published": F("published") + published, "accepted": F("accepted") + accepted}
    if not Tally.objects.filter(story_id=story_id).update(**change):
        Tally.objects.get_or_create(story_id=story_id)
        Tally.objects.filter(story_id=story_id).update(**change)
    return bool(accepted)


def lock(comment_id: UUID) -> Comment:
    """The comment, held until the transaction ends.

    Errors  NotFound
    """
    comment = Comment.objects.select_for_update(of=("self",)).filter(id=comment_id).first()
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
