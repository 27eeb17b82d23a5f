"""Running things at the same moment, on real connections.

A test that races is marked `@pytest.mark.django_db(transaction=True)`: a transaction that the
test itself holds open would be invisible to the threads, and on SQLite it would lock them out.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any

from django.db import connections

TIMEOUT_SECONDS = 60

Act = Callable[[], Any]


def race(*acts: Act) -> list[Any]:
    """What each act returned or raised, in the order given, all let go at the same moment."""
    with lanes(len(acts)) as race_again:
        return race_again(*acts)


@contextmanager
def lanes(count: int) -> Iterator[Callable[..., list[Any]]]:
    """`race`, for many races of so many acts in a row: nobody opens a connection anew for each."""
    gate = threading.Barrier(count)
    all_lanes = [Lane(gate) for _ in range(count)]

    def race_again(*acts: Act) -> list[Any]:
        for lane, act in zip(all_lanes, acts, strict=True):
            lane.acts.put(act)
        try:
            return [lane.outcomes.get(timeout=TIMEOUT_SECONDS) for lane in all_lanes]
        except Empty:
            raise TimeoutError(f"the race was not over after {TIMEOUT_SECONDS} s") from None

    try:
        yield race_again
    finally:
        for lane in all_lanes:
            lane.acts.put(None)
        for lane in all_lanes:
            lane.join(TIMEOUT_SECONDS)


class Lane(threading.Thread):
    """A thread with a connection of its own."""

    def __init__(self, gate: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.gate = gate
        self.acts: SimpleQueue[Act | None] = SimpleQueue()
        self.outcomes: SimpleQueue[Any] = SimpleQueue()
        self.start()

    def run(self) -> None:
        for act in iter(self.acts.get, None):
            self.outcomes.put(self._outcome(act))
        connections.close_all()

    def _outcome(self, act: Act) -> Any:
        try:
            connections["default"].ensure_connection()
            self.gate.wait(TIMEOUT_SECONDS)
            return act()
        except BaseException as error:  # noqa: BLE001 - the outcome is the caller's to judge
            return error
