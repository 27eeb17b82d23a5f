"""What the queue is searched for. Pure."""

from dataclasses import dataclass
from uuid import UUID

BANDS: dict[str, tuple[int, int] | None] = {
    "low": (0, 10),
    "some": (10, 30),
    "unsure": (30, 70),
    "high": (70, 90),
    "highest": (90, 100),
    "none": None,
}
"""Scores that are looked for together, as `rules.doubt` parts them.

Units   per cent: from, and below; None: no score"""


@dataclass(frozen=True, slots=True)
class Search:
    """Which open cases are meant.

    Shape  empty: any; words: all of them, the last perhaps only begun; band: of `BANDS`
    """

    story_id: UUID | None = None
    section: str = ""
    language: str = ""
    clause: str = ""
    standing: str = ""
    band: str = ""
    words: str = ""


NO_SEARCH = Search()
