"""How much of a request is read at all: Django would keep a body of any size before it looks."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.conf import settings

from undersigned.kernel.errors import TooLong
from undersigned.web import problems

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


class BodyLimit:
    """An ASGI application that reads no more of a body than Django accepts.

    A length that is told beforehand is left to Django, which refuses by that number and need not
    have the body; one that is not told is counted as it comes.
    """

    def __init__(self, application: Application) -> None:
        self.application = application
        self.limit: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        told = _told_length(scope)
        counted = Counted(receive, self.limit, is_read=told is None or told <= self.limit)
        await self.application(scope, counted, send)
        if counted.is_over:
            await self._refuse(send)

    async def _refuse(self, send: Send) -> None:
        body = json.dumps(problems.problem(TooLong())).encode()
        kind = [
            (b"content-type", problems.PROBLEM_TYPE.encode()),
            (b"access-control-allow-origin", b"*"),  # nothing in it is anybody's
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": TooLong.status, "headers": kind})
        await send({"type": "http.response.body", "body": body})


class Counted:
    """The incoming messages, up to the limit; then as if the caller had gone."""

    def __init__(self, receive: Receive, limit: int, *, is_read: bool) -> None:
        self.receive = receive
        self.left = limit
        self.is_read = is_read
        self.is_skipped = False
        self.is_over = False

    async def __call__(self) -> Message:
        if not self.is_read and not self.is_skipped:
            self.is_skipped = True
            return {"type": "http.request", "body": b"", "more_body": False}
        message = await self.receive()
        while self.is_skipped and message["type"] == "http.request":
            message = await self.receive()  # let go as it comes, for Django thinks the body over
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            self.is_over = True
            return {"type": "http.disconnect"}
        return message


def _told_length(scope: Message) -> int | None:
    """The Content-Length, if there is a usable one."""
    for name, value in scope["headers"]:
        if name.lower() == b"content-length" and value.isdigit():
            return int(value)
    return None
