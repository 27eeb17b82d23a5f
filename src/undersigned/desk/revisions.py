"""Every text of a comment, beside the one before."""

from dataclasses import dataclass
from uuid import UUID

from undersigned.conversation import reads as comments
from undersigned.conversation.shapes import RevisionShape

from .marking import Piece, changes


@dataclass(frozen=True, slots=True)
class Earlier:
    """A text of the comment, and what it changed in the one before."""

    revision: RevisionShape
    changes: list[Piece]


def texts(comment_id: UUID) -> list[Earlier]:
    """Every text of a comment, the newest first, each with what it changed."""
    found = comments.revisions(comment_id)
    before = ["", *(revision.text for revision in found)]
    return [
        Earlier(revision, changes(earlier, revision.text) if earlier else [Piece(revision.text)])
        for earlier, revision in zip(before, found, strict=False)
    ][::-1]
