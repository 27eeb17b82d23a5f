"""Notices of unlawful content over HTTP, from programs without an account."""

from hashlib import sha256
from itertools import count

import pytest
from pytest_django import Settings

from undersigned.api import openapi
from undersigned.api.tests.callers import Caller
from undersigned.api.tests.world import World
from undersigned.web.proof import zero_bits


@pytest.fixture(autouse=True)
def _easy(settings: Settings) -> None:
    settings.PROOF_BITS = 8


def test_a_notice_with_the_answer_to_a_challenge_is_taken_up_at_once(world: World, anyone: Caller) -> None:
    given = openapi.example("give_notice")["body"]
    told = anyone.get("/api/v1/notices/challenge").json()
    proof = {"challenge": told["challenge"], "answer": answer_to(told["challenge"], told["bits"])}
    answer = anyone("POST", "/api/v1/notices", given | {"proof": proof})
    assert (answer.status_code, answer.json()["state"]) == (201, "received")
    assert answer["RateLimit-Policy"] == '"notices";q=10;w=600'
    again = anyone("POST", "/api/v1/notices", given | {"proof": proof})
    assert (again.status_code, list(again.json()["fields"])) == (422, ["proof"])


def test_a_notice_that_lacks_something_says_where(world: World, anyone: Caller) -> None:
    given = {"items": [{"where": "https://paper.example/", "text": ""}], "good_faith": True}
    answer = anyone("POST", "/api/v1/notices", given)
    assert (answer.status_code, set(answer.json()["fields"])) == (
        422,
        {"items.0.where", "items.0.law", "items.0.text", "name", "email"},
    )


def answer_to(challenge: str, bits: int) -> str:
    tries = (str(number) for number in count())
    return next(t for t in tries if zero_bits(sha256(f"{challenge}:{t}".encode()).digest()) >= bits)
