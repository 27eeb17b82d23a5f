"""A server with nothing to do: the bytes of one answer, from memory. The measure of what granian allows."""

import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

GIVEN = os.environ["BARE"]
BODY = Path(f"{GIVEN}.bytes").read_bytes()
HEADERS = [
    (name.encode(), value.encode())
    for name, value in json.loads(Path(f"{GIVEN}.json").read_text())["headers"].items()
]


async def application(
    _scope: dict[str, Any],
    _receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Whatever is asked."""
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})
