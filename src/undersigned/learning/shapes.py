"""What a layer is made from and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

ANY = ""  # the head for “whatever the clause”


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a person judged. Nothing of who wrote it is in here.

    Shape  is_against: refused or removed; clauses: under which; by: who judged it, to bound what one
           person's decisions weigh
    """

    revision_id: UUID
    text: str
    is_against: bool
    clauses: tuple[str, ...]
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class LayerShape:
    """A layer that was made.

    Shape  number: its version in the community; base: the scorer it stands on; until: when the newest
           decision it learnt from was taken; newest: when the newest was that it was compared on;
           heads: clauses that it has a chance for, and `ANY`; facts: figures, as `journeys.learn` made them
    """

    id: UUID
    community_id: UUID
    number: int
    base: str
    fitted_at: datetime
    until: datetime
    newest: datetime
    examples: int
    against: int
    heads: tuple[str, ...]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PromotionShape:
    """Which layer scores from a moment on. Shape  number: None for the shipped score"""

    layer_id: UUID | None
    number: int | None
    by_id: UUID | None
    at: datetime
