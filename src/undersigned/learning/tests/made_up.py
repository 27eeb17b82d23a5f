"""Texts and judgements that mean nothing, from a chance that is the same in every run."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np

from undersigned.learning.learned import Material
from undersigned.learning.shapes import Example

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
FEATURES = 6


def person(number: int) -> UUID:
    return UUID(int=number + 1)


def desk(
    texts: int, *, own: float = 3.0, shipped: float = 1.0, people: int = 4, clause: str = "2", seed: int = 7
) -> Material:
    """A desk that refuses by what the shipped score says, and by a feature that this knows nothing of.

    Shape   own, shipped: how much each of them counts
    """
    dice = np.random.default_rng(seed)
    features = dice.normal(size=(texts, FEATURES))
    score = dice.normal(size=texts) - 1.0
    chance = 1 / (1 + np.exp(-(shipped * score + own * features[:, 0])))
    against = dice.random(texts) < chance
    examples = [
        Example(
            UUID(int=10_000 + n),
            f"Text {n}.",
            bool(against[n]),
            (clause,) if against[n] else (),
            person(n % people),
            BEGAN + timedelta(hours=n),
        )
        for n in range(texts)
    ]
    return Material(examples, features, score)
