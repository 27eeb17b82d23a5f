"""Which time figures are asked for: the last days, or a month. In UTC, today included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, ngettext

from undersigned.kernel.clock import now
from undersigned.kernel.moments import locale_of

LAST = (7, 30, 90)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Shape  key: as it stands in an address, a number of days or 2026-11; last: the last day of it"""

    key: str
    first: date
    last: date

    @property
    def since(self) -> datetime:
        return midnight(self.first)

    @property
    def until(self) -> datetime:
        return midnight(self.last + timedelta(days=1))

    @property
    def days(self) -> list[str]:
        """Every day of it, as ISO 8601 has it."""
        return [
            (self.first + timedelta(days=n)).isoformat() for n in range((self.last - self.first).days + 1)
        ]

    @property
    def words(self) -> str:
        if self.key.isdigit():
            n = int(self.key)
            return ngettext("Last %(n)d day", "Last %(n)d days", n) % {"n": n}
        return str(format_skeleton("yMMMM", self.first, locale=locale_of(get_language() or "en")))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def choices() -> list[Period]:
    """What can be chosen, the shortest first, then months, the newest first."""
    return list(_choices())


def chosen(asked: str) -> Period:
    """The period that an address asks for; the last 30 days for anything unknown."""
    found = choices()
    return next((each for each in found if each.key == asked), found[1])


def _choices() -> Iterator[Period]:
    today = now().astimezone(UTC).date()
    for n in LAST:
        yield Period(str(n), today - timedelta(days=n - 1), today)
    month = today.replace(day=1)
    for _ in range(MONTHS):
        following = (month + timedelta(days=31)).replace(day=1)
        yield Period(f"{month:%Y-%m}", month, min(following - timedelta(days=1), today))
        month = (month - timedelta(days=1)).replace(day=1)


def day_in_short(day: str) -> str:
    """A day as it stands under a plot: Nov 14, 14 nov."""
    return str(format_skeleton("MMMd", date.fromisoformat(day), locale=locale_of(get_language() or "en")))


def day_of_table(day: str) -> str:
    return str(format_date(date.fromisoformat(day), "medium", locale_of(get_language() or "en")))
