"""A newsroom's own system: it signs people in, and registers stories in its own community."""

from typing import Any

import pytest
from django.conf import settings

from tests import cast
from undersigned.api import openapi
from undersigned.api.tests.callers import Caller
from undersigned.api.tests.world import NOON, World, signed
from undersigned.ledger.models import Entry
from undersigned.stories.models import Story

STORIES = "/api/v1/communities/news/stories"
AUDIENCE = f"{settings.BASE_URL}{STORIES}"
BODY: dict[str, Any] = openapi.example("put_story")["body"]


def put(token: str, path: str = f"{STORIES}/ferry") -> Any:
    return Caller(authorization=f"Bearer {token}")("PUT", path, BODY)


def test_its_key_registers_a_story(world: World) -> None:
    assert put(signed(aud=AUDIENCE)).status_code == 201
    assert put(signed(aud=AUDIENCE)).status_code == 200
    assert Entry.objects.get().actor_kind == "newsroom"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"aud": settings.BASE_URL}, "wrong-audience"),
        ({"aud": AUDIENCE, "exp": int(NOON.timestamp()) - 1}, "too-old"),
        ({"aud": AUDIENCE, "exp": int(NOON.timestamp()) + 301}, "too-long-lived"),
        ({"aud": AUDIENCE, "iat": None}, "claim-missing"),
    ],
)
def test_a_token_for_something_else_registers_none(world: World, claims: dict[str, Any], reason: str) -> None:
    answer = put(signed(**claims))
    assert (answer.status_code, answer.json()["reason"]) == (401, reason)
    assert not Story.objects.filter(key="ferry").exists()


def test_its_key_opens_no_other_community(world: World) -> None:
    cast.community("gazette")
    path = "/api/v1/communities/gazette/stories"
    answer = put(signed(aud=f"{settings.BASE_URL}{path}"), f"{path}/ferry")
    assert (answer.status_code, answer.json()["reason"]) == (401, "unknown-key")


def test_its_key_opens_no_other_call(world: World) -> None:
    caller = Caller(authorization=f"Bearer {signed(aud=AUDIENCE)}")
    assert caller.get("/api/v1/me").status_code == 401
    assert caller("PUT", f"{STORIES}/river/closure", {"reason": "Mine."}).status_code == 401


def test_a_token_for_the_stories_signs_nobody_in(world: World, anyone: Caller) -> None:
    reader = {"jti": "1", "sub": "reader-41", "email": "noor@demo.example", "first_name": "Noor"}
    answer = anyone.post("/api/v1/session/exchange", {"token": signed(aud=AUDIENCE, **reader)})
    assert (answer.status_code, answer.json()["reason"]) == (401, "wrong-audience")


def test_who_was_vouched_for_may_write(world: World, anyone: Caller) -> None:
    example = openapi.example("exchange_session")
    token = anyone.post("/api/v1/session/exchange", example["body"]).json()["session_token"]
    me = Caller(authorization=f"Bearer {token}").get("/api/v1/me").json()
    assert (me["name"]["full"], me["email_confirmed"], me["standing"]) == ("Noor van Dijk", True, [])
    again = anyone.post("/api/v1/session/exchange", example["body"])
    assert (again.status_code, again.json()["reason"]) == (401, "spent")
