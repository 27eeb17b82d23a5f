"""Writers of one process queue for SQLite's one place."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, transaction

from undersigned.kernel.ids import new_id
from undersigned.live.models import Topic

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one writer at a time"),
]


def elsewhere(act: Callable[[], None]) -> threading.Thread:
    """Another thread, with a connection of its own, which it closes."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_whoever_waits_goes_on_the_moment_the_other_is_done() -> None:
    began, waited = threading.Event(), []

    def wait() -> None:
        began.set()
        with transaction.atomic():
            waited.append(time.monotonic())

    with transaction.atomic():
        other = elsewhere(wait)
        assert began.wait(10)
        time.sleep(0.3)  # SQLite itself would by now ask ten times a second at most
        assert not waited
    left = time.monotonic()
    other.join(10)
    assert waited[0] - left < 0.1


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_place_is_free_again_however_it_was_left(end: str) -> None:
    def leave() -> None:
        if end == "close":
            connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            return
        with transaction.atomic():
            Topic.objects.create(id=new_id())
            transaction.set_rollback(end == "rollback")

    elsewhere(leave).join(10)
    with transaction.atomic():
        assert Topic.objects.count() == (1 if end == "commit" else 0)


def test_whoever_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    held, refused = threading.Event(), []
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.2)

    def hurry() -> None:
        connection.settings_dict["OPTIONS"]["timeout"] = 0.2
        try:
            with transaction.atomic():
                held.set()
        except OperationalError as error:
            refused.append(str(error))

    with transaction.atomic():
        elsewhere(hurry).join(10)
    assert refused == ["database is locked"]
    assert not held.is_set()
