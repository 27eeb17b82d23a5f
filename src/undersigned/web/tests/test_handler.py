"""A request is answered whole, by one thread, with a connection that is kept."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from undersigned.web.handler import PooledHandler

Answer = tuple[int, list[tuple[bytes, bytes]], bytes]


def ask(handler: PooledHandler, *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What the handler sends for a request that comes in these messages."""
    incoming, sent = list(messages), []

    async def receive() -> dict[str, Any]:
        return incoming.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/x", "headers": [], "query_string": b""}
    asyncio.run(handler(scope, receive, send))
    return sent


@pytest.fixture
def handler() -> Iterator[Callable[[Callable[[HttpRequest], HttpResponseBase]], PooledHandler]]:
    made: list[PooledHandler] = []

    def make(view: Callable[[HttpRequest], HttpResponseBase]) -> PooledHandler:
        handler = PooledHandler()
        handler._middleware_chain = view  # type: ignore[attr-defined] # Django’s own
        made.append(handler)
        return handler

    yield make
    for each in made:
        each.threads.submit(lambda: connection.close()).result()  # noqa: PLW0108 - the connection of that thread
        each.threads.shutdown()


def whole(message: bytes) -> dict[str, Any]:
    return {"type": "http.request", "body": message, "more_body": False}


def test_body_status_headers_and_cookies_come_and_go(handler: Any) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(request.body.upper(), status=201, headers={"X-Name": "Loch"})
        answer.set_cookie("seen", "yes", secure=True)
        return answer

    part = {"type": "http.request", "body": b"on the ", "more_body": True}
    start, body = ask(handler(view), part, whole(b"quay"))
    assert (start["status"], body["body"]) == (201, b"ON THE QUAY")
    assert (b"X-Name", b"Loch") in start["headers"]
    assert (b"Set-Cookie", b"seen=yes; Path=/; Secure") in start["headers"]


def test_what_would_be_streamed_is_sent_whole(handler: Any) -> None:
    _, body = ask(handler(lambda _: StreamingHttpResponse(iter([b"a", b"b"]))), whole(b""))
    assert body == {"type": "http.response.body", "body": b"ab"}


def test_whoever_leaves_before_the_body_is_there_is_not_answered(handler: Any) -> None:
    assert ask(handler(lambda _: HttpResponse()), {"type": "http.disconnect"}) == []


@pytest.mark.django_db(transaction=True)
def test_a_thread_keeps_its_connection_from_one_request_to_the_next(
    handler: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("undersigned.web.handler.THREADS", 1)
    seen: list[tuple[int, Any]] = []

    def view(_request: HttpRequest) -> HttpResponse:
        connection.ensure_connection()
        seen.append((threading.get_ident(), connection.connection))
        return HttpResponse()

    made = handler(view)
    ask(made, whole(b""))
    ask(made, whole(b""))
    assert seen[0] == seen[1]
    assert seen[0][0] != threading.get_ident()
