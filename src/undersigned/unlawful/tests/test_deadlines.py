"""48 hours that leave out days off, and five days that do not, in London."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.unlawful.deadlines import LONDON, act_by, answer_by, is_off, last_day

FIRST, LAST = datetime(2014, 1, 1, tzinfo=UTC), datetime(2034, 12, 1, tzinfo=UTC)
SECONDS = st.integers(int(FIRST.timestamp()), int(LAST.timestamp()))
MOMENTS = SECONDS.map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-05-11 10:00", "2026-05-13 10:00"),  # Monday to Wednesday
        ("2026-05-14 15:30", "2026-05-18 15:30"),  # over a weekend
        ("2026-05-16 09:00", "2026-05-20 00:00"),  # on a Saturday: from Monday on
        ("2026-05-21 12:00", "2026-05-26 12:00"),  # the spring bank holiday is a Monday
        ("2026-04-02 08:00", "2026-04-08 08:00"),  # Good Friday to Easter Monday
        ("2025-12-24 18:00", "2025-12-30 18:00"),  # Christmas and Boxing Day, then a weekend
        ("2026-10-23 17:00", "2026-10-27 17:00"),  # the clocks go back on the Sunday between
    ],
)
def test_days_off_are_left_out(received: str, due: str) -> None:
    assert act_by(london(received)) == london(due)


@given(MOMENTS)
def test_48_hours_that_count_lie_between(received: datetime) -> None:
    due = act_by(received)
    counted, at = timedelta(0), received
    while at < due:
        step = min(timedelta(minutes=30), due - at)
        midnight_is_near = (at + step).astimezone(LONDON).date() != at.astimezone(LONDON).date()
        step = min(step, timedelta(minutes=1)) if midnight_is_near else step
        counted += timedelta(0) if is_off(at.astimezone(LONDON).date()) else step
        at += step
    assert abs(counted - timedelta(hours=48)) <= timedelta(minutes=5)


@given(MOMENTS)
def test_it_is_never_less_and_never_due_on_a_day_off(received: datetime) -> None:
    due = act_by(received)
    assert due >= received + timedelta(hours=48)
    assert not is_off(last_day(due))


@given(MOMENTS, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30)))
def test_who_comes_later_is_never_due_earlier(received: datetime, later: timedelta) -> None:
    assert act_by(received) <= act_by(received + later)


@given(MOMENTS)
def test_without_days_off_it_is_two_days(received: datetime) -> None:
    assert act_by(received, lambda day: False) == received + timedelta(hours=48)


@given(MOMENTS)
def test_an_author_has_five_whole_days_after_the_one_of_the_letter(asked: datetime) -> None:
    until = answer_by(asked)
    assert until.astimezone(LONDON).time() == datetime.min.time()
    assert (last_day(until) - asked.astimezone(LONDON).date()).days == 5


def test_scotland_has_other_holidays() -> None:
    assert is_off(date(2026, 4, 6))
    assert not is_off(date(2026, 8, 3))
    assert is_off(date(2026, 8, 31))
