"""The chain in the database: one order under a race, and proved broken where it is broken."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.race import race
from undersigned.kernel.actor import COMMAND, HOUSE, Actor
from undersigned.kernel.clock import now
from undersigned.ledger import reads
from undersigned.ledger.actions import append
from undersigned.ledger.errors import NotForTheLedger
from undersigned.ledger.models import Entry, Head
from undersigned.ledger.rules import GENESIS
from undersigned.ledger.shapes import Broken, Verified

numbers = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15) | st.booleans() | st.none() | st.uuids()


@pytest.fixture
def chain(db: None) -> list[Entry]:
    """Five acts by a person."""
    someone = Actor.person(uuid4())
    return [append("test:acted", someone, uuid4(), community_id=uuid4(), number=n) for n in range(1, 6)]


def test_an_empty_chain_verifies(db: None) -> None:
    assert reads.verify() == Verified(0, GENESIS)


def test_each_entry_follows_the_one_before(chain: list[Entry]) -> None:
    assert [e.position for e in chain] == [1, 2, 3, 4, 5]
    assert [e.previous_hash for e in chain] == [GENESIS, *(e.hash for e in chain[:-1])]
    assert reads.verify() == Verified(5, chain[-1].hash)


def test_an_entry_keeps_who_acted(db: None) -> None:
    someone = uuid4()
    for actor in (Actor.person(someone), HOUSE, COMMAND):
        append("test:acted", actor, uuid4())
    assert list(Entry.objects.values_list("actor_kind", "actor_id")) == [
        ("person", someone),
        ("house", None),
        ("command", None),
    ]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), numbers | st.lists(numbers)))
def test_whatever_the_database_does_to_numbers_the_chain_verifies(db: None, facts: dict[str, Any]) -> None:
    append("test:acted", HOUSE, uuid4(), **facts)
    assert isinstance(reads.verify(), Verified)


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_a_mistake() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        append("test:acted", HOUSE, uuid4())


def test_a_text_refused_leaves_the_chain_as_it_was(chain: list[Entry]) -> None:
    with pytest.raises(NotForTheLedger):
        append("test:acted", HOUSE, uuid4(), note="Ada Okafor wrote this")
    assert reads.verify() == Verified(5, chain[-1].hash)


@pytest.mark.django_db(transaction=True)
def test_an_act_undone_leaves_no_entry() -> None:
    with transaction.atomic():
        append("test:acted", HOUSE, uuid4())
        transaction.set_rollback(True)
    with transaction.atomic():
        kept = append("test:acted", HOUSE, uuid4())
    assert reads.verify() == Verified(1, kept.hash)


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_acts_at_the_same_moment_stand_in_one_order() -> None:
    """The head's row lock (on SQLite: the write lock), from the very first entry on."""

    def act() -> None:
        for _ in range(10):
            with transaction.atomic():
                append("test:acted", HOUSE, uuid4())

    assert race(*[act] * 6) == [None] * 6
    verified = reads.verify()
    assert isinstance(verified, Verified)
    assert verified.count == 60


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_verifying_beside_writers_finds_nothing_broken() -> None:
    def act() -> None:
        for _ in range(20):
            with transaction.atomic():
                append("test:acted", HOUSE, uuid4())

    def prove() -> list[Verified | Broken]:
        return [reads.verify() for _ in range(20)]

    acted, proved = race(act, prove)
    assert acted is None
    assert all(isinstance(found, Verified) for found in proved), proved


def _edit(**changes: Any) -> None:
    Entry.objects.filter(position=3).update(**changes)


def _drop(*positions: int) -> None:
    Entry.objects.filter(position__in=positions).delete()


def _rehash() -> None:
    """A careful forger: the edited entry carries the hash of its new content."""
    entry = Entry.objects.get(position=3)
    entry.act = "test:forged"
    entry.hash = reads.digest_of(entry)
    entry.save()


def _forge(position: int) -> None:
    """An entry that nobody appended, linked to the last one."""
    last = Entry.objects.latest("position")
    forged = Entry(
        position=position,
        at=now(),
        act="test:forged",
        actor_kind="house",
        subject_id=uuid4(),
        previous_hash=last.hash,
    )
    forged.hash = reads.digest_of(forged)
    forged.save(force_insert=True)


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (lambda: _edit(act="test:forged"), Broken(3, "content")),
        (lambda: _edit(actor_id=uuid4()), Broken(3, "content")),
        (lambda: _edit(actor_kind="house"), Broken(3, "content")),
        (lambda: _edit(subject_id=uuid4()), Broken(3, "content")),
        (lambda: _edit(community_id=None), Broken(3, "content")),
        (lambda: _edit(at=now()), Broken(3, "content")),
        (lambda: _edit(facts={"number": 33}), Broken(3, "content")),
        (lambda: _edit(facts={"number": 3, "more": 1}), Broken(3, "content")),
        (lambda: _edit(previous_hash=GENESIS), Broken(3, "content")),
        (lambda: _edit(hash=GENESIS), Broken(3, "content")),
        (_rehash, Broken(4, "link")),
        (lambda: _drop(1), Broken(1, "missing")),
        (lambda: _drop(3), Broken(3, "missing")),
        (lambda: _drop(5), Broken(5, "missing")),
        (lambda: _drop(4, 5), Broken(4, "missing")),
        (lambda: _drop(1, 2, 3, 4, 5), Broken(1, "missing")),
        (lambda: _forge(6), Broken(6, "outside")),
        (lambda: _forge(0), Broken(0, "outside")),
        (lambda: Head.objects.update(hash=GENESIS), Broken(5, "head")),
        (lambda: Head.objects.update(position=6), Broken(6, "missing")),
        (lambda: Head.objects.update(position=4), Broken(4, "head")),
        (lambda: Head.objects.all().delete(), Broken(1, "outside")),
    ],
)
def test_the_first_broken_link_is_named(chain: list[Entry], harm: Callable[[], None], found: Broken) -> None:
    harm()
    assert reads.verify() == found


def test_a_value_that_cannot_be_read_is_a_broken_link(chain: list[Entry]) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL itself refuses a value of the wrong kind")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET subject_id = 'nobody' WHERE position = 3")
    assert reads.verify() == Broken(3, "unreadable")


def test_progress_is_told_on_the_way(chain: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "STEP", 2)
    told: list[int] = []
    reads.verify(told.append)
    assert told == [2, 4]


def test_appending_takes_three_queries(
    chain: list[Entry], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        append("test:acted", HOUSE, uuid4())
