"""Fitting a layer: numbers in, numbers out. NumPy alone and no dice: the same examples give the same layer.

Logistic regression that is held back. What it begins from is the shipped score; each of its steps away from
that is paid for, and how dear steps are is found by trying blocks of the examples in turn. With little to
learn from it stays where it began.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

PRICES = (30.0, 100.0, 300.0, 1_000.0, 3_000.0, 10_000.0, 1e6)
"""Of a step, the cheapest first. At the last one the layer is the shipped score."""

SLOPE_PRICE = 10.0  # of taking the shipped score for more or less than it says
BASE_PRICE = 0.01  # of refusing more or less than it expects
BLOCKS = 5
STEPS, CLOSE, ALIKE = 40, 1e-7, 1e-9
FLAT = 1e-6  # a spread below tells no text from another
LEAST_STRETCH = 0.1
FARTHEST = 4.0  # spreads from the middle: one odd text does not move everything
CLEARLY = 0.5  # standard errors by which a cheaper price has to be better than a dearer one
SCALE_PRICE = 5.0  # of stretching the layer's log-odds to what blocks it was not fitted on say


@dataclass(frozen=True, slots=True)
class Scaling:
    """How features are brought to one scale.

    Shape  middle, spread: (features,); base: what stands for the shipped log-odds where there are none
    """

    middle: Floats
    spread: Floats
    base: float

    def design(self, features: Floats, shipped: Floats) -> Floats:
        """Shape  (texts, features), (texts,) log-odds, NaN for none → (texts, 2 + features)"""
        scaled = np.clip((features - self.middle) / self.spread, -FARTHEST, FARTHEST)
        known = np.where(np.isnan(shipped), self.base, shipped)
        return np.column_stack([np.ones(len(scaled)), known, scaled])


def scaling(features: Floats, shipped: Floats) -> Scaling:
    """The scale of these texts."""
    spread = features.std(axis=0)
    known = shipped[~np.isnan(shipped)]
    base = float(known.mean()) if len(known) else 0.0
    return Scaling(features.mean(axis=0), np.where(spread < FLAT, 1.0, spread), base)


def chances(log_odds: Floats) -> Floats:
    """Shape  any → the same, 0–1"""
    return 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))


def fitted(
    design: Floats, truth: Truths, weights: Floats, prices: Sequence[float] = PRICES
) -> tuple[Floats, float]:
    """The numbers of one head, and the price of these that they were found at.

    Shape  design: as `Scaling.design` has it, the oldest text first; weights: (texts,), 0–1 → (2 + features,)
    """
    blocks = np.arange(len(truth)) * BLOCKS // len(truth)
    losses, unseen = [], []
    for price in prices:
        said = np.empty(len(truth))
        for block in range(BLOCKS):
            seen = blocks != block
            said[~seen] = design[~seen] @ descend(design[seen], truth[seen], weights[seen], price)
        unseen.append(said)
        losses.append(weights * loss(said, truth))
    best = cheapest(losses)
    numbers = descend(design, truth, weights, prices[best])
    return stretched(numbers, unseen[best], truth, weights), prices[best]


def cheapest(losses: Sequence[Floats]) -> int:
    """Which price: the dearest that is not clearly worse than the best one."""
    best = min(range(len(losses)), key=lambda at: losses[at].sum())
    for at in range(len(losses) - 1, best, -1):
        worse = losses[at] - losses[best]
        if worse.sum() <= CLEARLY * worse.std() * len(worse) ** 0.5:
            return at
    return best


def descend(design: Floats, truth: Truths, weights: Floats, price: float) -> Floats:
    """Newton's method to the one lowest point, from the shipped score on."""
    start = np.zeros(design.shape[1])
    start[1] = 1.0
    prices = np.full(design.shape[1], price)
    prices[:2] = BASE_PRICE, SLOPE_PRICE
    return lowest(design, truth, weights, start, prices)


def lowest(design: Floats, truth: Truths, weights: Floats, start: Floats, prices: Floats) -> Floats:
    """Where loss and price together are lowest. Source  T. Minka, A comparison of numerical optimizers for
    logistic regression (2003)
    """
    here = start

    def cost_at(there: Floats) -> float:
        price = prices @ (there - start) ** 2
        return float(weights @ loss(design @ there, truth) + price / 2)

    for _ in range(STEPS):
        said = chances(design @ here)
        slope = design.T @ (weights * (said - truth)) + prices * (here - start)
        bend = (design.T * (weights * said * (1 - said))) @ design + np.diag(prices)
        step = np.linalg.solve(bend, slope)
        cost = cost_at(here)
        while np.abs(step).max() > CLOSE and cost_at(here - step) > cost + ALIKE:
            step = step / 2
        here = here - step
        if np.abs(step).max() < CLOSE:
            break
    return here


def loss(log_odds: Floats, truth: Truths) -> Floats:
    """How wrong each was: minus the logarithm of the chance given to what came true."""
    wrong: Floats = np.logaddexp(0.0, np.where(truth, -log_odds, log_odds))
    return wrong


def stretched(numbers: Floats, unseen: Floats, truth: Truths, weights: Floats) -> Floats:
    """The same order, in log-odds that mean what they say for texts it was not fitted on.

    Source  J. Platt, Probabilistic outputs for support vector machines (1999)
    """
    around = np.column_stack([np.ones(len(unseen)), unseen])
    base, slope = lowest(around, truth, weights, np.array([0.0, 1.0]), np.array([BASE_PRICE, SCALE_PRICE]))
    out: Floats = numbers * max(slope, LEAST_STRETCH)
    out[0] += base
    return out
