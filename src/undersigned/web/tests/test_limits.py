"""No more of a body is read than is accepted."""

import asyncio
import json
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from undersigned.web.limits import BodyLimit, Counted, Message

LIMIT: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def talk(chunks: list[bytes], headers: list[tuple[bytes, bytes]]) -> tuple[list[Message], int, int]:
    """What an application that reads everything would have read, and what was answered."""
    coming: Iterator[bytes] = iter(chunks)
    answered: list[Message] = []
    read, asked = 0, 0

    async def receive() -> Message:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": next(coming), "more_body": asked < len(chunks)}

    async def send(message: Message) -> None:
        answered.append(message)

    async def application(scope: Message, receive: object, send: object) -> None:
        nonlocal read
        while True:
            message = await receive()  # type: ignore[operator] # as ASGI has it
            if message["type"] == "http.disconnect":
                return
            read += len(message["body"])
            if not message["more_body"]:
                await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator] # as ASGI has it
                return

    asyncio.run(BodyLimit(application)({"type": "http", "headers": headers}, receive, send))
    return answered, read, asked


def test_a_body_within_the_limit_passes() -> None:
    answered, read, _ = talk([b"x" * 1000, b"y"], [])
    assert (answered[0]["status"], read) == (200, 1001)


def test_a_body_of_untold_length_is_cut_at_the_limit() -> None:
    answered, read, asked = talk([b"x" * LIMIT, b"y", b"never read"], [])
    assert (answered[0]["status"], read, asked) == (413, LIMIT, 2)
    assert json.loads(answered[1]["body"])["type"].endswith("/problems/too-long")


def test_a_body_told_to_be_too_long_is_not_read_at_all() -> None:
    _, read, asked = talk([b"x" * 10], [(b"Content-Length", str(LIMIT + 1).encode())])
    assert (read, asked) == (0, 0)


def test_and_is_let_go_while_django_waits_for_the_caller_to_leave() -> None:
    coming = iter([{"type": "http.request", "body": b"x"}] * 3 + [{"type": "http.disconnect"}])

    async def receive() -> Message:
        return next(coming)

    async def told() -> list[str]:
        counted = Counted(receive, LIMIT, is_read=False)
        return [(await counted())["type"], (await counted())["type"]]

    assert asyncio.run(told()) == ["http.request", "http.disconnect"]


@pytest.mark.django_db
def test_and_django_says_so_in_the_readers_words() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    answer = client.post("/problems/", {"text": "x" * LIMIT}, headers={"accept": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("/problems/too-long")
