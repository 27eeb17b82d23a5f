"""How long ago, and how long: in words and figures of the reader's language."""

from datetime import UTC, datetime, timedelta

from babel.dates import format_timedelta
from babel.units import format_unit

MINUTE, HOUR, DAY, WEEK = 60, 3_600, 86_400, 604_800


def age(at: datetime, now: datetime, language: str) -> str:
    """The age of a moment in whole units, rounded down: "6 years ago", "il y a 6 ans".

    A moment still to come reads "in 2 days". Years and months are counted on the calendar.
    """
    earlier, later = sorted((at.astimezone(UTC), now.astimezone(UTC)))
    months = _whole_months(earlier, later)
    seconds = max(1, int((later - earlier).total_seconds()))
    if months >= 12:
        span = timedelta(days=365 * (months // 12))
    elif months >= 1:
        span = timedelta(days=30 * months)
    else:
        unit = next((unit for unit in (WEEK, DAY, HOUR, MINUTE) if seconds >= unit), 1)
        span = timedelta(seconds=seconds // unit * unit)
    # Babel takes the largest unit that fits at least once, and each span is a whole number of one.
    return format_timedelta(span if at > now else -span, threshold=1, add_direction=True, locale=language)


def duration_label(seconds: int) -> str:
    """A length as a clock shows it: 70 → "1:10", 3,725 → "1:02:05"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def duration_iso(seconds: int) -> str:
    """A length as machines read it (ISO 8601): 70 → "PT1M10S"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    figures = "".join(
        f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if count
    )
    return f"PT{figures or '0S'}"


def duration_words(seconds: int, language: str) -> str:
    """A length to be read aloud: 70 → "1 minute 10 seconds"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    counts = (("hour", hours), ("minute", minutes), ("second", rest))
    return " ".join(
        format_unit(count, f"duration-{unit}", locale=language) for unit, count in counts if count
    )


def _whole_months(earlier: datetime, later: datetime) -> int:
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    since = (earlier.day, earlier.time())
    return months - ((later.day, later.time()) < since)
