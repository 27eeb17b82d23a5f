"""A request sent twice is done once: in order, at the same moment, refused, and cut off."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from tests.race import race
from undersigned.answers import actions
from undersigned.answers.actions import purge, remembered
from undersigned.answers.errors import InProgress, KeyReused
from undersigned.answers.models import Answer
from undersigned.answers.shapes import Remembered
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.kernel.ids import new_id
from undersigned.live.models import Topic

ADA = UUID(int=1)
IVO = UUID(int=2)
KEPT = timedelta(hours=24)


def work() -> tuple[int, Any]:
    """What leaves a trace: one row each time it is done."""
    topic = Topic.objects.create(id=new_id())
    return 201, {"comment": topic.id, "state": "published"}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def test_the_same_request_again_gets_the_same_answer_and_nothing_is_done(db: None) -> None:
    first = remembered(ADA, "k", "h", work)
    again = remembered(ADA, "k", "h", work)
    assert first == Remembered(201, {"comment": str(Topic.objects.get().id), "state": "published"}, False)
    assert again == Remembered(first.status, first.body, True)


def test_another_request_under_the_same_key_is_refused(db: None) -> None:
    remembered(ADA, "k", "h", work)
    with pytest.raises(KeyReused):
        remembered(ADA, "k", "other", work)
    assert Topic.objects.count() == 1


def test_a_key_belongs_to_its_caller(db: None) -> None:
    remembered(ADA, "k", "h", work)
    assert not remembered(IVO, "k", "other", work).replayed
    assert Topic.objects.count() == 2


@pytest.mark.parametrize("key", ["", "a b", "é", "a" * 256, "a\x00", "a\n"])
def test_a_key_is_visible_ascii(db: None, key: str) -> None:
    with pytest.raises(Invalid):
        remembered(ADA, key, "h", work)


@pytest.mark.parametrize("raised", [NotAllowed, RuntimeError, KeyboardInterrupt])
def test_what_is_refused_leaves_nothing_and_frees_the_key(db: None, raised: type[BaseException]) -> None:
    def refuse() -> tuple[int, Any]:
        work()
        raise raised

    with pytest.raises(raised):
        remembered(ADA, "k", "h", refuse)
    assert not Topic.objects.exists()
    assert not remembered(ADA, "k", "another text", work).replayed


def test_an_answer_is_kept_a_day_and_then_the_key_is_new(db: None, clock: time_machine.Traveller) -> None:
    remembered(ADA, "k", "h", work)
    clock.shift(KEPT)
    assert remembered(ADA, "k", "h", work).replayed
    clock.shift(timedelta(seconds=1))
    assert not remembered(ADA, "k", "other", work).replayed


def test_answers_are_purged_after_a_day(
    db: None, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "PURGED_AT_ONCE", 2)
    for n in range(5):
        remembered(ADA, str(n), "h", work)
    clock.shift(KEPT + timedelta(seconds=1))
    remembered(ADA, "new", "h", work)
    assert purge(KEPT) == 5
    assert [a.key for a in Answer.objects.all()] == ["new"]


def test_answering_takes_two_queries_besides_the_work(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    held = connection.vendor == "postgresql"
    with django_assert_num_queries(4 + held):  # a savepoint of two, which outside tests is the transaction
        remembered(ADA, "k", "h", lambda: (200, None))


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_moment_is_done_once() -> None:
    """Everyone else gets the same answer, or is told that it is in progress."""
    for attempt in range(20):
        before = Topic.objects.count()
        outcomes = race(*[partial(remembered, ADA, str(attempt), "h", work)] * 5)
        done = [o for o in outcomes if isinstance(o, Remembered)]
        assert sum(not o.replayed for o in done) == 1, outcomes
        assert {o.body["comment"] for o in done} == {done[0].body["comment"]}
        assert all(isinstance(o, Remembered | InProgress) for o in outcomes), outcomes
        assert Topic.objects.count() == before + 1


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_different_requests_at_the_same_moment_under_one_key_leave_one() -> None:
    outcomes = race(*[partial(remembered, ADA, "k", str(n), work) for n in range(5)])
    assert sum(isinstance(o, Remembered) for o in outcomes) == 1, outcomes
    assert sum(isinstance(o, KeyReused | InProgress) for o in outcomes) == 4, outcomes
    assert Topic.objects.count() == 1


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_while_it_is_being_answered_the_same_request_is_in_progress() -> None:
    """On SQLite the second waits for the write lock instead, and then gets the answer."""
    begun, may_end = threading.Event(), threading.Event()

    def slow() -> tuple[int, Any]:
        begun.set()
        may_end.wait(10)
        return work()

    def second() -> Remembered:
        begun.wait(10)
        threading.Timer(0.5, may_end.set).start()
        return remembered(ADA, "k", "h", work)

    first, other = race(lambda: remembered(ADA, "k", "h", slow), second)
    assert isinstance(first, Remembered)
    if connection.vendor == "postgresql":
        assert isinstance(other, InProgress)
    else:
        assert other == Remembered(first.status, first.body, True)
    assert Topic.objects.count() == 1


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_the_answer_is_committed_with_the_work_or_not_at_all() -> None:
    class PowerCut(BaseException):
        pass

    def cut() -> tuple[int, Any]:
        work()
        transaction.on_commit(lambda: pytest.fail("committed"))
        raise PowerCut

    with pytest.raises(PowerCut):
        remembered(ADA, "k", "h", cut)
    assert not Topic.objects.exists()
    assert not Answer.objects.exists()
