"""When a conversation is open. Facts in, verdict out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

Why = Literal["closed", "never", "not-yet", "time", "days", "comments"]


@dataclass(frozen=True, slots=True)
class OpeningRules:
    """When a conversation takes comments.

    Shape  days count from the story's publication; comments counts held and published ones;
           never: this subject takes none, whatever the other rules say
    """

    published_at: datetime
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closes_after_days: int | None = None
    closes_at_comments: int | None = None
    never: bool = False


@dataclass(frozen=True, slots=True)
class ClosureInForce:
    """Shape  until is empty when the closure has no end"""

    reason: str
    until: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ClosureShape:
    """One closing in a conversation's history, and its reopening once there was one."""

    reason: str
    by_kind: str
    by_id: UUID | None
    at: datetime
    until: datetime | None
    reopened_at: datetime | None
    reopened_by_kind: str
    reopened_by_id: UUID | None
    reopening_reason: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a conversation takes comments now.

    Shape  why is set when it is shut; reason and closed_at are the newsroom's own words and their
           moment when someone closed it; limit: the number of days or comments that is reached;
           closes_at and opens_at are the next change known by the clock
    """

    is_open: bool
    why: Why | None = None
    reason: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    limit: int | None = None


def opening(
    rules: OpeningRules, closure: ClosureInForce | None, comment_count: int, now: datetime
) -> Opening:
    """The state of a conversation at `now`. A closure by a person comes before every rule."""
    if closure is not None and (closure.until is None or now < closure.until):
        return Opening(False, "closed", closure.reason, opens_at=closure.until, closed_at=closure.at)
    if rules.never:
        return Opening(False, "never")
    if rules.opens_at is not None and now < rules.opens_at:
        return Opening(False, "not-yet", opens_at=rules.opens_at)
    last_day = (
        None
        if rules.closes_after_days is None
        else rules.published_at + timedelta(days=rules.closes_after_days)
    )
    if rules.closes_at is not None and now >= rules.closes_at:
        return Opening(False, "time", closes_at=rules.closes_at)
    if last_day is not None and now >= last_day:
        return Opening(False, "days", closes_at=last_day, limit=rules.closes_after_days)
    if rules.closes_at_comments is not None and comment_count >= rules.closes_at_comments:
        return Opening(False, "comments", limit=rules.closes_at_comments)
    ends = [moment for moment in (rules.closes_at, last_day) if moment is not None]
    return Opening(True, closes_at=min(ends, default=None))
