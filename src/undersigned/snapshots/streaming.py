"""The live stream: one subscription a page, told at most once a second of what its story has become.

Every listener of a story walks the same chain of frames. Whoever falls too far behind is let go: the
browser comes again by itself, and says what it has seen.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from . import reads

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from uuid import UUID

    from .readers import Readers
    from .sealing import Headers

    Key = tuple[UUID, str]
    Receive = Callable[[], Awaitable[Mapping[str, Any]]]
    Send = Callable[[Mapping[str, Any]], Awaitable[None]]

COALESCE_SECONDS = 1.0
BEAT_SECONDS = 20.0
BEAT = b":\n\n"
HELLO = b"retry: 3000\n\n"
END = b""  # after it comes nothing more
LAG = 32  # frames a listener may be behind
HEADERS: Headers = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"access-control-allow-origin", b"*"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Link:
    """One frame and, once there is one, the next. Shape  number: grows by one"""

    __slots__ = ("frame", "next", "number")

    def __init__(self, number: int, frame: bytes) -> None:
        self.number = number
        self.frame = frame
        self.next: asyncio.Future[Link] = asyncio.get_running_loop().create_future()


class Channel:
    """What the listeners of one story in one language hear. Shape  version: told so far"""

    def __init__(self, version: int) -> None:
        self.version = version
        self.last = Link(0, b"")
        self.listeners = 0
        self.told_at = float("-inf")
        self.planned: asyncio.TimerHandle | None = None
        self.telling: asyncio.Task[None] | None = None
        self.is_behind = False

    def append(self, frame: bytes) -> None:
        """The frame reaches every listener."""
        link = Link(self.last.number + 1, frame)
        self.last.next.set_result(link)
        self.last = link


class Streams:
    """The streams of one process."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers
        self.loop = asyncio.get_running_loop()
        self.channels: dict[Key, Channel] = {}
        self.loop.call_later(BEAT_SECONDS, self._beat)

    def changed(self, topics: frozenset[UUID] | None) -> None:
        """Tell the listeners soon; None: of anything that may have been missed."""
        for key, channel in self.channels.items():
            if topics is None or key[0] in topics:
                self._plan(key, channel)

    def end(self) -> None:
        """Let every listener go: the process is about to. Their browsers come again by themselves."""
        for channel in self.channels.values():
            channel.append(END)

    async def serve(self, scope: dict[str, Any], receive: Receive, send: Send, key: Key, seen: int) -> None:
        """Tell one listener for as long as it stays. Shape  seen: the version it has"""
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        channel = self._join(key, seen)
        gone = asyncio.ensure_future(_gone(receive))
        try:
            link = channel.last
            await _chunk(send, HELLO)
            if seen != channel.version:
                _, frame = await self.readers.read(lambda: reads.frame(key[0], seen, key[1]))
                await _chunk(send, frame)
            await _follow(channel, link, gone, send)
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            self._leave(key, channel)

    def _join(self, key: Key, seen: int) -> Channel:
        channel = self.channels.get(key)
        if channel is None:
            channel = self.channels[key] = Channel(seen)
            self._plan(key, channel)
        channel.listeners += 1
        return channel

    def _leave(self, key: Key, channel: Channel) -> None:
        channel.listeners -= 1
        if not channel.listeners and self.channels.get(key) is channel:
            del self.channels[key]
            if channel.planned is not None:
                channel.planned.cancel()

    def _plan(self, key: Key, channel: Channel) -> None:
        """At once after a quiet second; else when the second is over."""
        channel.is_behind = True
        if channel.planned is None and channel.telling is None:
            wait = max(0.0, channel.told_at + COALESCE_SECONDS - self.loop.time())
            channel.planned = self.loop.call_later(wait, self._begin, key, channel)

    def _begin(self, key: Key, channel: Channel) -> None:
        channel.planned = None
        channel.telling = self.loop.create_task(self._tell(key, channel))

    async def _tell(self, key: Key, channel: Channel) -> None:
        channel.is_behind = False
        try:
            seen = channel.version
            version, frame = await self.readers.read(lambda: reads.frame(key[0], seen, key[1]))
            channel.version = version
            if frame:
                channel.append(frame)
        except Exception:  # noqa: BLE001 - the database is away: hearing says so, and calls again
            channel.is_behind = True
        finally:
            channel.telling = None
            channel.told_at = self.loop.time()
        if channel.is_behind:
            self._plan(key, channel)

    def _beat(self) -> None:
        """A sign of life, by which proxies keep the connection and the server notices who has gone."""
        for channel in self.channels.values():
            channel.append(BEAT)
        self.loop.call_later(BEAT_SECONDS, self._beat)


async def _follow(channel: Channel, link: Link, gone: asyncio.Future[None], send: Send) -> None:
    """Send every frame after a link, until the listener has gone or fallen behind."""
    while channel.last.number - link.number <= LAG:
        if not link.next.done():
            await asyncio.wait((gone, link.next), return_when=asyncio.FIRST_COMPLETED)
        if gone.done():
            return
        link = link.next.result()
        if link.frame == END:
            return
        await _chunk(send, link.frame)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _chunk(send: Send, body: bytes) -> None:
    if body:
        await send({"type": "http.response.body", "body": body, "more_body": True})
