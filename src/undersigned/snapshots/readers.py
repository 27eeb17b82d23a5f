"""Threads that read the database for an event loop, each by a connection that it keeps."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import DatabaseError, connection

T = TypeVar("T")
THREADS = 2


class Readers:
    """What a read raises reaches who waits for it; after a database's fault the next read connects anew."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="snapshots")

    def read(self, what: Callable[[], T]) -> "asyncio.Future[T]":
        """Do it in one of the threads."""
        return asyncio.get_running_loop().run_in_executor(self.threads, _read, what)

    def stop(self) -> None:
        """Every thread closes its connection and ends."""
        all_of_them = threading.Barrier(THREADS)

        def close() -> None:
            all_of_them.wait()
            connection.close()

        for _ in range(THREADS):
            self.threads.submit(close)
        self.threads.shutdown()


def _read(what: Callable[[], T]) -> T:
    try:
        return what()
    except DatabaseError:
        connection.close()
        raise
