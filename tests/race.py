"""Running things at the same moment, on real connections.

A test that races is marked `@pytest.mark.django_db(transaction=True)`: a transaction that the
test itself holds open would be invisible to the threads, and on SQLite it would lock them out.
"""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def race(*acts: Callable[[], Any], timeout_seconds: float = 60) -> list[Any]:
    """What each act returned or raised, in the order given, all let go at the same moment."""
    outcomes: list[Any] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(index: int, act: Callable[[], Any]) -> None:
        try:
            connections["default"].ensure_connection()
            gate.wait(timeout_seconds)
            outcomes[index] = act()
        except BaseException as error:  # noqa: BLE001 - the outcome is the caller's to judge
            outcomes[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout_seconds)
    if any(thread.is_alive() for thread in threads):
        raise TimeoutError(f"the race was not over after {timeout_seconds} s")
    return outcomes
