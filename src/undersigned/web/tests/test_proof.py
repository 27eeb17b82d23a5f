"""Proof of work: right, in time, once."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count

import pytest
import time_machine
from pytest_django import Settings

from undersigned.web import proof

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _easy(settings: Settings) -> None:
    settings.PROOF_BITS = 6


def answer(challenge: str, *, right: bool = True) -> str:
    tries = (str(number) for number in count())
    found = (t for t in tries if (sha256(f"{challenge}:{t}".encode()).digest()[0] < 4) == right)
    return next(found)


def test_a_right_answer_counts_once() -> None:
    given = proof.challenge()
    assert proof.spend(given, answer(given))
    assert not proof.spend(given, answer(given))


def test_a_wrong_answer_does_not_count_and_spends_nothing() -> None:
    given = proof.challenge()
    assert not proof.spend(given, answer(given, right=False))
    assert not proof.spend(given, "")
    assert not proof.spend(given, "1" * 41)
    assert proof.spend(given, answer(given))


def test_a_challenge_of_somebody_elses_does_not_count() -> None:
    given = proof.challenge()
    for forged in ("", "x", given[:-2], f"x{given}"):
        assert not proof.spend(forged, answer(forged))


def test_it_comes_too_late_after_two_hours() -> None:
    with time_machine.travel(NOON, tick=False):
        given = proof.challenge()
    with time_machine.travel(NOON + timedelta(hours=2, seconds=5), tick=False):
        assert not proof.spend(given, answer(given))


def test_zero_bits_are_counted_from_the_front() -> None:
    assert [proof.zero_bits(bytes(each)) for each in ([0, 0], [0, 1], [0x20, 0], [0xFF, 0])] == [16, 15, 2, 0]
