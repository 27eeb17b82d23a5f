from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.stories.rules import ClosureInForce, OpeningRules, opening

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
naive = datetime(2026, 1, 1), datetime(2026, 12, 31)  # noqa: DTZ001 - Hypothesis adds the zone itself
moments = st.datetimes(*naive, timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("rules", "count", "why"),
    [
        (OpeningRules(NOON), 10_000, None),
        (OpeningRules(NOON, opens_at=NOON + HOUR), 0, "not-yet"),
        (OpeningRules(NOON, opens_at=NOON), 0, None),
        (OpeningRules(NOON, closes_at=NOON), 0, "time"),
        (OpeningRules(NOON, closes_at=NOON + HOUR), 0, None),
        (OpeningRules(NOON - 3 * 24 * HOUR, closes_after_days=3), 0, "days"),
        (OpeningRules(NOON - 3 * 24 * HOUR + HOUR, closes_after_days=3), 0, None),
        (OpeningRules(NOON, closes_at_comments=5), 5, "comments"),
        (OpeningRules(NOON, closes_at_comments=5), 4, None),
        (OpeningRules(NOON, opens_at=NOON + HOUR, never=True), 0, "never"),
    ],
)
def test_each_rule_by_itself(rules: OpeningRules, count: int, why: str | None) -> None:
    state = opening(rules, None, count, NOON)
    assert (state.is_open, state.why) == (why is None, why)


def test_a_closure_comes_before_every_rule_and_gives_its_reason() -> None:
    state = opening(
        OpeningRules(NOON, opens_at=NOON + HOUR), ClosureInForce("A court case.", None, NOON), 0, NOON
    )
    assert (state.is_open, state.why, state.reason) == (False, "closed", "A court case.")


def test_a_closure_whose_end_has_come_is_over() -> None:
    assert opening(OpeningRules(NOON), ClosureInForce("Night.", NOON, NOON - HOUR), 0, NOON).is_open
    shut = opening(OpeningRules(NOON), ClosureInForce("Night.", NOON + HOUR, NOON - HOUR), 0, NOON)
    assert (shut.is_open, shut.opens_at) == (False, NOON + HOUR)


def test_an_open_conversation_tells_when_it_will_close() -> None:
    rules = OpeningRules(NOON, closes_at=NOON + 60 * HOUR, closes_after_days=2)
    assert opening(rules, None, 0, NOON).closes_at == NOON + 48 * HOUR


@given(moments, moments, st.none() | moments, st.none() | moments, st.none() | st.integers(1, 400))
def test_what_closes_by_the_clock_never_opens_again(
    published: datetime, now: datetime, opens: datetime | None, closes: datetime | None, days: int | None
) -> None:
    rules = OpeningRules(published, opens, closes, days)
    state = opening(rules, None, 0, now)
    if state.why in ("time", "days"):
        assert not opening(rules, None, 0, now + 1_000 * HOUR).is_open
    if state.is_open and state.closes_at is not None:
        assert opening(rules, None, 0, state.closes_at - timedelta(microseconds=1)).is_open
        assert not opening(rules, None, 0, state.closes_at).is_open
