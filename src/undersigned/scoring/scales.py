"""Moving a threshold from one scale to another: by the share of comments that reach it.

Pure. Two scorers give one text different numbers, and a threshold that held one comment in twenty on the old
scale may hold one in three on the new one. What carries over is the share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Moved:
    """Shape  old: a threshold; share: of comments that reach it; new: where as many do here, None where none
    reached it; both: of those, the share that reaches the new one too
    """

    old: float
    share: float
    new: float | None
    both: float | None


def highest(scores: Sequence[float], share: float) -> float:
    """From which score on this share of comments, or nearly, stands.

    Shape  scores: one at least; share: above 0, to 1
    """
    ordered = sorted(scores, reverse=True)
    count = ceil(round(share * len(ordered), 9))  # 7/25 of 25 is a little more than 7 in floating point
    return ordered[max(count, 1) - 1]


def moved(pairs: Sequence[tuple[float, float]], old: float) -> Moved:
    """A threshold of the old scale on the new one.

    Shape  pairs: (old score, new score) of each text, one at least
    """
    reached = [new for before, new in pairs if before >= old]
    if not reached:
        return Moved(old, 0, None, None)
    share = len(reached) / len(pairs)
    new = highest([here for _, here in pairs], share)
    return Moved(old, share, new, sum(here >= new for here in reached) / len(reached))
