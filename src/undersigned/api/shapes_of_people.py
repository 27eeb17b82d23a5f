"""What authors and the desk are answered, as the OpenAPI document describes it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from .shapes import Clause, Reason, Shape

Verdict = Literal["publish", "refuse", "remove", "restore", "label", "hold", "escalate"]


class Token(Shape):
    session_token: str = Field(description="To be sent as `Authorization: Bearer …`.")


class OwnName(Shape):
    first: str
    last: str
    full: str
    state: Literal["declared", "confirmed", "challenged"]
    doubts: list[Reason]
    note: str = Field(description="What the moderator who looked at it wrote.")


class OwnStanding(Shape):
    kind: Literal["member", "moderator", "editor", "operator"]
    community: str | None = Field(description="Empty when it holds everywhere.")


class OwnRestriction(Shape):
    id: UUID
    kind: Literal["warn", "hold", "slow", "suspend", "ban"]
    community: str | None
    reason: str
    at: datetime
    until: datetime | None
    submissions_left: int | None = Field(description="Of a hold that counts.")
    every_seconds: int | None = Field(description="Of a slower pace.")


class Appeal(Shape):
    id: UUID
    decision: UUID | None = Field(description="What it is against, or else `restriction`.")
    comment: UUID | None
    report: UUID | None = Field(description="Of whoever appeals as a reporter; empty for the author.")
    restriction: UUID | None
    text: str
    at: datetime
    due_at: datetime | None = Field(description="When it should be answered.")
    state: Literal["received", "with-a-person", "answered"]
    outcome: Literal["upheld", "overturned", "withdrawn"] | None
    answer: UUID | None = Field(description="The decision that answers it.")
    answer_note: str = Field(description="The reasons, to whoever appealed.")
    answered_at: datetime | None


class MyRestriction(OwnRestriction):
    may_be_appealed: bool
    appeal: Appeal | None


class DisplayName(Shape):
    community: str
    display_name: str


class Me(Shape):
    id: UUID
    email: str
    email_confirmed: bool
    language: str
    name: OwnName
    place: str
    display_names: list[DisplayName] = Field(description="What others see instead, in youth communities.")
    standing: list[OwnStanding]
    restrictions: list[MyRestriction]


class Decision(Shape):
    id: UUID
    comment: UUID
    revision: int
    verdict: Verdict
    clauses: list[Clause] = Field(description="In the words of that version.")
    guidelines_version: int
    note: str
    label: str | None = Field(description="To readers, under the comment.")
    source: Literal["own", "report", "notice", "order"]
    facts: str
    law: str | None
    law_text: str | None
    detector: str | None = Field(description="The program that had marked something in it, with its version.")
    automated: bool = Field(description="Decided by a rule, without a person.")
    reasons: list[str] = Field(description="The statement of reasons, beside clauses and note.")
    at: datetime
    may_be_appealed: bool
    appeal: Appeal | None


class OwnComment(Shape):
    id: UUID
    community: str
    story: str
    headline: str
    state: Literal["held", "published", "refused", "removed", "withdrawn"] = Field(
        description="Of the comment: published as long as others read `shown_text`."
    )
    text: str = Field(description="The latest revision; empty once its words were deleted.")
    html: str
    text_purged_at: datetime | None = Field(
        description="When the words of a refused, removed or withdrawn text were deleted."
    )
    shown_text: str | None = Field(description="What others read at this moment; empty: nothing of it.")
    revision: int
    waiting: bool = Field(description="A person has to look at the latest revision before others read it.")
    why: list[Reason] = Field(description="Why it waits for a person.")
    decision: Decision | None = Field(description="The last word on it so far.")
    submitted_at: datetime
    may_revise_until: datetime | None
    may_withdraw: bool
    url: str


class OwnReport(Shape):
    id: UUID
    comment: UUID
    community: str
    story: str
    headline: str
    clause: str | None
    law: str | None
    text: str
    at: datetime
    state: Literal["received", "with-a-person", "answered"]
    outcome: Literal["kept", "labelled", "taken-away", "withdrawn"] | None = Field(
        description="What became of the comment; `withdrawn` by its author."
    )
    decision: UUID | None = Field(description="The answer, which can be appealed where it keeps the comment.")
    answered_at: datetime | None
    may_be_appealed: bool
    appeal_until: datetime | None
    appeal: Appeal | None


class OwnReports(Shape):
    reports: list[OwnReport]


class OwnComments(Shape):
    comments: list[OwnComment]
    next: str | None
    recommended: list[UUID] | None = Field(None, description="Under the story asked for, if one was.")


class Case(Shape):
    id: UUID
    kind: Literal["held", "review", "reported", "notice", "legal", "appeal"]
    community: str
    story: str
    headline: str
    comment: UUID
    byline: str
    text: str = Field(
        description="The one to judge: the latest revision or, where that was refused, what readers see."
    )
    html: str
    shown_text: str | None = Field(description="What the public sees.")
    revision: int = Field(description="The number of `text`.")
    state: str
    why: list[Reason]
    reports: int
    opened_at: datetime
    escalated_at: datetime | None
    due_at: datetime | None = Field(description="When an appeal should be answered.")
    claimed_by: UUID | None = Field(description="Who holds the lease that runs.")
    claimed_until: datetime | None


class Cases(Shape):
    cases: list[Case]
    counts: dict[str, int] = Field(description="Open cases by kind.")
    next: UUID | None


class Claimed(Shape):
    until: datetime


class Picked(Shape):
    picked: bool


class ReprintByline(Shape):
    name: str
    place: str


class ReprintStory(Shape):
    headline: str
    url: str


class Reprint(Shape):
    """Frozen: later changes of the comment do not reach it."""

    id: UUID
    comment: UUID
    comment_state: str = Field(description="Of the comment now: published, or what has become of it since.")
    use: Literal["web", "print", "air"]
    part: Literal["whole", "excerpts"]
    text: str
    byline: ReprintByline
    story: ReprintStory
    licence_version: int
    statement: str = Field(description="That the publisher does not endorse it; it goes wherever this goes.")
    sha256: str = Field(description="Of the text in UTF-8, hexadecimal.")
    at: datetime


class Restriction(OwnRestriction):
    person: UUID


class NameConfirmation(Shape):
    person: UUID
    name: UUID
    state: Literal["confirmed", "challenged"]
    note: str
