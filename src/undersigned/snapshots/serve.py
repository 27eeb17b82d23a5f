"""The fast read: first pages, counts and the live stream, answered before Django is asked anything.

An ASGI application around the rest. It answers what is the same for everybody from memory, and lets
through whatever it does not know: deeper pages, refusals, everything that is somebody's own.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from django.db import DatabaseError

from undersigned.kernel.errors import Refused
from undersigned.live.hearing import Hearing

from .addresses import conversation_at
from .counting import Counts
from .readers import Readers
from .sealing import Asked, accepted
from .store import Store
from .streaming import Streams

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from uuid import UUID

    from .sealing import Snapshot

    Scope = dict[str, Any]
    Receive = Callable[[], Awaitable[Mapping[str, Any]]]
    Send = Callable[[Mapping[str, Any]], Awaitable[None]]
    Place = tuple[str, str, str, str]  # community, story, form, sort
    Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SORTS = frozenset(("newest", "oldest", "discussed", "recommended", "picks"))
BEGINNING = "/api/v1/co"  # of communities and of counts
COUNTS = "/api/v1/counts"
READS = frozenset(("GET", "HEAD"))
REMEMBERED = 20_000  # spellings of an address or a header


class FastRead:
    """The door of a process. Shape  builders and language_of: as `Memory` has them"""

    def __init__(
        self,
        application: Application,
        builders: Mapping[str, Callable[[Asked], Snapshot]],
        language_of: Callable[[str], str | None],
    ) -> None:
        self.application = application
        self.builders = builders
        self.language_of = language_of
        self.memory: Memory | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(BEGINNING) and scope["method"] in READS:
            if self.memory is None:  # with the first request: now there is a loop to belong to
                self.memory = Memory(self.builders, self.language_of)
            if await self.memory.answer(scope, receive, send):
                return
        await self.application(scope, receive, send)

    def end_streams(self) -> None:
        """Let live readers go, from any thread: the process is about to."""
        if self.memory is not None:
            self.memory.loop.call_soon_threadsafe(self.memory.streams.end)


class Memory:
    """What one process has in memory, and how it hears that something changed.

    Shape  builders: by form, what builds its snapshot; language_of: what an Accept-Language asks for
    """

    def __init__(
        self, builders: Mapping[str, Callable[[Asked], Snapshot]], language_of: Callable[[str], str | None]
    ) -> None:
        self.language_of = language_of
        self.places: dict[tuple[str, bytes], Place | None] = {}
        self.languages: dict[bytes, str] = {}
        self.encodings: dict[bytes, bytes] = {}
        self.loop = asyncio.get_running_loop()
        self.readers = Readers()
        self.store: Store[Asked] = Store(lambda asked: builders[asked.form](asked), self.readers)
        self.counts = Counts(self.readers)
        self.streams = Streams(self.readers)
        self.hearing = Hearing(self._heard)
        self.hearing.start()

    def stop(self) -> None:
        """Let go of threads and their connections; a process that ends need not."""
        self.hearing.stop()
        self.readers.stop()

    def _heard(self, topics: frozenset[UUID] | None) -> None:
        self.loop.call_soon_threadsafe(self._changed, topics)

    def _changed(self, topics: frozenset[UUID] | None) -> None:
        self.store.changed(topics)
        self.counts.changed(topics)
        self.streams.changed(topics)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Whether it was answered here."""
        if scope["path"] == COUNTS:
            try:
                found = await self.counts.snapshot(scope["query_string"])
            except DatabaseError:
                return False
            return found is not None and await _send(scope, send, found, self._encoding(scope))
        place = self._place(scope["path"], scope["query_string"])
        if place is None:
            return False
        community, story, form, sort = place
        if form == "live":
            return await self._stream(scope, receive, send, community, story)
        asked = Asked(community, story, form, sort, self._language(scope))
        found = await self._snapshot(asked)
        return found is not None and await _send(scope, send, found, self._encoding(scope))

    async def _snapshot(self, asked: Asked) -> Snapshot | None:
        """None for what there is not, or cannot be read now: Django says so in words."""
        found = self.store.ready(asked)
        if found is not None:
            return found
        try:
            return await self.store.wait(asked)
        except (Refused, DatabaseError):
            return None

    async def _stream(self, scope: Scope, receive: Receive, send: Send, community: str, story: str) -> bool:
        language = self._language(scope)
        found = await self._snapshot(Asked(community, story, "conversation", "newest", language))
        if found is None or found.topic is None:
            return False
        seen = _seen(scope)
        await self.streams.serve(
            scope, receive, send, (found.topic, language), found.version if seen is None else seen
        )
        return True

    def _place(self, path: str, query: bytes) -> Place | None:
        """None for an address that is not answered here."""
        key = (path, query)
        try:
            return self.places[key]
        except KeyError:
            found = self.places.setdefault(key, _recognised(path, query))
            if len(self.places) > REMEMBERED:
                self.places.clear()
            return found

    def _language(self, scope: Scope) -> str:
        header = _header(scope, b"accept-language")
        found = self.languages.get(header)
        if found is None:
            if len(self.languages) > REMEMBERED:
                self.languages.clear()
            found = self.languages[header] = self.language_of(header.decode("latin-1")) or ""
        return found

    def _encoding(self, scope: Scope) -> bytes:
        header = _header(scope, b"accept-encoding")
        found = self.encodings.get(header)
        if found is None:
            if len(self.encodings) > REMEMBERED:
                self.encodings.clear()
            found = self.encodings[header] = accepted(header)
        return found


def _recognised(path: str, query: bytes) -> Place | None:
    place = conversation_at(path)
    if place is None:
        return None
    given = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    if place[2] == "live":
        return (*place, "")
    sort = given.pop("sort", "newest")
    return (*place, sort) if not given and sort in SORTS else None


def _seen(scope: Scope) -> int | None:
    """The version that a listener says it has; the header, by which a browser comes again, is newer."""
    given = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    said = _header(scope, b"last-event-id").decode("latin-1") or given.get("after", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None


def _header(scope: Scope, name: bytes) -> bytes:
    for given, value in scope["headers"]:
        if given == name:
            found: bytes = value
            return found
    return b""


async def _send(scope: Scope, send: Send, found: Snapshot, encoding: bytes) -> bool:
    """The bytes, or that whoever asks has them already. Always true: it was answered."""
    known = _header(scope, b"if-none-match")
    if known and (found.etag[2:] in known or known == b"*"):  # compared weakly: W/ does not count
        await send({"type": "http.response.start", "status": 304, "headers": found.unchanged})
        await send({"type": "http.response.body", "body": b""})
        return True
    headers, body = found.forms[encoding]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})
    return True
