"""Django behind ASGI, the whole of a request in one thread of a few.

Django's own handler gives every request a thread, and so a connection to the database that is made for it
and lost with it, and goes from loop to thread and back at each middleware that is not asynchronous. None
of ours is: here a request crosses once, to a thread that keeps its connection.
"""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import IO, Any

from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from .limits import Receive, Send

THREADS = 4  # and as many connections, at most; more would only wait for one another's turn in Python

Headers = list[tuple[bytes, bytes]]


class PooledHandler(ASGIHandler):
    """An ASGI application for http alone; what it answers is whole before it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="requests")

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002 - Django's
        """All of it synchronous."""
        super().load_middleware(is_async=False)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        loop, context = asyncio.get_running_loop(), copy_context()
        status, headers, content = await loop.run_in_executor(
            self.threads, context.run, self._answer, scope, body
        )
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _answer(self, scope: Mapping[str, Any], body: IO[bytes]) -> tuple[int, Headers, bytes]:
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        with body:
            request, refused = self.create_request(scope, body)
            response: Any = refused if request is None else self.get_response(request)
            content = response.content if isinstance(response, HttpResponse) else b"".join(response)
            response.close()  # and with it the request, and a connection that has grown old
        return response.status_code, _headers(response), content


def _headers(response: HttpResponseBase) -> Headers:
    plain = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    cookies = [
        (b"Set-Cookie", cookie.output(header="").strip().encode("ascii"))
        for cookie in response.cookies.values()
    ]
    return plain + cookies
