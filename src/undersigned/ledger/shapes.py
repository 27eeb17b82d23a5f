"""What a verification finds."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

# The value of a column is of the wrong kind; the hash does not match the content; the entry does not
# follow the one before; it is missing; it is last but not what the head tells; it stands before the
# first entry or beyond the head. Or the entry holds, but the row that it tells of is gone, cannot be
# read, or says something else; or a signed checkpoint does not fit it, or none is there that should be.
Why = Literal[
    "unreadable",
    "content",
    "link",
    "missing",
    "head",
    "outside",
    "row-gone",
    "row-unreadable",
    "row-differs",
    "signature",
    "unsigned",
]


@dataclass(frozen=True, slots=True)
class Verified:
    """Every link holds.

    Shape  head: hash of the last entry, to be noted elsewhere; who rewrites the whole chain changes it;
           signed: of a file, the last entry that a checkpoint in it signed; 0: none, or no file
    """

    count: int
    head: str
    signed: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link that does not hold.

    Shape  act, row: where a row is at fault, what is told of it and its id; facts: names of what differs
    """

    position: int
    why: Why
    act: str = ""
    row: UUID | None = None
    facts: tuple[str, ...] = ()
