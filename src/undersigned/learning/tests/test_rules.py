from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.learning import rules
from undersigned.learning.tests.made_up import BEGAN, desk

YOUNG = desk(500).examples
TRUTH = np.array([True] * 3 + [False] * 3)


def test_the_newest_two_weeks_are_held_out() -> None:
    examples = desk(2_000).examples
    now = examples[-1].at
    cut = rules.cut(examples, now)
    assert examples[cut].at >= now - rules.HELD_OUT > examples[cut - 1].at


def test_a_young_desk_holds_out_its_newest_quarter() -> None:
    examples = desk(100).examples
    assert rules.cut(examples, BEGAN + timedelta(days=5)) == 75


@given(st.lists(st.integers(1, 3_000), min_size=2, max_size=40))
def test_what_is_held_out_never_moves_back(hours: list[int]) -> None:
    cuts = []
    for count in sorted(hours):
        known = YOUNG[: max(count // 6, 1)]
        cuts.append(rules.cut(known, known[-1].at + timedelta(hours=count % 5)))
    assert cuts == sorted(cuts)


@pytest.mark.parametrize(("against", "enough"), [(rules.FEWEST - 1, False), (rules.FEWEST, True)])
def test_both_sides_need_their_fewest(against: int, enough: bool) -> None:
    truth = np.arange(200) < against
    assert rules.is_enough(truth) is enough
    assert rules.is_enough(~truth) is enough


@given(st.lists(st.integers(60, 900), min_size=4, max_size=12))
def test_nobody_weighs_more_than_a_third(counts: list[int]) -> None:
    by = [n for n, count in enumerate(counts) for _ in range(count)]
    weights = rules.weights(by, np.arange(len(by)) % 2 == 0)
    assert weights is not None
    assert max(rules.shares(by, weights).values()) <= 1 / 3 + 1e-6
    assert 0 < weights.min() <= weights.max() <= 1


def test_of_two_neither_weighs_more_than_the_other() -> None:
    by = ["ann"] * 900 + ["bob"] * 100
    weights = rules.weights(by, np.arange(1_000) % 2 == 0)
    assert weights is not None
    assert rules.shares(by, weights) == {"ann": pytest.approx(0.5), "bob": pytest.approx(0.5)}


@pytest.mark.parametrize("others", [1, 3, 15])
def test_who_decides_nearly_all_among_several_teaches_nothing(others: int) -> None:
    by = ["ann"] * 300 + ["bob"] * others
    assert rules.weights(by, np.arange(300 + others) % 2 == 0) is None


def test_who_decides_alone_teaches_alone() -> None:
    weights = rules.weights(["ann"] * 300, np.arange(300) % 2 == 0)
    assert weights is not None
    assert weights.tolist() == [1.0] * 300
    assert rules.weights(["ann"] * 300, np.arange(300) < 5) is None


def test_the_area_is_the_share_of_pairs_in_the_right_order() -> None:
    assert rules.ranked(np.array([3.0, 2, 1, 0, -1, -2]), TRUTH).area == 1.0
    assert rules.ranked(np.array([1.0, 1, 1, 1, 1, 1]), TRUTH).area == 0.5
    assert rules.ranked(np.array([3.0, 1, 0, 2, -1, -2]), TRUTH).area == pytest.approx(7 / 9)


def test_its_interval_narrows_with_more_texts_and_holds_it() -> None:
    small, large = desk(200), desk(5_000)
    few, many = rules.ranked(small.shipped, small.truth), rules.ranked(large.shipped, large.truth)
    for one in (few, many):
        assert one.low is not None
        assert one.area is not None
        assert one.high is not None
        assert one.low < one.area < one.high
    assert (few.high or 0) - (few.low or 0) > 3 * ((many.high or 0) - (many.low or 0))


def test_a_score_is_no_better_than_itself() -> None:
    one = desk(300)
    assert rules.apart(one.shipped, one.shipped, one.truth) == rules.Ranked(0.0, 0.0, 0.0)


def test_where_one_side_is_empty_there_is_no_figure() -> None:
    nothing = np.zeros(6, bool)
    assert rules.ranked(np.arange(6.0), nothing).area is None
    assert rules.apart(np.arange(6.0), np.arange(6.0), nothing).area is None
    assert rules.off_by(np.empty(0), np.empty(0, bool)) is None


def test_chances_are_off_by_what_they_promise_too_much() -> None:
    truth = np.arange(1_000) % 10 == 0
    assert rules.off_by(np.full(1_000, 0.1), truth) == pytest.approx(0.0, abs=1e-9)
    assert rules.off_by(np.full(1_000, 0.4), truth) == pytest.approx(0.3)
