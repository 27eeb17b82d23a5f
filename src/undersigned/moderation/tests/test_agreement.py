"""Figures of agreement: known cases, and what holds of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.moderation.agreement import Side, agreement, measured

SIDE: st.SearchStrategy[Side] = st.sampled_from(["keep", "against"])


def pairs(both: int, first: int, second: int, neither: int) -> list[tuple[Side, Side]]:
    told: list[tuple[Side, Side]] = [("keep", "keep")] * both
    told += [("keep", "against")] * first
    told += [("against", "keep")] * second
    told += [("against", "against")] * neither
    return told


def test_kappa_of_a_known_table() -> None:
    found = agreement(pairs(20, 5, 10, 15))
    assert (found.looks, found.agreed) == (50, 35)
    assert found.kappa == pytest.approx(0.4)


def test_kappa_says_nothing_where_all_say_the_same() -> None:
    assert agreement([]).kappa is None
    assert agreement(pairs(9, 0, 0, 0)).kappa is None
    assert agreement(pairs(5, 0, 0, 5)).kappa == 1


@given(st.lists(st.tuples(SIDE, SIDE)))
def test_kappa_is_the_same_whoever_was_first_and_never_out_of_bounds(told: list[tuple[Side, Side]]) -> None:
    found = agreement(told)
    assert found == agreement([(second, first) for first, second in told])
    assert found.kappa is None or -1 <= found.kappa <= 1


def test_the_interval_of_a_known_share() -> None:
    found = measured(50, 5)
    assert found.share == 0.1
    assert found.low == pytest.approx(0.0435, abs=5e-4)
    assert found.high == pytest.approx(0.2136, abs=5e-4)
    assert measured(0, 0).share is None


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.just(of), st.integers(0, of))))
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    found = measured(*counts)
    assert found.low is not None
    assert found.high is not None
    assert found.share is not None
    assert 0 <= found.low <= found.share + 1e-9
    assert found.share - 1e-9 <= found.high <= 1
