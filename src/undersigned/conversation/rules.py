"""What may be submitted, revised and withdrawn. Facts in, verdict out; refusals are raised."""

import unicodedata
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from undersigned.kernel.errors import Invalid, TooFast, TooLong

from .errors import TooLate, Withdrawn

LONGEST = 5_000
AGAINST = ("refused", "removed")
ACCEPTED = ("held", "published")  # has a place or waits for one, and its author still has a say in it
PACE = ((60, 3), (3_600, 30))  # at most so many submissions in so many seconds


def clean(text: str) -> str:
    """A draft as it will be kept: NFC, plain newlines and spaces, at most one blank line, nothing invisible.

    Shape  1–5,000 characters come out
    Errors  Invalid(text) when nothing is left; TooLong
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    text = "".join(c for c in text if c == "\n" or not _is_hidden(c))
    lines = [line.rstrip() for line in text.split("\n")]
    kept = [line for line, after in pairwise([*lines, "end"]) if line or after]
    text = "\n".join(kept).strip()
    if not text:
        raise Invalid({"text": ["empty"]})
    if len(text) > LONGEST:
        raise TooLong(limit=LONGEST, length=len(text))
    return text


def _is_hidden(character: str) -> bool:
    """Controls, direction overrides and private use; the joiners that scripts and emoji need stay."""
    return (
        unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn") and character not in "\u200c\u200d"
    )


def keep_pace(earlier: Sequence[datetime], now: datetime) -> None:
    """Refuse who submits faster than a person reads.

    Shape  earlier: moments of this author's submissions, any order
    Errors  TooFast(retry_after_seconds)
    """
    for seconds, most in PACE:
        recent = sorted(moment for moment in earlier if moment > now - timedelta(seconds=seconds))
        if len(recent) >= most:
            free_at = recent[-most] + timedelta(seconds=seconds)
            raise TooFast(
                max(1, int((free_at - now).total_seconds()) + 1),
                policy=f"comments-{seconds}",
                limit=most,
                window_seconds=seconds,
            )


def held_by(states: Collection[str], *, first_held: int, record_held: int) -> tuple[bool, bool]:
    """Whether an author is new here, and whether their record is bad.

    Shape  states: what became of their last ten decided comments
    """
    published = sum(state == "published" for state in states)
    against = sum(state in AGAINST for state in states)
    return published < first_held, 0 < record_held <= against


def revisable_until(submitted_at: datetime, window_seconds: int, state: str) -> datetime | None:
    """Until when the author can still change the text; nothing once refused, removed or withdrawn."""
    return submitted_at + timedelta(seconds=window_seconds) if state in ACCEPTED else None


def may_revise(submitted_at: datetime, window_seconds: int, state: str, now: datetime) -> None:
    """Errors  Withdrawn, TooLate(window_seconds)"""
    may_withdraw(state)
    if now > submitted_at + timedelta(seconds=window_seconds):
        raise TooLate(window_seconds=window_seconds)


def may_withdraw(state: str) -> None:
    """Errors  Withdrawn, TooLate(state)"""
    if state == "withdrawn":
        raise Withdrawn
    if state not in ACCEPTED:
        raise TooLate(state=state)
