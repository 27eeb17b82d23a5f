"""How far two people, or a person and the house, judge alike. Pure: counts in, figures out."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Literal

Side = Literal["keep", "against"]
SIDES: dict[str, Side] = {"publish": "keep", "refuse": "against", "remove": "against"}
NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Agreement:
    """What became of second looks at people's decisions.

    Shape   looks, agreed: counts; kappa: Cohen's, −1 to 1, None where it says nothing: nobody looked, or
            all said one and the same
    Source  J. Cohen, A Coefficient of Agreement for Nominal Scales (1960)
    """

    looks: int
    agreed: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A share with its 95 % interval. Shape  share, low, high: 0–1, None where nothing was looked at

    Source  E. B. Wilson (1927): the score interval, which is honest where counts are small
    """

    of: int
    wrong: int
    share: float | None
    low: float | None
    high: float | None


def agreement(pairs: Iterable[tuple[Side, Side]]) -> Agreement:
    """Of pairs of judgements, the first and the second."""
    told = list(pairs)
    looks = len(told)
    agreed = sum(first == second for first, second in told)
    if not looks:
        return Agreement(0, 0, None)
    first = sum(one == "keep" for one, _ in told) / looks
    second = sum(other == "keep" for _, other in told) / looks
    by_chance = first * second + (1 - first) * (1 - second)
    kappa = None if by_chance == 1 else (agreed / looks - by_chance) / (1 - by_chance)
    return Agreement(looks, agreed, kappa)


def measured(of: int, wrong: int) -> Measured:
    """So many wrong of so many looked at."""
    if not of:
        return Measured(0, 0, None, None, None)
    share, z = wrong / of, NORMAL_95
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    middle, whole = share + z * z / (2 * of), 1 + z * z / of
    return Measured(
        of, wrong, share, max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)
    )


LEAST_LOOKED = 20


def is_broken(found: Measured, promise_per_mille: int) -> bool:
    """Whether a promise is broken beyond doubt: fewer looks than `LEAST_LOOKED` say too little.

    Shape  found: what was wrong of what was looked at; promise_per_mille: at most so many thousandths are
    """
    return found.low is not None and found.of >= LEAST_LOOKED and found.low * 1_000 > promise_per_mille
