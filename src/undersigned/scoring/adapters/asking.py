"""Asking another scorer over HTTP: one request, one answer, within so many seconds altogether.

Where is asked is the operator's word alone, so an address on the newsroom's own network is meant. No
redirect is followed, and no more is read than an answer can hold.
"""

import contextlib
import http.client
import json
import socket
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from .errors import NoOpinion, Why

LARGEST_BYTES = 200_000
STATUSES: dict[int, Why] = {429: "busy"}


def ask(url: str, body: Any, key: str, seconds: float) -> Any:
    """What a POST of JSON is answered, as JSON.

    Shape   key: sent as a bearer token, empty for none
    Errors  NoOpinion
    """
    ends_at = time.monotonic() + seconds
    try:
        answer = _answer(url, json.dumps(body).encode(), key, ends_at)
    except (OSError, http.client.HTTPException):
        raise NoOpinion("timeout" if time.monotonic() >= ends_at else "unreachable") from None
    try:
        return json.loads(answer, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise NoOpinion("timeout" if time.monotonic() >= ends_at else "nonsense") from None


def _answer(url: str, body: bytes, key: str, ends_at: float) -> bytes:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(str(parts.hostname), parts.port, timeout=_left(ends_at))
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    headers |= {"Authorization": f"Bearer {key}"} if key else {}
    with contextlib.closing(connection):
        connection.connect()
        # A server that sends a byte now and then keeps every read within its limit: the whole has one, too.
        timer = threading.Timer(_left(ends_at), _shut, [connection.sock])
        timer.daemon = True
        timer.start()
        try:
            connection.request("POST", parts._replace(scheme="", netloc="").geturl() or "/", body, headers)
            with connection.getresponse() as answer:
                if answer.status != http.HTTPStatus.OK:
                    raise NoOpinion(STATUSES.get(answer.status, "refused"))
                told = answer.read(LARGEST_BYTES + 1)
        finally:
            timer.cancel()
    if len(told) > LARGEST_BYTES:
        raise NoOpinion("nonsense")
    return told


def _left(ends_at: float) -> float:
    return max(0.001, ends_at - time.monotonic())


def _shut(held: socket.socket) -> None:
    with contextlib.suppress(OSError):
        socket.socket.shutdown(held, socket.SHUT_RDWR)  # under TLS too, without a farewell


def _no_number(name: str) -> Any:
    raise ValueError(name)
