"""The record taken elsewhere and proved there; signed once a day, so that nobody writes it anew."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings

from undersigned.kernel.actor import Actor
from undersigned.kernel.clock import now
from undersigned.ledger.actions import append, checkpoint
from undersigned.ledger.models import Checkpoint, Entry, Head
from undersigned.ledger.reads import digest_of, export, prove_file, public_key, verify
from undersigned.ledger.rules import GENESIS
from undersigned.ledger.shapes import Broken, Verified
from undersigned.ledger.signing import is_signed, message, sign

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def act(times: int) -> None:
    for n in range(times):
        append(
            "test:acted",
            Actor.person(uuid4()),
            uuid4(),
            community_id=uuid4(),
            n=n,
            share=0.5,
            many=["a", None],
        )


def test_it_is_signed_once_a_day_and_only_where_something_was_added(
    db: None, clock: time_machine.Traveller
) -> None:
    checkpoint(now())
    assert not Checkpoint.objects.exists()
    act(2)
    for _ in range(2):
        checkpoint(now())
    assert Checkpoint.objects.get().position == 2
    clock.shift(timedelta(days=1))
    checkpoint(now())
    assert Checkpoint.objects.count() == 1
    act(1)
    checkpoint(now())
    assert [row.position for row in Checkpoint.objects.all()] == [2, 3]
    assert isinstance(verify(), Verified)


def test_who_writes_the_whole_chain_anew_is_found_by_what_was_signed(db: None) -> None:
    act(3)
    checkpoint(now())
    previous = GENESIS
    for entry in Entry.objects.order_by("position"):
        entry.act, entry.previous_hash = "test:forged", previous
        entry.hash = previous = digest_of(entry)
        entry.save()
    Head.objects.update(hash=previous)
    assert verify() == Broken(3, "signature")


def test_the_file_is_proved_with_nothing_else_at_hand(db: None) -> None:
    act(3)
    checkpoint(now())
    act(2)
    lines = list(export())
    Entry.objects.all().delete()
    proved = prove_file(lines, public_key())
    assert isinstance(proved, Verified)
    assert proved.count == 5
    assert [next(iter(json.loads(line))) for line in lines].count("checkpoint") == 0
    assert sum("checkpoint" in json.loads(line) for line in lines) == 1


def test_of_an_empty_record_as_well(db: None) -> None:
    assert prove_file(list(export())) == Verified(0, GENESIS)


@pytest.mark.parametrize(
    ("at", "change", "why"),
    [
        (0, {"format": "another"}, "unreadable"),
        (2, {"act": "test:forged"}, "content"),
        (2, {"facts": {"n": 7}}, "content"),
        (2, {"hash": "0" * 64}, "content"),
        (2, {"previous_hash": "0" * 64}, "content"),
        (2, {"position": 9}, "missing"),
        (2, {"at": "yesterday"}, "unreadable"),
        (2, {"actor_id": 5}, "unreadable"),
        (4, {"hash": "0" * 64}, "signature"),
        (4, {"checkpoint": 2}, "signature"),
        (4, {"signature": "00" * 64}, "signature"),
        (4, {"signature": "none"}, "signature"),
        (4, {"at": "2026-05-05T12:00:00.000000+00:00"}, "signature"),
    ],
)
def test_what_was_changed_in_a_file_is_found(
    db: None, clock: time_machine.Traveller, at: int, change: dict[str, object], why: str
) -> None:
    act(3)
    checkpoint(now())
    act(1)
    lines = list(export())
    lines[at] = json.dumps(json.loads(lines[at]) | change)
    found = prove_file(lines)
    assert isinstance(found, Broken)
    assert found.why == why


def test_a_line_taken_out_or_damaged_is_found(db: None) -> None:
    act(4)
    lines = list(export())
    assert prove_file(lines[:2] + lines[3:]) == Broken(2, "missing")
    assert prove_file([*lines[:3], "{", *lines[4:]]) == Broken(3, "unreadable")
    assert prove_file(["[]"]) == Broken(0, "unreadable")


def test_a_file_that_another_key_signed_is_not_believed(db: None, clock: time_machine.Traveller) -> None:
    act(1)
    checkpoint(now())
    lines = list(export())
    other, _ = sign("another secret", 0, GENESIS, NOON)
    assert isinstance(prove_file(lines), Verified)
    assert prove_file(lines, other) == Broken(1, "signature")


def test_a_file_whose_checkpoints_were_taken_out_is_not_believed(db: None) -> None:
    act(2)
    checkpoint(now())
    act(1)
    lines = list(export())
    assert prove_file(lines, public_key()) == Verified(3, json.loads(lines[-1])["hash"], signed=2)
    bare = [line for line in lines if "checkpoint" not in json.loads(line)]
    assert prove_file(bare, public_key()) == Broken(3, "unsigned")
    assert isinstance(prove_file(bare), Verified)


def test_the_key_follows_from_the_secret_and_tells_nothing_of_it() -> None:
    key, signature = sign(str(settings.SECRET_KEY), 1, GENESIS, NOON)
    assert (key, signature) == sign(str(settings.SECRET_KEY), 1, GENESIS, NOON)
    assert key == public_key() != sign("another secret", 1, GENESIS, NOON)[0]
    assert is_signed(key, signature, 1, GENESIS, NOON)
    assert not is_signed(key, signature, 2, GENESIS, NOON)
    assert (
        message(1, GENESIS, NOON).decode()
        == f"undersigned-ledger 1 {GENESIS} 2026-05-04T12:00:00.000000+00:00\n"
    )
