"""Snapshots in memory: built once, built anew, never served for long once they are stale."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from undersigned.snapshots import store as rooms
from undersigned.snapshots.readers import Readers
from undersigned.snapshots.sealing import Snapshot, seal
from undersigned.snapshots.store import Store

TOPIC = UUID(int=1)
OTHER = UUID(int=2)


class Builder:
    """Builds what there is at the moment, and counts; can be made to wait or to fail."""

    def __init__(self) -> None:
        self.now = b"first"
        self.times = 0
        self.until: datetime | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.fault: Exception | None = None

    def __call__(self, _key: str) -> Snapshot:
        self.times += 1
        what = self.now
        self.gate.wait(10)
        if self.fault is not None:
            raise self.fault
        return seal(what, "text/plain", topics=frozenset((TOPIC,)), until=self.until)


def body(snapshot: Snapshot | None) -> bytes | None:
    return None if snapshot is None else snapshot.forms[b""][1]


def in_loop(play: Callable[[Store[str], Builder], Awaitable[None]]) -> None:
    async def played() -> None:
        builder = Builder()
        readers = Readers()
        store = Store(builder, readers)
        try:
            await play(store, builder)
        finally:
            builder.gate.set()
            await asyncio.to_thread(readers.stop)

    asyncio.run(played())


async def until(true: Callable[[], bool]) -> None:
    """Wait for it, for ten seconds at the most."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - looks from outside
            await asyncio.sleep(0.01)


def test_however_many_wait_it_is_built_once() -> None:
    async def play(store: Store[str], builder: Builder) -> None:
        assert store.ready("a") is None
        found = await asyncio.gather(*(store.wait("a") for _ in range(50)))
        assert {body(each) for each in found} == {b"first"}
        assert builder.times == 1
        assert body(store.ready("a")) == b"first"

    in_loop(play)


def test_what_changed_is_built_anew_without_anybody_asking() -> None:
    async def play(store: Store[str], builder: Builder) -> None:
        await store.wait("a")
        builder.now = b"second"
        store.changed(frozenset((TOPIC,)))
        await until(lambda: body(store.ready("a")) == b"second")

    in_loop(play)


def test_another_topic_changes_nothing() -> None:
    async def play(store: Store[str], builder: Builder) -> None:
        await store.wait("a")
        store.changed(frozenset((OTHER,)))
        await asyncio.sleep(rooms.REBUILD_SECONDS * 2)
        assert builder.times == 1

    in_loop(play)


def test_many_changes_are_a_few_builds() -> None:
    async def play(store: Store[str], builder: Builder) -> None:
        await store.wait("a")
        for number in range(100):
            builder.now = str(number).encode()
            store.changed(frozenset((TOPIC,)))
            await asyncio.sleep(0.005)
        await until(lambda: body(store.ready("a")) == b"99")
        assert builder.times <= 12

    in_loop(play)


def test_a_change_while_it_is_built_is_not_lost() -> None:
    async def play(store: Store[str], builder: Builder) -> None:
        builder.gate.clear()
        first = asyncio.ensure_future(store.wait("a"))
        await until(lambda: builder.times == 1)
        builder.now = b"second"
        store.changed(frozenset((TOPIC,)))
        late = asyncio.ensure_future(store.wait("a"))
        builder.gate.set()
        assert body(await first) == b"first"
        assert body(await late) == b"second"

    in_loop(play)


def test_what_is_stale_for_too_long_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "PATIENCE_SECONDS", 0.05)

    async def play(store: Store[str], builder: Builder) -> None:
        await store.wait("a")
        builder.now = b"second"
        builder.gate.clear()
        store.changed(frozenset((TOPIC,)))
        assert body(store.ready("a")) == b"first"
        await until(lambda: store.ready("a") is None)
        builder.gate.set()
        assert body(await store.wait("a")) == b"second"

    in_loop(play)


def test_what_the_clock_has_changed_is_not_served() -> None:
    async def play(store: Store[str], builder: Builder) -> None:
        builder.until = datetime.now(UTC) + timedelta(seconds=0.2)
        await store.wait("a")
        assert store.ready("a") is not None
        await until(lambda: store.ready("a") is None)

    in_loop(play)


def test_what_nobody_reads_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "WARM_SECONDS", -1.0)

    async def play(store: Store[str], builder: Builder) -> None:
        await store.wait("a")
        store.changed(frozenset((TOPIC,)))
        assert store.ready("a") is None
        assert (dict(store.slots), dict(store.by_topic), builder.times) == ({}, {}, 1)

    in_loop(play)


def test_only_so_many_are_kept_and_the_longest_unasked_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MOST", 2)

    async def play(store: Store[str], builder: Builder) -> None:
        for key in ("a", "b", "a", "c"):
            await store.wait(key)
            await asyncio.sleep(0.01)
        assert sorted(store.slots) == ["a", "c"]

    in_loop(play)


def test_a_failed_build_reaches_who_asked_and_is_tried_again() -> None:
    async def play(store: Store[str], builder: Builder) -> None:
        builder.fault = LookupError("away")
        with pytest.raises(LookupError):
            await store.wait("a")
        builder.fault = None
        assert body(await store.wait("a")) == b"first"

    in_loop(play)
