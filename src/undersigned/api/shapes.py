"""What public reading and writing answer, as the OpenAPI document describes it.

The documents themselves are built in `snapshots`; the tests hold every answer to these shapes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """Every named field is always there; further ones may come."""

    model_config = ConfigDict(extra="allow")


class Problem(Shape):
    """RFC 9457. Named data stands beside: `fields`, `reason`, `licence`, `retry_after_seconds` …"""

    type: str = Field(description="The address of a page that explains the code, which is its last part.")
    title: str
    status: int
    detail: str = Field(description="In the reader’s language.")


class Clause(Shape):
    number: str
    title: str
    text: str


class Guidelines(Shape):
    version: int
    language: str
    clauses: list[Clause]


class Licence(Shape):
    version: int
    language: str
    text: str


class Notices(Shape):
    """The standing sentences beside every conversation."""

    names: str
    licence: str
    endorsement: str
    guidelines: str
    welcome: str


class Community(Shape):
    slug: str
    name: str
    publisher: str
    languages: list[str] = Field(description="Its own first.")
    names: Literal["full", "youth"] = Field(description="How people sign.")
    mode: Literal["before", "after", "reactive"] = Field(description="When a person looks.")
    notices: Notices
    guidelines: Guidelines
    licence: Licence


class Medium(Shape):
    kind: Literal["picture", "video"]
    title: str
    description: str
    duration_seconds: int | None
    caption: str
    credit: str = Field(description="The line as printed.")
    credits: list[str] = Field(description="The whole chain, in order.")
    url: str
    published_at: datetime | None


class Story(Shape):
    key: str = Field(description="The newsroom’s own, stable for ever.")
    url: str
    page_url: str = Field(description="Its page here, with the conversation.")
    language: str
    section: str
    headline: str
    deck: str
    standfirst: str
    published_at: datetime
    updated_at: datetime
    source_names: list[str]
    media: list[Medium]


class Stories(Shape):
    stories: list[Story]
    next: str | None = Field(description="The `after` of the following page.")


class State(Shape):
    open: bool
    reason: str | None = Field(
        description="Why it takes no comments, for readers; the newsroom’s own words if someone closed it."
    )
    closes_at: datetime | None
    why: Literal["closed", "never", "not-yet", "time", "days", "comments"] | None = Field(
        description="The same as a code: closed by someone, or by a rule."
    )
    opens_at: datetime | None


class ConversationCounts(Shape):
    comments: int = Field(description="Published ones, replies included.")


class CommentCounts(Shape):
    replies: int
    recommendations: int


class Byline(Shape):
    name: str = Field(description="First and last name; in a youth community the display name.")
    place: str
    standing: list[Literal["member", "moderator", "editor"]]


class ReprintMark(Shape):
    id: UUID
    use: Literal["web", "print", "air"]
    part: Literal["whole", "excerpts"]
    licence_version: int
    at: datetime


class Comment(Shape):
    """A removed or withdrawn comment with replies keeps its place, without byline and text."""

    id: UUID
    state: Literal["published", "removed", "withdrawn", "held", "refused"]
    byline: Byline | None
    text: str | None
    html: str | None = Field(description="Safe to show as it is.")
    language: str
    published_at: datetime | None = Field(description="Empty while the comment waits.")
    revised_at: datetime | None
    in_reply_to: UUID | None
    depth: int
    counts: CommentCounts
    picked: bool
    label: str | None = Field(description="The newsroom’s note under it, a correction for instance.")
    reprints: list[ReprintMark]
    replies: list[Comment] = Field(description="The first few, oldest first.")
    replies_next: str | None = Field(
        description="The `after` of further replies; empty text: from the start."
    )
    url: str


class CommentWithAncestors(Comment):
    ancestors: list[Comment] = Field(description="What it answers, from the top of the thread down.")


class Thread(Shape):
    comments: list[Comment]
    next: str | None = Field(description="The `after` of the following page.")


class Conversation(Thread):
    version: int = Field(description="Grows with every visible change.")
    state: State
    counts: ConversationCounts
    notices: Notices


class Counts(Shape):
    counts: dict[str, int] = Field(description="By `community/story`; one that is not registered is absent.")


class JsonFeed(Shape):
    """JSON Feed 1.1."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    language: str
    items: list[dict[str, Any]]


class OEmbed(Shape):
    """oEmbed 1.0, of the rich kind."""

    type: Literal["rich"]
    version: Literal["1.0"]
    title: str
    author_name: str
    provider_name: str
    provider_url: str
    cache_age: int
    html: str
    width: int | None
    height: int | None


class Reason(Shape):
    code: str
    sentence: str = Field(description="In the reader’s language.")


class Sent(Shape):
    """What became of a text that was sent."""

    comment: Comment = Field(description="With the text that was sent; its state is the state of that text.")
    state: Literal["published", "held", "refused"]
    shown_text: str | None = Field(
        description="What others read at this moment: this text, the one before while it waits, or nothing."
    )
    why: list[Reason] = Field(description="Why it waits for a person, or was refused by a machine.")


class Recommended(Shape):
    recommended: bool
    recommendations: int


class Received(Shape):
    id: UUID
    state: Literal["received"]


class ReceivedNotice(Shape):
    reference: str = Field(description="What letters and the newsroom call it by.")
    state: Literal["received", "unconfirmed"] = Field(
        description="Unconfirmed: the link in a letter to its writer confirms it."
    )
    status_url: str = Field(description="A page that shows how far it is; whoever has its address sees it.")


class Challenge(Shape):
    challenge: str
    bits: int = Field(description="SHA-256 of `challenge:answer` begins with so many zero bits.")
    expires_in: int = Field(description="Seconds; it is good for one notice.")
