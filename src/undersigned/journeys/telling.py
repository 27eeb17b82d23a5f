"""What readers are told when a comment has moved: its conversation's count, and one live event."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from undersigned.conversation import actions as conversation
from undersigned.kernel.errors import NotFound
from undersigned.licensing import reads as licences
from undersigned.live import actions as live
from undersigned.stories import closing

from .letters import write_to

if TYPE_CHECKING:
    from undersigned.conversation.models import Comment
    from undersigned.conversation.shapes import Showing
    from undersigned.live.shapes import Kind
    from undersigned.stories.models import Story


def tell(comment: Comment, before: Showing | None, story: Story) -> None:
    """Count a locked comment's step and publish what readers see of it: nothing where they see nothing.

    Holds the story's tally and topic until the commit, so it comes right before the ledger's entry.

    Shape  before: as `conversation.showing` told it; None for a new comment
    """
    after = conversation.showing(comment)
    is_counted_anew = conversation.tally(story.id, before.state if before else None, comment.state)
    kind = _kind(before, after)
    if kind is not None:
        live.publish(story.id, kind, comment.id)
    if kind == "removed":
        _recall_reprints(comment, story)
    if is_counted_anew and closing.limit_of(story) is not None:
        live.publish(story.id, "state")


def _recall_reprints(comment: Comment, story: Story) -> None:
    """Whoever reprinted a comment learns that it is public no more."""
    made = licences.reprints([comment.id]).get(comment.id, [])
    for editor_id in dict.fromkeys(each.by_id for each in made):
        with suppress(NotFound):  # whoever closed their account is not written to
            told = {"byline": comment.byline_name, "story": story.headline, "state": comment.state}
            write_to(editor_id, "reprint-recalled", comment_id=comment.id, **told)


def _kind(before: Showing | None, after: Showing) -> Kind | None:
    was_shown = before is not None and before.shown is not None
    if not was_shown or before is None:
        return "published" if after.shown is not None else None
    if after.shown is None:
        return "removed"
    return "revised" if (before.shown, before.label) != (after.shown, after.label) else None
