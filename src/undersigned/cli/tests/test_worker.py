"""`undersigned worker`, in this process; `tests/faults` runs and kills real ones."""

import os

import pytest
from django.db import OperationalError, connections

from undersigned.cli import worker
from undersigned.owed import actions
from undersigned.owed.models import Owed
from undersigned.owed.shapes import Work


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "POLL_SECONDS", 0.001)
    monkeypatch.setattr(worker, "RECOVERY_SECONDS", 0.001)


@pytest.fixture
def seen(db: None, monkeypatch: pytest.MonkeyPatch) -> list[Work]:
    performed: list[Work] = []
    monkeypatch.setattr(actions, "PERFORMERS", {"test": performed.append})
    return performed


def test_it_leaves_when_nothing_is_due(seen: list[Work]) -> None:
    for _ in range(3):
        actions.owe("test", {})
    worker.Worker().work(until_empty=True)
    assert len(seen) == 3


def test_told_to_leave_it_finishes_the_piece_in_hand_only(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    working = worker.Worker()
    monkeypatch.setattr(actions, "PERFORMERS", {"test": lambda work: working.leave(15, None)})
    for _ in range(2):
        actions.owe("test", {})
    working.work()
    assert Owed.objects.filter(done_at=None).count() == 1


def test_it_leaves_when_its_parent_has_gone(seen: list[Work]) -> None:
    actions.owe("test", {})
    worker.Worker(parent=os.getpid()).work()  # which is nobody's parent here
    assert seen == []


def test_a_database_that_is_away_is_waited_for(
    seen: list[Work], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    working = worker.Worker()
    outcomes: list[bool | Exception] = [OperationalError("server closed the connection"), True, False]

    def go_round() -> bool:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(working, "go_round", go_round)
    monkeypatch.setattr(connections, "close_all", lambda: None)  # it is the test's own
    working.work(until_empty=True)
    assert outcomes == []
    assert [record.message for record in caplog.records] == ["database is away"]


def test_it_tidies_up_at_first_and_then_once_an_hour(
    seen: list[Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    tidied: list[object] = []
    monkeypatch.setattr(worker, "tidy", tidied.append)
    working = worker.Worker()
    working.go_round()
    working.go_round()
    assert len(tidied) == 1
    working.tidied_at -= worker.TIDY_SECONDS
    working.go_round()
    assert len(tidied) == 2
