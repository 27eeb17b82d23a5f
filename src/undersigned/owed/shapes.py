"""What a performer is given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Work:
    """One piece, claimed. Its performer may be cut off; the next one gets the same id and payload.

    Shape  attempt: 1 the first time
    """

    id: UUID
    kind: str
    payload: dict[str, Any]
    owed_at: datetime
    attempt: int
