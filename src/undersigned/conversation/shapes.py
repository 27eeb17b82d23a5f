"""Comments as readers and authors see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Sort = Literal["newest", "oldest", "discussed", "recommended", "picks"]


@dataclass(frozen=True, slots=True)
class BylineShape:
    name: str
    place: str
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommentShape:
    """A public comment. A removed or withdrawn one keeps its place: no byline, no text. (A held or
    refused one is shaped for its author only.)

    Shape  revised_at is empty while the first text is shown; replies are the first few, oldest
           first; replies_next continues them; label: the newsroom's note under it, or empty
    """

    id: UUID
    state: Literal["published", "removed", "withdrawn", "held", "refused"]
    byline: BylineShape | None
    text: str
    html: str
    language: str
    published_at: datetime
    revised_at: datetime | None
    in_reply_to: UUID | None
    depth: int
    reply_count: int
    recommendation_count: int
    picked: bool
    label: str
    replies: tuple["CommentShape", ...] = ()
    replies_next: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Shape  next: cursor of the following page, or empty at the end"""

    comments: tuple[CommentShape, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Showing:
    """A comment as it is for readers. Shape  shown: the revision they see, None for none; label: the note
    under it
    """

    state: str
    shown: UUID | None
    label: str


@dataclass(frozen=True, slots=True)
class RevisionShape:
    """One text of a comment, as its author sent it. Shape  purged_at: since when its words are gone"""

    number: int
    text: str
    html: str
    at: datetime
    purged_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnComment:
    """A comment as its author sees it, whatever its state.

    Shape  text is the latest revision; shown_text is what others read at this moment, perhaps an
           earlier one, and empty when they read nothing; purged_at: since when the latest text is gone
    """

    id: UUID
    community: str
    story_key: str
    story_headline: str
    state: str
    text: str
    html: str
    shown_text: str
    shown_html: str
    revision: int
    purged_at: datetime | None
    submitted_at: datetime
    may_revise_until: datetime | None
    may_withdraw: bool
