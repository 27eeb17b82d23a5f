"""Cases, decisions and appeals as the desk and the author see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from .rules import Became, Outcome, Weighed
from .search import NO_SEARCH as NO_SEARCH
from .search import Search as Search

State = Literal["received", "with-a-person", "answered"]
Source = Literal["own", "report", "notice", "order"]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decides: a verdict with its grounds.

    Shape  as in `Decision`; source: None for what the case itself tells; detector: the same
    """

    verdict: str
    clauses: tuple[str, ...] = ()
    note: str = ""
    label: str = ""
    facts: str = ""
    law: str = ""
    law_text: str = ""
    reply: str = ""
    source: Source | None = None
    selection_id: UUID | None = None
    detector: str = ""
    policy_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CaseShape:
    """A case in the queue.

    Shape  why: [{"code": str, …}]; detector: the scorer that marked something; label: the note under the
           comment now; due_at: of an appeal or a notice; claimed_by is set while someone's lease runs;
           text, html, revision: what is to be judged, the newest text or, where that was refused, what
           readers see; newest: the number of the newest; purged_at: since when what is to be judged is gone;
           beside: comments that readers see under its story; scored: how that text scored when it was sent,
           words aside; doubt: as in `Case`
    """

    id: UUID
    kind: str
    community: str
    community_id: UUID
    comment_id: UUID
    story_key: str
    story_headline: str
    beside: int
    byline: str
    text: str
    html: str
    shown_text: str
    purged_at: datetime | None
    revision: int
    newest: int
    state: str
    why: tuple[dict[str, Any], ...]
    detector: str
    scored: Weighed
    doubt: int
    label: str
    report_count: int
    opened_at: datetime
    escalated_at: datetime | None
    closed_at: datetime | None
    due_at: datetime | None
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
class NoteShape:
    """Words to an author, kept to be used again. Shape  clause: a number; by_id: who saved them"""

    id: UUID
    clause: str
    language: str
    text: str
    by_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class SelectionShape:
    """Cases decided together.

    Shape  state: waiting for a second person, working, done or dropped; items: (case, revision seen); left:
           (case, code of why not); decided: how many were
    """

    id: UUID
    community_id: UUID
    verdict: str
    clauses: tuple[str, ...]
    note: str
    items: tuple[tuple[UUID, int], ...]
    by_id: UUID
    at: datetime
    seconded_by_id: UUID | None
    dropped_by_id: UUID | None
    state: Literal["waiting", "working", "done", "dropped"]
    reached: int
    left: tuple[tuple[UUID, str], ...]
    decided: int


@dataclass(frozen=True, slots=True)
class LookShape:
    """A second look to be taken; what was decided is not in it. Shape  html: of the text that was judged"""

    id: UUID
    community_id: UUID
    comment_id: UUID
    html: str


@dataclass(frozen=True, slots=True)
class Against:
    """What was decided against an author before. Shape  text: of the revision judged; purged_at: as its"""

    comment_id: UUID
    verdict: str
    clauses: tuple[str, ...]
    text: str
    purged_at: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class AppealTally:
    asked: int
    overturned: int


@dataclass(frozen=True, slots=True)
class ReportShape:
    id: UUID
    clause: str
    law: str
    text: str
    at: datetime
    is_signed_in: bool


@dataclass(frozen=True, slots=True)
class DecisionShape:
    """A decision with what its author is told.

    Shape  by_id is empty when the house rule decided; appeal_until: when its time to be appealed ends;
           stands: it is the last word on its text, which its author has not taken back; is_answer: to its
           author's appeal, which is `appeal`; answers_reporter: to one of who reported it;
           the rest as in `Decision`
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
    label: str
    source: Source
    facts: str
    law: str
    law_text: str
    detector: str
    reply: str
    by_id: UUID | None
    at: datetime
    appeal_until: datetime
    stands: bool
    is_answer: bool
    answers_reporter: bool
    may_be_appealed: bool
    appeal: "AppealShape | None"


@dataclass(frozen=True, slots=True)
class AppealShape:
    """Shape  state: received → with-a-person → answered; outcome once answered; party: whose appeal it is;
    report_id: a reporter's; answer_note: to whoever appealed
    """

    id: UUID
    decision_id: UUID
    comment_id: UUID
    report_id: UUID | None
    by_id: UUID | None
    party: Literal["author", "reporter"]
    text: str
    at: datetime
    due_at: datetime | None
    state: State
    outcome: Outcome | None
    answer_id: UUID | None
    answer_note: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class RestrictionAppealShape:
    """An appeal against a restriction, with what it is against.

    Shape  kind, community_id, reason, restricted_at, until, restricted_by, is_lifted: of the restriction;
           outcome: overturned where it was lifted; claimed_by is set while someone's lease runs
    """

    id: UUID
    restriction_id: UUID
    kind: str
    community_id: UUID | None
    reason: str
    restricted_at: datetime
    until: datetime | None
    restricted_by: UUID | None
    is_lifted: bool
    by_id: UUID
    text: str
    at: datetime
    due_at: datetime
    state: State
    outcome: Outcome | None
    answer_note: str
    answered_by: UUID | None
    answered_at: datetime | None
    claimed_by: UUID | None
    claimed_until: datetime | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """An appeal of which the desk is to be told.

    Shape  id: of its case or, is_restriction, its own; about_person: whose restriction it is; barred: who may
           not answer it; community_id: None for everywhere
    """

    id: UUID
    is_restriction: bool
    community_id: UUID | None
    about_person: UUID | None
    barred: frozenset[UUID | None]
    is_escalated: bool
    due_at: datetime
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report as whoever sent it sees it.

    Shape  outcome: what became of the comment, once answered; is_reversed: by a decision after the answer;
           decision_id: the answer; appeal_until: when the time to appeal it ends
    """

    id: UUID
    comment_id: UUID
    community: str
    community_id: UUID
    story_key: str
    story_headline: str
    clause: str
    law: str
    text: str
    at: datetime
    by_id: UUID | None
    state: State
    outcome: Became | None
    is_reversed: bool
    decision_id: UUID | None
    answered_at: datetime | None
    appeal_until: datetime | None
    may_be_appealed: bool
    appeal: AppealShape | None
