"""Many listeners of one conversation: `python -m bench.listeners PORT PATH NUMBER`.

Opens them, says so, and then, for each line it is given, how long after it every one had heard of a change.
"""

import asyncio
import json
import resource
import sys
import time

from bench.sides import HOST

AT_ONCE = 200
HEARD_SECONDS = 30


class Listener(asyncio.Protocol):
    """One open stream. Shape  heard: when the last event came"""

    def __init__(self, path: str, opened: asyncio.Semaphore) -> None:
        self.path, self.opened = path, opened
        self.is_open = False
        self.heard = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        request = f"GET {self.path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/event-stream\r\n\r\n"
        transport.write(request.encode())

    def data_received(self, data: bytes) -> None:
        if not self.is_open:
            self.is_open = True
            self.opened.release()
        if b"event: " in data:
            self.heard = time.time()


async def listen(port: int, path: str, number: int) -> None:
    """Open them, then answer each line with what was heard after it."""
    loop = asyncio.get_running_loop()
    opened = asyncio.Semaphore(AT_ONCE)
    listeners: list[Listener] = []
    for _ in range(number):
        await opened.acquire()
        _, listener = await loop.create_connection(lambda: Listener(path, opened), HOST, port)
        listeners.append(listener)
    for _ in range(AT_ONCE):
        await opened.acquire()
    say({"open": sum(listener.is_open for listener in listeners)})
    while line := await asyncio.to_thread(sys.stdin.readline):
        since = float(line)
        until = time.time() + HEARD_SECONDS
        while time.time() < until and any(each.heard < since for each in listeners):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        after = sorted(each.heard - since for each in listeners if each.heard >= since)
        say({"heard": len(after), "last": after[-1] if after else 0})


def say(found: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(listen(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
