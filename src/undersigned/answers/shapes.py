"""What a key brings back."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer, fresh or kept.

    Shape  body: JSON; replayed: whether nothing was done this time
    """

    status: int
    body: Any
    replayed: bool
