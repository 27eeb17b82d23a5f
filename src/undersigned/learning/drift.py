"""Whether a layer still meets what it was made for: another mixture of texts, or other decisions. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import log
from typing import Protocol

import numpy as np

from .rules import BANDS, Ranked, ranked

WEEK = timedelta(days=7)
FEWEST_TO_TELL = 100  # texts on either side: of fewer a change is chance
SOMEWHAT, MUCH = 0.1, 0.25
NOTHING_SEEN = 0.5  # counted for every band, so that an empty one has a share


class Scored(Protocol):
    """A text with its score and what a person made of it."""

    @property
    def percent(self) -> int: ...
    @property
    def is_against(self) -> bool: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Week:
    """Shape  begins: seven days from there; texts, against: by band of twenty per cent, the lowest first"""

    begins: datetime
    texts: tuple[int, ...]
    against: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """How a layer does since it was promoted.

    Shape   moved: how far the scores of the newest week stand from those it was compared on, None for too
            few; order: as `rules.ranked`; texts, wrong: judged since, and those whose score said otherwise
    """

    moved: float | None
    order: Ranked
    texts: int
    wrong: int
    weeks: tuple[Week, ...]
    is_less_right: bool

    @property
    def is_alarming(self) -> bool:
        """Whether somebody has to look."""
        return self.is_less_right or (self.moved is not None and self.moved > MUCH)


def drift(scored: Sequence[Scored], bands: Sequence[int], promised: Ranked, now: datetime) -> Drift:
    """Shape  scored: since the promotion, the newest first; bands: texts in each tenth when it was compared;
    promised: how well it ranked then
    """
    newest = [each.percent for each in scored if each.at >= now - WEEK]
    truth = np.array([each.is_against for each in scored], bool)
    order = ranked(np.array([float(each.percent) for each in scored]), truth)
    is_told = len(scored) >= FEWEST_TO_TELL and order.high is not None and promised.low is not None
    return Drift(
        moved=stability(bands, tenths(newest)),
        order=order,
        texts=len(scored),
        wrong=sum((each.percent >= 50) != each.is_against for each in scored),
        weeks=weeks(scored, now),
        is_less_right=bool(is_told and (order.high or 0) < (promised.low or 0)),
    )


def tenths(percents: Sequence[int]) -> list[int]:
    """How many scores stand in each tenth."""
    counts = np.bincount([percent * BANDS // 100 for percent in percents], minlength=BANDS)
    return [int(count) for count in counts]


def stability(before: Sequence[int], after: Sequence[int]) -> float | None:
    """The population stability index: 0 for the same shares in every tenth; above 0.25, another population.

    Source  N. Siddiqi, Credit Risk Scorecards (2006)
    """
    if min(sum(before), sum(after)) < FEWEST_TO_TELL:
        return None
    return sum((b - a) * log(b / a) for a, b in zip(_shares(before), _shares(after), strict=True))


def _shares(counts: Sequence[int]) -> list[float]:
    whole = sum(counts) + NOTHING_SEEN * len(counts)
    return [(count + NOTHING_SEEN) / whole for count in counts]


def weeks(scored: Sequence[Scored], now: datetime) -> tuple[Week, ...]:
    """By weeks back from now, the newest first; a week without any is left out."""
    found = []
    for ago, each in groupby(scored, key=lambda one: (now - one.at) // WEEK):
        texts, against = [0] * 5, [0] * 5
        for one in each:
            texts[one.percent // 20] += 1
            against[one.percent // 20] += one.is_against
        found.append(Week(now - (ago + 1) * WEEK, tuple(texts), tuple(against)))
    return tuple(found)
