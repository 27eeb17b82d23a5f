"""A public answer sealed once and served many times: its bytes, packed and plain, with their headers."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import brotli
import zstandard

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    Headers = list[tuple[bytes, bytes]]

JSON = "application/json"
# Closing and removal show everywhere within a second, so a shared cache keeps what they touch no longer.
LIVE_SECONDS = 1
EVERYTHING = "undersigned"
PURGED_SECONDS = 30  # what a purge that was lost can do at most, twice
PACKED = (b"br", b"zstd", b"gzip")  # the first that is accepted
EXPOSED = "ETag, Content-Language, Retry-After"


class Asked(NamedTuple):
    """One first page. Shape  form: "conversation" (JSON) or "conversation.html"; language: "" for any"""

    community: str
    story: str
    form: str
    sort: str
    language: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One answer as it leaves.

    Shape  forms: by encoding (b"" is plain), headers and body; version: of the topic it was read at;
           topic: whose; topics: what changes it; until: when the clock alone changes it
    """

    etag: bytes
    forms: Mapping[bytes, tuple[Headers, bytes]]
    unchanged: Headers
    version: int
    topic: UUID | None
    topics: frozenset[UUID]
    until: datetime | None


def encoded(content: Any) -> str:
    """JSON as it is sent everywhere: no spaces, letters as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def etag(body: bytes) -> str:
    """Weak: packed and plain, it is the same answer."""
    return f'W/"{sha256(body).hexdigest()[:32]}"'


def cache_control(shared_seconds: int) -> str:
    """A browser asks each time; a shared cache may answer for so long."""
    return f"public, max-age=0, s-maxage={shared_seconds}, must-revalidate"


def caching(
    topics: Collection[UUID], shared_seconds: int = LIVE_SECONDS, *, is_purged: bool
) -> dict[str, str]:
    """The headers for shared caches of an answer that these topics change.

    Where caches are told what to purge they may keep it, and bridge the moment of fetching it anew.
    """
    if not is_purged or not topics:
        return {"cache-control": cache_control(shared_seconds)}
    kept = f"s-maxage={PURGED_SECONDS}, stale-while-revalidate={PURGED_SECONDS}"
    return {"cache-control": f"public, max-age=0, {kept}", "surrogate-key": surrogate_keys(topics)}


def surrogate_keys(topics: Iterable[UUID]) -> str:
    """Under which keys a cache files an answer that these topics change."""
    return " ".join([EVERYTHING, *sorted(map(surrogate_key, topics))])


def surrogate_key(topic: UUID) -> str:
    return f"{EVERYTHING}-{topic.hex}"


def seal(
    body: bytes,
    content_type: str,
    *,
    language: str = "",
    version: int = 0,
    topic: UUID | None = None,
    topics: frozenset[UUID] = frozenset(),
    until: datetime | None = None,
    is_purged: bool = False,
    **more: str,
) -> Snapshot:
    """Pack a body in every encoding, once.

    Shape  language: of what people read in it; is_purged: shared caches are told what moves;
           more: further headers, with _ for -
    """
    tag = etag(body)
    shared = {
        **caching(topics, is_purged=is_purged),
        "etag": tag,
        "vary": "Accept-Encoding, Accept-Language",
        "access-control-allow-origin": "*",
        "access-control-expose-headers": EXPOSED,
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    if language:
        shared["content-language"] = language
    common = [(name.encode(), value.encode()) for name, value in shared.items()]
    typed = [*common, (b"content-type", content_type.encode())]
    bodies = {
        b"": body,
        b"br": brotli.compress(body, quality=5),
        b"zstd": zstandard.compress(body, 6),
        b"gzip": gzip.compress(body, 6, mtime=0),
    }
    forms = {
        name: (
            [*typed, (b"content-length", str(len(packed)).encode())]
            + ([(b"content-encoding", name)] if name else []),
            packed,
        )
        for name, packed in bodies.items()
    }
    return Snapshot(tag.encode(), forms, common, version, topic, topics, until)


def accepted(header: bytes) -> bytes:
    """Which encoding an `Accept-Encoding` asks for; plain where none of ours is wanted."""
    weights: dict[bytes, float] = {}
    for part in header.lower().split(b","):
        name, _, parameters = part.partition(b";")
        weights[name.strip()] = _weight(parameters)
    wanted = [(weights.get(name, weights.get(b"*", 0.0)), name) for name in PACKED]
    best, name = max(wanted, key=lambda each: each[0])  # of equal ones the first
    return name if best > 0 else b""


def _weight(parameters: bytes) -> float:
    """What `;q=` says; 1 where it says nothing, or nothing that can be read."""
    said = parameters.replace(b" ", b"")
    try:
        return float(said[2:]) if said.startswith(b"q=") else 1.0
    except ValueError:
        return 1.0


def packed(body: bytes, encoding: bytes) -> bytes:
    """A body in one encoding, for once."""
    if encoding == b"br":
        return bytes(brotli.compress(body, quality=4))
    return zstandard.compress(body, 3) if encoding == b"zstd" else gzip.compress(body, 5, mtime=0)
