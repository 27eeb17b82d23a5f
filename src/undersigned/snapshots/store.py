"""The snapshots of one process, in memory: built once for many readers, anew when something changed.

Belongs to one event loop; only building happens in threads of its own. What changed is built anew
off the write path, soon and not too often; until then readers get what there was, but never for longer
than `PATIENCE_SECONDS`: then they wait for the new one.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from uuid import UUID

    from .readers import Readers
    from .sealing import Snapshot

    Topics = frozenset[UUID]

REBUILD_SECONDS = 0.25  # between two builds of one snapshot
PATIENCE_SECONDS = 0.6
WARM_SECONDS = 60.0  # since a reader asked: what nobody reads is not built anew
MOST = 2_000

K = TypeVar("K", bound="Hashable")


class Slot(Generic[K]):
    """One snapshot's place.

    Shape  times: the loop's; stale_since: None while the snapshot is what there is; again_since: a
           change that came while a build, which may have missed it, was under way
    """

    __slots__ = (
        "again_since",
        "asked_at",
        "building",
        "built_at",
        "key",
        "planned",
        "snapshot",
        "stale_since",
    )

    def __init__(self, key: K) -> None:
        self.key = key
        self.snapshot: Snapshot | None = None
        self.asked_at = self.built_at = 0.0
        self.stale_since: float | None = None
        self.again_since: float | None = None
        self.building: asyncio.Task[Snapshot] | None = None
        self.planned: asyncio.TimerHandle | None = None


class Store(Generic[K]):
    """Shape  build: makes the snapshot of a key, in a thread; what it raises reaches who asked"""

    def __init__(self, build: Callable[[K], Snapshot], readers: Readers) -> None:
        self.build = build
        self.loop = asyncio.get_running_loop()
        self.slots: dict[K, Slot[K]] = {}
        self.by_topic: defaultdict[UUID, set[Slot[K]]] = defaultdict(set)
        self.readers = readers

    def ready(self, key: K) -> Snapshot | None:
        """What can be served at once; None where it has to be waited for."""
        slot = self.slots.get(key)
        if slot is None or slot.snapshot is None:
            return None
        moment = slot.asked_at = self.loop.time()
        if slot.stale_since is not None and moment - slot.stale_since > PATIENCE_SECONDS:
            return None
        until = slot.snapshot.until
        return slot.snapshot if until is None or datetime.now(UTC) < until else None

    async def wait(self, key: K) -> Snapshot:
        """The snapshot built from what is there now; however many wait, it is built once.

        Errors  what `build` raises
        """
        slot = self._slot(key)
        slot.asked_at = self.loop.time()
        if slot.building is not None and slot.again_since is not None:
            await asyncio.wait({slot.building})
        return await asyncio.shield(slot.building or self._begin(slot))

    def changed(self, topics: Topics | None) -> None:
        """What these topics touch is stale; None: everything is."""
        moment = self.loop.time()
        for slot in self._touched(topics):
            if slot.building is not None:
                slot.again_since = slot.again_since or moment
            elif slot.snapshot is not None:
                slot.stale_since = slot.stale_since or moment
                self._plan(slot)

    def _touched(self, topics: Topics | None) -> list[Slot[K]]:
        """Those under way are touched by anything: nobody knows yet what they will be read from."""
        if topics is None:
            return list(self.slots.values())
        under_way = {slot for slot in self.slots.values() if slot.building is not None}
        return list(under_way.union(*(self.by_topic[topic] for topic in topics if topic in self.by_topic)))

    def _slot(self, key: K) -> Slot[K]:
        found = self.slots.get(key)
        if found is None:
            if len(self.slots) >= MOST:
                self._forget(min(self.slots.values(), key=lambda slot: slot.asked_at))
            found = self.slots[key] = Slot(key)
        return found

    def _plan(self, slot: Slot[K]) -> None:
        """Build it anew soon, unless nobody reads it."""
        if slot.planned is not None:
            return
        moment = self.loop.time()
        if moment - slot.asked_at > WARM_SECONDS:
            self._forget(slot)
            return
        wait = max(0.0, slot.built_at + REBUILD_SECONDS - moment)
        slot.planned = self.loop.call_later(wait, self._begin, slot)

    def _begin(self, slot: Slot[K]) -> asyncio.Task[Snapshot]:
        if slot.planned is not None:
            slot.planned.cancel()
            slot.planned = None
        if slot.building is None:
            slot.again_since = None
            slot.building = self.loop.create_task(self._built(slot))
            slot.building.add_done_callback(_heard)
        return slot.building

    async def _built(self, slot: Slot[K]) -> Snapshot:
        try:
            fresh = await self.readers.read(partial(self.build, slot.key))
        except BaseException:
            slot.building = None
            self._forget(slot)
            raise
        slot.building = None
        slot.built_at = self.loop.time()
        self._index(slot, fresh)
        slot.stale_since = slot.again_since
        if slot.stale_since is not None:
            self._plan(slot)
        return fresh

    def _index(self, slot: Slot[K], fresh: Snapshot | None) -> None:
        """Put a snapshot, or none, in the place of the one before."""
        for topic in slot.snapshot.topics if slot.snapshot else ():
            self.by_topic[topic].discard(slot)
            if not self.by_topic[topic]:
                del self.by_topic[topic]
        slot.snapshot = fresh
        for topic in fresh.topics if fresh else ():
            self.by_topic[topic].add(slot)

    def _forget(self, slot: Slot[K]) -> None:
        if slot.planned is not None:
            slot.planned.cancel()
            slot.planned = None
        self._index(slot, None)
        if self.slots.get(slot.key) is slot:
            del self.slots[slot.key]


def _heard(task: asyncio.Task[Snapshot]) -> None:
    """A build that nobody waits for may fail without a word: the next reader asks again."""
    if not task.cancelled():
        task.exception()
