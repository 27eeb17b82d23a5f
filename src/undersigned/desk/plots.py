"""Plots as shapes that a template draws: rows of bars, and a bar in the cell of a table. Pure.

A plot only shows what stands in the table beside it. Its bars have no width of their own, so that it fills
whatever room there is; words stand outside, in HTML, where they keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass

STEP, BAR = 10, 8
HEIGHT = 1_000  # whole numbers only: a template would write others as its language does
LEAST = 25  # what is not nothing is seen


@dataclass(frozen=True, slots=True)
class Bar:
    """Shape  x, y, height in the units of its strip; says: what a pointer is told"""

    x: int
    y: int
    height: int
    says: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of bars. Shape  peak: the highest, in words, or empty; first, last: what stands at its ends"""

    label: str
    peak: str
    first: str
    last: str
    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        return STEP * max(len(self.bars), 1)


def strip(label: str, names: Sequence[str], values: Sequence[float | None], words: Sequence[str]) -> Strip:
    """A row of bars over days or hours. Shape  names, values and words are as long as each other"""
    most = max((value for value in values if value is not None), default=None)
    bars = tuple(
        _bar(n, (value or 0) / most if most else 0.0, f"{name}: {said}")
        for n, (name, value, said) in enumerate(zip(names, values, words, strict=True))
    )
    peak = "" if most is None else words[list(values).index(most)]
    return Strip(label, peak, names[0] if names else "", names[-1] if names else "", bars)


def _bar(n: int, share: float, says: str) -> Bar:
    height = max(round(share * HEIGHT), LEAST) if share else 0
    return Bar(n * STEP + (STEP - BAR) // 2, HEIGHT - height, height, says)


def lengths(values: Sequence[float]) -> list[int]:
    """How long the bar of each row is, in hundredths of the longest."""
    most = max(values, default=0)
    return [round(100 * value / most) if most else 0 for value in values]
