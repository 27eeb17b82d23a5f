"""What a layer may learn from and how it is judged. Facts in, figures out."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from .shapes import Example

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

FEWEST = 20  # texts on each side, of all and of every clause: below, nothing is learnt
MOST = 5_000  # the newest decisions
HELD_OUT = timedelta(days=14)  # never learnt from: what layers are compared on
HELD_OUT_SHARE = 0.25  # at most, where a desk is young
BOUNDS = (1 / 3, 1 / 2)  # of the whole, what one person's decisions may weigh
NORMAL_95 = 1.959964
BANDS = 10


def cut(examples: Sequence[Example], now: datetime) -> int:
    """Where the held-out part begins: two weeks ago; in a young desk, at the newest quarter.

    It only moves on, so that no layer is ever compared on what an older one learnt from.

    Shape  examples: the oldest first → an index
    """
    quarter = int(len(examples) * (1 - HELD_OUT_SHARE))
    recent = sum(example.at < now - HELD_OUT for example in examples)
    return max(quarter, recent)


def is_enough(truth: Truths, weights: Floats | None = None) -> bool:
    """Whether both sides have enough to learn from."""
    each = np.ones(len(truth)) if weights is None else weights
    return bool(min(each[truth].sum(), each[~truth].sum()) >= FEWEST)


def weights(by: Sequence[Hashable], truth: Truths) -> Floats | None:
    """What each text weighs, so that nobody's decisions weigh more than a third of the whole, or, where that
    leaves too little, than half. Who decides alone teaches alone.

    Shape  → (texts,), above 0, at most 1; None where enough is left by neither bound
    """
    counts = Counter(by)
    if len(counts) == 1:
        return np.ones(len(by)) if is_enough(truth) else None
    for bound in BOUNDS:
        total = float(len(by))
        for _ in range(200):
            total = sum(min(count, bound * total) for count in counts.values())
        each = np.array([min(1.0, bound * total / counts[person]) for person in by])
        if is_enough(truth, each):
            return each
    return None


def shares(by: Sequence[Hashable], each: Floats) -> dict[Hashable, float]:
    """What part of the whole everybody's decisions weigh, the heaviest first."""
    heavy: Counter[Hashable] = Counter()
    for person, weight in zip(by, each, strict=True):
        heavy[person] += float(weight)  # type: ignore[assignment]  # weights are no counts, but add up alike
    total = float(each.sum())
    return {person: weight / total for person, weight in heavy.most_common()}


@dataclass(frozen=True, slots=True)
class Ranked:
    """How well a score puts what was refused above what was published: ROC-AUC with its 95 % interval.

    Shape  area, low, high: 0–1, 0.5 is chance; None where one side is empty
    """

    area: float | None
    low: float | None = None
    high: float | None = None


def ranked(scores: Floats, truth: Truths) -> Ranked:
    """Source  E. R. DeLong et al., Comparing the areas under two or more correlated ROC curves (1988)"""
    if truth.all() or not truth.any():
        return Ranked(None)
    area, spread = _area(*_placements(scores, truth))
    return Ranked(area, max(area - NORMAL_95 * spread, 0.0), min(area + NORMAL_95 * spread, 1.0))


def apart(scores: Floats, other: Floats, truth: Truths) -> Ranked:
    """By how much the first ranks better than the other, on the same texts. Source  as `ranked`"""
    if truth.all() or not truth.any():
        return Ranked(None)
    one, two = _placements(scores, truth), _placements(other, truth)
    area, spread = _area(one[0] - two[0], one[1] - two[1])
    return Ranked(area, area - NORMAL_95 * spread, area + NORMAL_95 * spread)


def _placements(scores: Floats, truth: Truths) -> tuple[Floats, Floats]:
    """Of each refused text, the share of published ones below it; of each published one, that above it."""
    return _below(scores[truth], scores[~truth]), 1 - _below(scores[~truth], scores[truth])


def _below(these: Floats, those: Floats) -> Floats:
    ordered = np.sort(those)
    left, right = np.searchsorted(ordered, these, "left"), np.searchsorted(ordered, these, "right")
    out: Floats = (left + right) / 2 / len(those)
    return out


def _area(against: Floats, kept: Floats) -> tuple[float, float]:
    variance = sum(part.var(ddof=1) / len(part) for part in (against, kept) if len(part) > 1)
    return float(against.mean()), float(variance) ** 0.5


def off_by(chances: Floats, truth: Truths) -> float | None:
    """How far chances are from what happened, on average over ten bands with as many texts each, 0–1.

    Source  M. P. Naeini et al., Obtaining well calibrated probabilities (2015)
    """
    if not len(truth):
        return None
    bands = np.array_split(np.argsort(chances, kind="stable"), min(BANDS, len(truth)))
    return float(
        sum(abs(chances[band].mean() - truth[band].mean()) * len(band) for band in bands) / len(truth)
    )
