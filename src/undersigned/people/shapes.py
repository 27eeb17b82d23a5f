"""What other rooms and the doors learn of a person."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AuthorFacts:
    """One person as an author in one community, at this moment.

    Shape  standing: badges the public sees; display_name: chosen for this community, or None;
           must_hold: everything this author sends waits for a person, for `hold_reasons`; slow_seconds:
           between two submissions, 0 for no limit; counted_holds: the restrictions that count what is sent
    """

    person_id: UUID
    language: str
    email: str
    email_confirmed: bool
    first: str
    last: str
    full_name: str
    name_id: UUID
    name_state: str
    name_doubts: tuple[str, ...]
    display_name: str | None
    place: str
    standing: tuple[str, ...]
    is_suspended_until: datetime | None
    is_banned: bool
    slow_seconds: int
    counted_holds: tuple[UUID, ...]
    must_hold: bool
    hold_reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A person to themselves and to those who may look. Shape  email: empty once the account is erased"""

    person_id: UUID
    email: str
    email_confirmed: bool
    language: str
    first: str
    last: str
    full_name: str
    is_single: bool
    name_id: UUID
    name_state: str
    name_doubts: tuple[str, ...]
    name_note: str
    place: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class NameGiven:
    """One row of a person's names, with the last ruling on it."""

    name_id: UUID
    person_id: UUID
    first: str
    last: str
    full_name: str
    is_single: bool
    state: str
    doubts: tuple[str, ...]
    note: str
    given_at: datetime
    replaced_at: datetime | None


@dataclass(frozen=True, slots=True)
class StandingHeld:
    """Shape  community_id: None when it holds in every community"""

    kind: str
    community_id: UUID | None
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class RestrictionInForce:
    """Shape  community_id: None when it holds everywhere; until: None when without an end; submissions_left,
    every_seconds as in `Restriction`; lifted_at: of one that is not in force any more
    """

    restriction_id: UUID
    person_id: UUID
    kind: str
    community_id: UUID | None
    reason: str
    at: datetime
    until: datetime | None
    submissions_left: int | None
    every_seconds: int | None
    by_id: UUID | None
    lifted_at: datetime | None

    @property
    def every_minutes(self) -> int | None:
        """As people are told it: what has begun counts."""
        return None if self.every_seconds is None else ceil(self.every_seconds / 60)
