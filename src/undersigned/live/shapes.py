"""What the other rooms are told of a change."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Kind = Literal["published", "revised", "removed", "counts", "state", "texts"]


@dataclass(frozen=True, slots=True)
class Change:
    """One visible change of a topic.

    Shape  version: the topic's after it; subject_id: the comment concerned, None where it is none
    """

    topic_id: UUID
    version: int
    kind: Kind
    subject_id: UUID | None
