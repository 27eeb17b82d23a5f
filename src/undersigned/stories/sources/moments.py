"""Absolute times and lengths out of what a source says. Relative words ("6 years ago") are none."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import isodate

LONGEST_SECONDS = 7 * 86_400
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)")


def moment(value: Any) -> datetime | None:
    """An ISO 8601 or RFC 5322 time, aware, UTC; without a zone it is taken as UTC. None for anything else."""
    if not isinstance(value, str):
        return None
    words = value.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(words)
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def seconds(value: Any) -> int | None:
    """A length in whole seconds, of 70, "70", "1:10" or "PT1M10S"; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return round(value) if 0 < value <= LONGEST_SECONDS else None
    if not isinstance(value, str):
        return None
    words = value.strip()
    if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,9})?", words):
        return seconds(float(words))
    if clock := _CLOCK.fullmatch(words):
        hours, minutes, rest = (int(figure or 0) for figure in clock.groups())
        return seconds(hours * 3600 + minutes * 60 + rest)
    return _iso(words)


def _iso(words: str) -> int | None:
    if len(words) > 40 or not words.startswith("P"):
        return None
    try:
        return seconds(isodate.parse_duration(words, as_timedelta_if_possible=True).total_seconds())
    except (ValueError, ArithmeticError, AttributeError):  # AttributeError: a span of months has no seconds
        return None
