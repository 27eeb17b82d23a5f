"""Hearing, in each process, of every change after its commit, whoever made it."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from . import reads
from .actions import CHANNEL

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.1
LISTEN_SECONDS = 1.0
AGAIN_SECONDS = 0.5

Topics = frozenset[UUID]


class Hearing(threading.Thread):
    """Calls `tell` with the topics that moved; with None where some may have been missed.

    PostgreSQL says so itself (LISTEN). On SQLite one number is looked at ten times a second, which
    costs some microseconds, and the record of events only when it has changed.
    """

    def __init__(self, tell: Callable[[Topics | None], None]) -> None:
        super().__init__(name="hearing", daemon=True)
        self.tell = tell
        self.stopping = threading.Event()

    def run(self) -> None:
        """For as long as the process lives: a database that is away is asked again."""
        hear = _notified if connection.vendor == "postgresql" else _noticed
        while not self.stopping.is_set():
            try:
                for topics in hear():
                    if self.stopping.is_set():
                        break
                    if topics is None or topics:
                        self.tell(topics)
            except DatabaseError as error:
                log.warning("no longer hearing of changes", extra={"error": type(error).__name__})
            finally:
                connection.close()
            self.stopping.wait(AGAIN_SECONDS)

    def stop(self) -> None:
        """Leave, and wait until it has."""
        self.stopping.set()
        self.join()


def _notified() -> Iterator[Topics | None]:
    connection.ensure_connection()
    postgres: Any = connection.connection
    postgres.execute(f"LISTEN {CHANNEL}")
    yield None
    while True:
        heard = [each.payload for each in postgres.notifies(timeout=LISTEN_SECONDS, stop_after=1)]
        heard += [each.payload for each in postgres.notifies(timeout=0)]
        yield frozenset(UUID(payload) for payload in heard)


def _noticed() -> Iterator[Topics | None]:
    seen, last = -1, -1
    while True:
        now = _data_version()
        if now != seen:
            seen = now
            if last < 0:
                last = reads.newest()
                yield None
            else:
                last, topics = reads.beyond(last)
                yield topics
        else:
            yield frozenset()
        time.sleep(LOOK_SECONDS)


def _data_version() -> int:
    """SQLite's count of commits by others; this connection makes none."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchone()[0])
