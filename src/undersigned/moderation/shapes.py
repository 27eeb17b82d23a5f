"""Cases, decisions and appeals as the desk and the author see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseShape:
    """A case in the queue.

    Shape  why: [{"code": str, …}]; claimed_by is set while someone else's lease runs
    """

    id: UUID
    kind: str
    community: str
    community_id: UUID
    comment_id: UUID
    story_key: str
    story_headline: str
    byline: str
    text: str
    html: str
    shown_text: str
    revision: int
    state: str
    why: tuple[dict[str, Any], ...]
    report_count: int
    opened_at: datetime
    escalated_at: datetime | None
    closed_at: datetime | None
    claimed_by: UUID | None
    claimed_until: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Open cases of one kind in one community; how many were escalated, how many this person holds."""

    community_id: UUID
    kind: str
    open: int
    escalated: int
    mine: int


@dataclass(frozen=True, slots=True)
class AppealTally:
    asked: int
    overturned: int


@dataclass(frozen=True, slots=True)
class ReportShape:
    clause: str
    law: str
    text: str
    at: datetime
    is_signed_in: bool


@dataclass(frozen=True, slots=True)
class DecisionShape:
    """A decision with what its author is told: verdict, clauses, guidelines version, note.

    Shape  by_id is empty when the house rule decided
    """

    id: UUID
    case_id: UUID | None
    comment_id: UUID
    revision: int
    verdict: str
    clauses: tuple[str, ...]
    guidelines_id: UUID
    guidelines_version: int
    note: str
    by_id: UUID | None
    at: datetime
    is_answer: bool
    may_be_appealed: bool
    appeal: "AppealShape | None"


@dataclass(frozen=True, slots=True)
class AppealShape:
    """Shape  state: received → with-a-person → answered; outcome once answered"""

    id: UUID
    decision_id: UUID
    comment_id: UUID
    text: str
    at: datetime
    state: Literal["received", "with-a-person", "answered"]
    outcome: Literal["upheld", "overturned"] | None
    answer_id: UUID | None
    answer_note: str
    answered_at: datetime | None
