"""Owing work, claiming it, doing it, trying again and giving up."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from tests.race import race
from undersigned.owed import actions, rules
from undersigned.owed.errors import Hopeless
from undersigned.owed.models import Owed
from undersigned.owed.shapes import Work

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEPT = timedelta(days=3)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Work]:
    """The pieces of kind "test" as they were performed."""
    performed: list[Work] = []
    monkeypatch.setattr(actions, "PERFORMERS", {})
    actions.register("test", performed.append)
    return performed


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kind "test" fails, with what must not be told in its message."""

    def fail(work: Work) -> None:
        raise RuntimeError("ada@demo.example")

    monkeypatch.setattr(actions, "PERFORMERS", {"test": fail})


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_nothing_owed_nothing_done(db: None, seen: list[Work]) -> None:
    assert not actions.perform_next()


def test_work_is_done_once_in_the_order_it_fell_due(
    db: None, seen: list[Work], clock: time_machine.Traveller
) -> None:
    later = actions.owe("test", {"n": 2}, due_at=NOON + timedelta(minutes=2))
    soon = actions.owe("test", {"n": 1}, due_at=NOON + timedelta(minutes=1))
    assert not actions.perform_next()
    clock.shift(timedelta(minutes=3))
    while actions.perform_next():
        pass
    assert [(w.id, w.payload, w.attempt) for w in seen] == [(soon, {"n": 1}, 1), (later, {"n": 2}, 1)]
    assert Owed.objects.filter(done_at=NOON + timedelta(minutes=3)).count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_not_committed_is_not_owed(seen: list[Work]) -> None:
    with transaction.atomic():
        actions.owe("test", {})
        transaction.set_rollback(True)
    assert not actions.perform_next()


def test_a_failure_waits_longer_each_time_and_its_message_is_not_kept(
    db: None,
    failing: None,
    clock: time_machine.Traveller,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("random.random", lambda: 0.5)  # the spread of two waits may overlap
    owed_id = actions.owe("test", {"to": "ada@demo.example"})
    waits = []
    for _ in range(4):
        assert actions.perform_next()
        assert not actions.perform_next()
        row = Owed.objects.get(id=owed_id)
        waits.append((row.due_at - datetime.now(UTC)).total_seconds())
        clock.move_to(row.due_at)
    assert waits == sorted(waits)
    assert row.last_error == "RuntimeError"
    assert "demo.example" not in " ".join(str(vars(record)) for record in caplog.records)


def test_after_the_last_attempt_it_is_given_up_and_said_loudly(
    db: None, failing: None, clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    owed_id = actions.owe("test", {})
    Owed.objects.update(attempts=rules.ATTEMPTS - 1)
    assert actions.perform_next()
    assert Owed.objects.get(id=owed_id).given_up_at == NOON
    (said,) = (vars(record) for record in caplog.records)
    assert (said["levelno"], said["owed_id"], said["error"]) == (logging.ERROR, str(owed_id), "RuntimeError")
    clock.shift(timedelta(days=1))
    assert not actions.perform_next()


def test_hopeless_work_is_given_up_at_once(
    db: None, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller
) -> None:
    def refuse(work: Work) -> None:
        raise Hopeless("smtp-550")

    monkeypatch.setattr(actions, "PERFORMERS", {"test": refuse})
    owed_id = actions.owe("test", {})
    assert actions.perform_next()
    row = Owed.objects.get(id=owed_id)
    assert (row.given_up_at, row.last_error, row.leased_until) == (NOON, "smtp-550", None)


def test_work_that_takes_its_workers_down_is_given_up(db: None, seen: list[Work]) -> None:
    """Every claim counts as an attempt, and after the last the performer is not even called."""
    owed_id = actions.owe("test", {})
    Owed.objects.update(attempts=rules.ATTEMPTS)
    assert actions.perform_next()
    assert not seen
    assert Owed.objects.get(id=owed_id).last_error == "too-many-attempts"


def test_a_kind_that_nobody_knows_waits_for_a_newer_worker(db: None, seen: list[Work]) -> None:
    owed_id = actions.owe("unheard-of", {})
    assert actions.perform_next()
    assert Owed.objects.get(id=owed_id, given_up_at=None, done_at=None).due_at > datetime.now(UTC)


def test_a_leased_piece_is_left_alone_until_the_lease_runs_out(
    db: None, seen: list[Work], clock: time_machine.Traveller
) -> None:
    actions.owe("test", {})
    killed = actions.claim()
    assert killed is not None
    clock.shift(rules.LEASE)
    assert not actions.perform_next()
    clock.shift(timedelta(seconds=1))
    assert actions.perform_next()
    assert [w.attempt for w in seen] == [2]


def test_a_worker_that_overslept_changes_nothing(
    db: None, seen: list[Work], clock: time_machine.Traveller
) -> None:
    """Its lease ran out and someone else holds the piece: finishing, failing, giving up are theirs."""
    owed_id = actions.owe("test", {})
    overslept = actions.claim()
    clock.shift(rules.LEASE + timedelta(seconds=1))
    current = actions.claim()
    assert overslept is not None
    assert current is not None
    before = Owed.objects.values().get(id=owed_id)
    actions.finish(overslept)
    actions.postpone(overslept, RuntimeError())
    actions.give_up(overslept, "late")
    assert Owed.objects.values().get(id=owed_id) == before
    actions.finish(current)
    assert Owed.objects.get(id=owed_id).done_at is not None


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_that_look_at_once_one_gets_each_piece(seen: list[Work]) -> None:
    owed = {actions.owe("test", {}) for _ in range(30)}

    def work() -> None:
        while actions.perform_next():
            pass

    assert race(*[work] * 4) == [None] * 4
    assert len(seen) == 30
    assert {w.id for w in seen} == owed
    assert {w.attempt for w in seen} == {1}


def test_finished_work_is_purged_after_some_days(
    db: None, seen: list[Work], clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "PURGED_AT_ONCE", 2)
    for _ in range(5):
        actions.owe("test", {"text": "private"})
    while actions.perform_next():
        pass
    given_up = actions.owe("test", {"text": "private"})
    actions.give_up(actions.claim() or pytest.fail("not owed"), "why")
    clock.shift(KEPT)
    waiting = actions.owe("test", {})
    assert actions.purge(KEPT) == 0
    clock.shift(timedelta(seconds=1))
    assert actions.purge(KEPT) == 6
    assert list(Owed.objects.values_list("id", flat=True)) == [waiting]
    assert given_up != waiting


def test_claiming_and_finishing_one_piece_takes_four_queries(
    db: None, seen: list[Work], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actions.owe("test", {})
    with django_assert_num_queries(4):
        actions.perform_next()
