from hypothesis import given
from hypothesis import strategies as st

from undersigned.scoring.scales import highest, moved

PROBABILITIES = st.floats(0, 1)


def test_from_the_highest_share_on() -> None:
    scores = [n / 100 for n in range(1, 101)]
    assert [highest(scores, share) for share in (0.01, 0.05, 0.5, 1)] == [1, 0.96, 0.51, 0.01]
    assert highest([0.3], 0.01) == 0.3


def test_a_threshold_is_moved_to_where_as_many_reach_it() -> None:
    old = [0.1, 0.2, 0.3, 0.7, 0.8]
    found = moved([(score, score / 2) for score in old], 0.7)
    assert (found.share, found.new, found.both) == (0.4, 0.35, 1)


def test_who_sees_it_otherwise_is_told_by_the_share_of_both() -> None:
    found = moved([(0.9, 0.1), (0.8, 0.9), (0.1, 0.8), (0.2, 0.2)], 0.8)
    assert (found.share, found.new, found.both) == (0.5, 0.8, 0.5)


def test_a_threshold_that_nothing_reached_has_no_place_on_the_new_scale() -> None:
    assert moved([(0.1, 0.9)], 0.5).new is None


@given(st.lists(st.tuples(PROBABILITIES, PROBABILITIES), min_size=1), PROBABILITIES)
def test_at_least_as_many_reach_the_new_one(pairs: list[tuple[float, float]], old: float) -> None:
    found = moved(pairs, old)
    if found.new is not None:
        here = sum(new >= found.new for _, new in pairs)
        assert here >= sum(before >= old for before, _ in pairs)
        strictly = sum(new > found.new for _, new in pairs)
        assert strictly < sum(before >= old for before, _ in pairs) or strictly == 0


@given(st.lists(PROBABILITIES, min_size=1))
def test_a_scale_moved_onto_itself_stays(scores: list[float]) -> None:
    for old in scores:
        assert moved([(score, score) for score in scores], old).new == old
