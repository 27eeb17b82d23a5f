"""Who acts. Passed to every journey as an argument, never found in the surroundings."""

from dataclasses import dataclass
from typing import Literal, Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a visitor without an account, the house rule, the operator at the command line, or a
    newsroom’s own system.

    Shape  person_id is set for kind "person" and only then
    """

    kind: Literal["person", "visitor", "house", "command", "newsroom"]
    person_id: UUID | None = None

    @classmethod
    def person(cls, person_id: UUID) -> Self:
        return cls("person", person_id)


HOUSE = Actor("house")
COMMAND = Actor("command")
