from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.learning.drift import MUCH, SOMEWHAT, Drift, drift, stability, tenths
from undersigned.learning.rules import Ranked
from undersigned.learning.tests.made_up import BEGAN

NOW = BEGAN + timedelta(days=60)
EVEN = [50] * 10


@dataclass(frozen=True)
class Said:
    percent: int
    is_against: bool
    at: datetime


def judged(texts: int, *, right: float, low: int = 0, high: int = 100, seed: int = 3) -> list[Said]:
    """Texts judged one an hour back from now, by what they score as often as `right` says."""
    dice = np.random.default_rng(seed)
    percents = dice.integers(low, high, texts)
    against = np.where(dice.random(texts) < right, percents >= 50, dice.random(texts) < 0.5)
    return [
        Said(int(percent), bool(is_against), NOW - n * timedelta(hours=1))
        for n, (percent, is_against) in enumerate(zip(percents, against, strict=True))
    ]


def told(scored: list[Said]) -> Drift:
    return drift(scored, EVEN, Ranked(0.9, 0.85, 0.95), NOW)


def test_what_stays_as_it_was_alarms_nobody() -> None:
    found = told(judged(400, right=0.95))
    assert found.moved is not None
    assert found.moved < SOMEWHAT
    assert not found.is_alarming


def test_other_texts_are_seen_by_their_scores() -> None:
    found = told(judged(400, right=0.95, high=40))
    assert found.moved is not None
    assert found.moved > MUCH
    assert found.is_alarming


def test_other_decisions_are_seen_by_the_order() -> None:
    found = told(judged(400, right=0.2))
    assert found.is_less_right
    assert found.is_alarming
    assert found.wrong > 120


def test_of_too_few_nothing_is_said() -> None:
    found = told(judged(99, right=0.0, high=40))
    assert found.moved is None
    assert not found.is_alarming
    assert not told([]).is_alarming


def test_weeks_tell_what_was_refused_at_which_score() -> None:
    newest, before = told(judged(24 * 10, right=1.0)).weeks
    assert (newest.begins, before.begins) == (NOW - timedelta(days=7), NOW - timedelta(days=14))
    assert sum(newest.texts) == 24 * 7
    assert newest.against[0] == 0
    assert newest.against[4] == newest.texts[4] > 0


@given(st.lists(st.integers(0, 200), min_size=10, max_size=10).filter(lambda counts: sum(counts) >= 100))
def test_the_index_is_nothing_for_the_same_and_never_below(counts: list[int]) -> None:
    assert stability(counts, counts) == pytest.approx(0)
    assert (stability(EVEN, counts) or 0.0) >= 0


def test_every_score_has_its_tenth() -> None:
    assert tenths([0, 9, 10, 55, 99]) == [2, 1, 0, 0, 0, 1, 0, 0, 0, 1]
