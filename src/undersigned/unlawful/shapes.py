"""Notices as they are sent, and as their writer and the desk see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from .defamation import Step

State = Literal["unconfirmed", "received", "with-a-person", "answered"]
Purpose = Literal["status", "confirm", "answer"]  # what a link in a letter is for
Outcome = Literal["gone", "withdrawn", "removed", "labelled", "stays"]


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One comment that is said to be unlawful.

    Shape  where: its address, or its id; law: which one; text: why
    """

    where: str = ""
    law: str = ""
    text: str = ""
    child_abuse: bool = False


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A notice as it is sent. Shape  language: of the letters to its writer"""

    items: tuple[ItemDraft, ...]
    name: str = ""
    email: str = ""
    good_faith: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ItemShape:
    """What became of one comment of a notice.

    Shape  outcome: once answered; "gone": readers no longer saw it when the notice came; detector: the
           program that had marked something in it; decided_at: empty where its author withdrew it
    """

    number: int
    report_id: UUID | None
    comment_id: UUID
    community: str
    story_key: str
    headline: str
    law: str
    text: str
    state: State
    outcome: Outcome | None
    detector: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoticeShape:
    """A notice with what became of it.

    Shape  state: of the item that is least far; asked_at: when the author was sent a complaint of defamation;
           answer: theirs
    """

    id: UUID
    reference: str
    state: State
    sent_at: datetime
    items: tuple[ItemShape, ...]
    asked_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who sent the notice that a report came from: for the desk alone."""

    notice_id: UUID
    reference: str
    name: str
    email: str
    child_abuse: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What a letter about a report says of its notice."""

    notice_id: UUID
    reference: str


@dataclass(frozen=True, slots=True)
class DefamationDraft:
    """A notice under the UK's regulations, as it is sent.

    Shape  words: those complained of; lacks_means: the complainant cannot identify the author well enough to
           sue; pass_name, pass_email: whether the author may have them, None where it is not said
    """

    where: str = ""
    words: str = ""
    meaning: str = ""
    untrue: str = ""
    lacks_means: bool = False
    name: str = ""
    email: str = ""
    pass_name: bool | None = None
    pass_email: bool | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """An author's answer. Shape  name, address, pass_on: of who stands by the comment"""

    answer: str = ""
    name: str = ""
    address: str = ""
    pass_on: bool | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """What the author of a comment is sent of a complaint.

    Shape  name, email: of who complains, empty where they are not to be passed on
    """

    reference: str
    text: str
    name: str
    email: str
    community: str
    story_key: str
    headline: str
    comment_id: UUID


@dataclass(frozen=True, slots=True)
class ProcedureShape:
    """The UK's procedure about a case, as the desk sees it."""

    reference: str
    step: Step
    received_at: datetime
    asked_at: datetime | None
    answered_at: datetime | None
    answer: str
    poster_name: str
    poster_address: str
    poster_passes_on: bool
