"""When something is due under the UK's defamation regulations. Moments in, moments out; no clock here.

Source  Defamation (Operators of Websites) Regulations 2013 (SI 2013/3028), reg. 1(3) and schedule
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from holidays import country_holidays

LONDON = ZoneInfo("Europe/London")
ACT_WITHIN = timedelta(hours=48)
ANSWER_DAYS = 5
SATURDAY = 5

_holidays = country_holidays("GB", subdiv="ENG")


def is_off(day: date) -> bool:
    """Whether no hour of this day counts: a Saturday, a Sunday, Good Friday, Christmas Day or a bank holiday
    in England and Wales.
    """
    return day.weekday() >= SATURDAY or day in _holidays


def act_by(since: datetime, is_off: Callable[[date], bool] = is_off) -> datetime:
    """48 hours after a moment, not counting any of a day that is off. Shape  aware → UTC"""
    at, left = since.astimezone(UTC), ACT_WITHIN
    while True:
        midnight = _midnight_after(at)
        if not is_off(at.astimezone(LONDON).date()):
            if at + left <= midnight:
                return at + left
            left -= midnight - at
        at = midnight


def answer_by(asked: datetime) -> datetime:
    """Midnight at the end of the fifth day after the one on which an author was asked. Shape  aware → UTC"""
    day = asked.astimezone(LONDON).date() + timedelta(days=ANSWER_DAYS + 1)
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def noon_of_last_day(deadline: datetime) -> datetime:
    """A moment of the day at whose end a midnight is, the same day in London and UTC: to be said in words."""
    return datetime.combine(last_day(deadline), time(12), UTC)


def last_day(deadline: datetime) -> date:
    """The day at whose end a midnight is, as people say it."""
    return (deadline - timedelta(seconds=1)).astimezone(LONDON).date()


def _midnight_after(at: datetime) -> datetime:
    day = at.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)
