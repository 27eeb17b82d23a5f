"""When work is tried again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from undersigned.owed import rules

chances = st.floats(0, 1)


@given(st.integers(1, 10_000), chances)
def test_no_wait_is_longer_than_an_hour_and_a_half(attempts: int, chance: float) -> None:
    longest = timedelta(seconds=rules.LONGEST_WAIT_SECONDS * 1.5)
    assert timedelta(seconds=rules.FIRST_WAIT_SECONDS / 2) <= rules.wait(attempts, chance) <= longest


@given(st.integers(1, 100), chances)
def test_the_next_wait_is_at_least_as_long(attempts: int, chance: float) -> None:
    assert rules.wait(attempts + 1, chance) >= rules.wait(attempts, chance)


def test_work_is_tried_for_more_than_a_day() -> None:
    waits = [rules.wait(attempts, 0.0) for attempts in range(1, rules.ATTEMPTS)]
    assert sum(waits, timedelta()) > timedelta(hours=18)
