"""Who acts. Passed to every journey as an argument, never found in the surroundings."""

from dataclasses import dataclass
from typing import Literal, Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, the house rule, a command typed by the operator, or a newsroom's own system.

    Shape  person_id is set for kind "person" and only then
    """

    kind: Literal["person", "house", "command", "newsroom"]
    person_id: UUID | None = None

    @classmethod
    def person(cls, person_id: UUID) -> Self:
        return cls("person", person_id)


HOUSE = Actor("house")
COMMAND = Actor("command")
