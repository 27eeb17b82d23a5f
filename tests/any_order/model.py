"""What the product has to do, in small: comments, cases, appeals and limits without a database.

Written from the pages under docs/decisions/, not from the code. Each `may_…` raises the refusal that has to
come, or returns; what happens then stands in `acts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from undersigned.kernel.errors import NotAllowed, TooFast
from undersigned.people.errors import Banned, Suspended
from undersigned.stories.errors import ConversationClosed

Words = Literal["plain", "doubtful", "secret"]
LEASE = timedelta(minutes=5)
WINDOW = timedelta(minutes=15)
SIX_MONTHS = timedelta(days=183)
INTERIM = ("escalate", "hold")
AGAINST = ("refuse", "remove")
KEEPING = ("publish", "restore", "label")
GRAVITY = ("notice", "legal", "reported", "held", "review")


@dataclass(eq=False)
class Text:
    number: int
    words: Words
    text: str
    is_purged: bool = False


@dataclass(eq=False)
class Limit:
    """A restriction. Shape  left: submissions that it still holds; asked: the appeal against it"""

    id: UUID
    person: UUID
    community: UUID | None
    kind: str
    by: UUID
    at: datetime
    until: datetime | None = None
    left: int | None = None
    every: int = 0
    is_lifted: bool = False
    asked: LimitAppeal | None = None


@dataclass(eq=False)
class LimitAppeal:
    id: UUID
    outcome: str = ""


@dataclass(eq=False)
class Ruling:
    """A decision. Shape  answers: the appeals that it answered; by: None for the house rule"""

    id: UUID
    comment: Remark
    verdict: str
    by: UUID | None
    revision: int
    at: datetime
    case: Matter | None
    answers: list[Asked] = field(default_factory=list)


@dataclass(eq=False)
class Asked:
    """An appeal against a decision, by the author or, with a report, by whoever reported."""

    id: UUID
    against: Ruling
    by: UUID | None
    report: Told | None
    outcome: str = ""


@dataclass(eq=False)
class Told:
    """A report. Shape  by: None for somebody without an account, who is known by `email`"""

    id: UUID
    by: UUID | None
    email: str
    case: Matter
    asked: Asked | None = None


@dataclass(eq=False)
class Matter:
    """A case."""

    id: UUID
    comment: Remark
    kind: str
    opened_at: datetime
    closed_at: datetime | None = None
    escalated_by: UUID | None = None
    claimed_by: UUID | None = None
    claimed_until: datetime | None = None
    asked: list[Asked] = field(default_factory=list)
    is_called_in: bool = False

    @property
    def to_judge(self) -> Text:
        """The newest text; what readers saw last where the newest was refused, or reporters appeal."""
        remark = self.comment
        newest, word = remark.latest, remark.last_word
        if remark.shown in (None, newest.number):
            return newest
        is_refused = any(r.verdict == "refuse" and r.revision == newest.number for r in remark.rulings)
        is_asked = bool(self.asked) and self.asked[0].against.revision == newest.number
        is_taken_back = self.is_called_in and word is not None and word.revision == newest.number
        if self.is_reporters or (is_refused and not is_asked and not is_taken_back):
            return next(text for text in remark.texts if text.number == remark.shown)
        return newest

    @property
    def is_reporters(self) -> bool:
        return bool(self.asked) and self.asked[0].report is not None

    def held_by(self, now: datetime) -> UUID | None:
        return self.claimed_by if self.claimed_until is not None and self.claimed_until > now else None


@dataclass(eq=False)
class Remark:
    """A comment. Shape  shown: the number of the revision last shown, even where the comment is hidden now"""

    id: UUID
    story: Place
    author: UUID
    at: datetime
    parent: Remark | None
    state: str
    texts: list[Text]
    shown: int | None = None
    label: str = ""
    withdrawn_at: datetime | None = None
    cases: list[Matter] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    reports: list[Told] = field(default_factory=list)

    @property
    def latest(self) -> Text:
        return self.texts[-1]

    @property
    def is_latest_shown(self) -> bool:
        return self.shown == self.latest.number

    @property
    def open_cases(self) -> list[Matter]:
        return [case for case in self.cases if case.closed_at is None]

    @property
    def waits_in(self) -> Matter | None:
        """The one open case beside appeals."""
        return next((case for case in self.open_cases if case.kind != "appeal"), None)

    @property
    def last_word(self) -> Ruling | None:
        """That something was passed on is no ruling; that an older text stays says nothing of a newer one."""
        word = None
        for each in self.rulings:
            is_beside = word is not None and each.verdict in KEEPING and each.revision < word.revision
            if each.verdict != "escalate" and not is_beside:
                word = each
        return word

    @property
    def is_kept_out(self) -> bool:
        """The newsroom, or a court's order, hid it until a person decides."""
        case = self.waits_in
        return self.state == "held" and any(r.verdict == "hold" and r.case is case for r in self.rulings)

    @property
    def words_now(self) -> list[Words]:
        """Of the newest text and of the one that was shown last."""
        return [text.words for text in self.texts if text.number in (self.latest.number, self.shown)]


@dataclass(eq=False)
class Secret:
    """A legal restriction. Shape  looks_from: what its sweep looks at once more, None when that is done"""

    id: UUID
    story: Place
    at: datetime
    everywhere: bool
    until: datetime | None
    is_lifted: bool = False
    due_at: datetime | None = None
    is_second_look: bool = False
    found: set[UUID] = field(default_factory=set)

    def concerns(self, story: Place, now: datetime) -> bool:
        is_there = story is self.story or (self.everywhere and story.community == self.story.community)
        return is_there and not self.is_lifted and (self.until is None or now < self.until)


@dataclass(eq=False)
class Shut:
    reason: str | None
    until: datetime | None


@dataclass(eq=False)
class Place:
    """A story with its conversation."""

    id: UUID
    community: UUID
    mode: str
    closure: Shut | None = None

    def closed(self, now: datetime) -> Shut | None:
        shut = self.closure
        return None if shut is None or (shut.until is not None and shut.until <= now) else shut


@dataclass
class Model:
    """All of it. Shape  staff: who may decide; operators: those of them who do everything"""

    places: list[Place]
    staff: frozenset[UUID]
    editors: frozenset[UUID]
    operators: frozenset[UUID]
    remarks: list[Remark] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)
    erased: set[UUID] = field(default_factory=set)

    @property
    def cases(self) -> list[Matter]:
        return [case for remark in self.remarks for case in remark.cases]

    @property
    def rulings(self) -> list[Ruling]:
        return [ruling for remark in self.remarks for ruling in remark.rulings]

    @property
    def reports(self) -> list[Told]:
        return [told for remark in self.remarks for told in remark.reports]

    def limits_on(self, person: UUID, community: UUID, now: datetime) -> Iterator[Limit]:
        for limit in self.limits:
            is_in_force = not limit.is_lifted and (limit.until is None or limit.until > now)
            if limit.person == person and limit.community in (None, community) and is_in_force:
                yield limit

    def may_write(self, who: UUID, story: Place, now: datetime) -> None:
        """Errors  Banned, Suspended"""
        kinds = {limit.kind for limit in self.limits_on(who, story.community, now)}
        if "ban" in kinds:
            raise Banned
        if "suspend" in kinds:
            raise Suspended(now)

    def may_submit(self, who: UUID, story: Place, now: datetime) -> None:
        """Errors  Banned, Suspended, ConversationClosed, TooFast"""
        self.may_write(who, story, now)
        require_open(story, now)
        earlier = [remark.at for remark in self.remarks if remark.author == who]
        slow = max((limit.every for limit in self.limits_on(who, story.community, now)), default=0)
        for seconds, most in ((60, 3), (3_600, 30), (slow, 1)):
            if sum(at > now - timedelta(seconds=seconds) for at in earlier) >= most:
                raise TooFast(1)

    def waits(self, story: Place, who: UUID, words: Words, now: datetime) -> tuple[str | None, list[Secret]]:
        """The kind of case that a text waits in, None for one that is published; and what watches it."""
        found = [secret for secret in self.secrets if words == "secret" and secret.concerns(story, now)]
        is_held = any(limit.kind == "hold" for limit in self.limits_on(who, story.community, now))
        if found:
            return "legal", found
        return ("held" if is_held or words == "doubtful" or story.mode == "before" else None), []

    def is_evidence(self, remark: Remark) -> bool:
        """Whether a legal restriction in force keeps what was said."""
        return any(remark.id in secret.found and not secret.is_lifted for secret in self.secrets)

    def require_staff(self, who: UUID) -> None:
        if who not in self.staff:
            raise NotAllowed


def require_open(story: Place, now: datetime) -> None:
    """Errors  ConversationClosed"""
    if story.closed(now) is not None:
        raise ConversationClosed(why="closed")


def graver(kinds: Iterable[str]) -> str:
    return min(kinds, key=GRAVITY.index)
