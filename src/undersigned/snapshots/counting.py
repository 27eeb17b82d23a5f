"""Comment counts by story, from memory."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from . import reads
from .sealing import JSON, Snapshot, encoded, seal

if TYPE_CHECKING:
    from uuid import UUID

    from .readers import Readers

MOST_AT_ONCE = 100
MOST = 50_000  # stories, and spellings of a question


class Counts:
    """What is asked for is read once and forgotten when its story moves."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers
        self.known: dict[str, int | None] = {}  # None: not registered
        self.names: dict[UUID, str] = {}
        self.answers: dict[bytes, Snapshot] = {}
        self.moved = 0

    def changed(self, topics: frozenset[UUID] | None) -> None:
        """These stories have to be counted anew; None: all."""
        self.moved += 1
        self.answers.clear()
        if topics is None:
            self.known.clear()
            self.names.clear()
            return
        for topic in topics:
            self.known.pop(self.names.pop(topic, ""), None)

    async def snapshot(self, query: bytes) -> Snapshot | None:
        """The answer to `story=community/key&story=…`; None where the question is not such a one."""
        found = self.answers.get(query)
        if found is not None:
            return found
        names = _names(query)
        if names is None:
            return None
        moved = self.moved
        counts = await self._counts(names)
        fresh = seal(encoded({"counts": counts}).encode(), JSON)
        if moved == self.moved and len(counts) == len(names):
            if len(self.answers) > MOST:
                self.answers.clear()
            self.answers[query] = fresh
        return fresh

    async def _counts(self, names: list[str]) -> dict[str, int]:
        missing = [name for name in names if name not in self.known]
        fresh: dict[str, int | None] = {}
        if missing:
            moved = self.moved
            read = await self.readers.read(lambda: reads.tallies(missing))
            fresh = dict.fromkeys(missing) | {name: count for name, (_, count) in read.items()}
            if moved == self.moved:
                self._remember(fresh, {story_id: name for name, (story_id, _) in read.items()})
        counted = {name: fresh[name] if name in fresh else self.known.get(name) for name in names}
        return {name: count for name, count in counted.items() if count is not None}

    def _remember(self, fresh: dict[str, int | None], names: dict[UUID, str]) -> None:
        if len(self.known) > MOST:
            self.known.clear()
            self.names.clear()
        # A story that is not registered may be at any moment, and tells nobody here: it is asked again.
        self.known |= {name: count for name, count in fresh.items() if count is not None}
        self.names |= names


def _names(query: bytes) -> list[str] | None:
    given = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    names = [value for name, value in given if name == "story"]
    return names if 0 < len(names) <= MOST_AT_ONCE and len(names) == len(given) else None
