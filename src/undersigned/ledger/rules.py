"""How an act becomes a line of the chain: what it may tell, and how it is hashed."""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from undersigned.ledger.errors import NotForTheLedger

GENESIS = "0" * 64

Scalar = bool | int | float | str | UUID | datetime | None
Fact = Scalar | list[Scalar] | tuple[Scalar, ...]
Facts = dict[str, Fact]

ACT = re.compile(r"[a-z][a-z-]*:[a-z][a-z-]*")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
CODE = re.compile(r"[a-z0-9][a-z0-9._:+/-]{0,63}")
LARGEST = 10**15


def moment(at: datetime) -> str:
    """An aware time as UTC ISO 8601 with microseconds, always of the same length."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(
    *,
    position: int,
    at: datetime,
    act: str,
    actor_kind: str,
    actor_id: UUID | None,
    subject_id: UUID,
    community_id: UUID | None,
    facts: Mapping[str, Any],
    previous_hash: str,
) -> str:
    """SHA-256, hex, of every field as canonical JSON: sorted keys, no spaces, ASCII."""
    fields = {
        "position": position,
        "at": moment(at),
        "act": act,
        "actor_kind": actor_kind,
        "actor_id": actor_id and str(actor_id),
        "subject_id": str(subject_id),
        "community_id": community_id and str(community_id),
        "facts": facts,
        "previous_hash": previous_hash,
    }
    return hashlib.sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def hashed(text: str) -> str | None:
    """What an entry tells of a text: its SHA-256, hex; None of an empty one."""
    return hashlib.sha256(text.encode()).hexdigest() if text else None


def bound(*parts: Any) -> str:
    """What an entry tells of several values together, texts among them: none is found again by itself."""
    canonical = json.dumps(parts, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def check_act(act: str) -> None:
    """Errors  NotForTheLedger unless the act reads `subject:verb`"""
    if len(act) > 60 or not ACT.fullmatch(act):
        raise NotForTheLedger(f"an act reads subject:verb, not {act[:60]!r}")


def plain(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts as JSON that every database gives back unchanged.

    Shape   ids, hashes, codes, numbers, times, and flat lists of them
    Errors  NotForTheLedger for anything that could be a name or a text; its message holds none of it
    """
    told: dict[str, Any] = {}
    for name, fact in facts.items():
        if not NAME.fullmatch(name):
            raise NotForTheLedger("a fact is named in small letters")
        told[name] = (
            [_scalar(name, one) for one in fact] if isinstance(fact, list | tuple) else _scalar(name, fact)
        )
    return told


def _scalar(name: str, value: Any) -> bool | int | float | str | None:
    match value:
        case None | bool():
            return value
        case UUID():
            return str(value)
        case datetime() if value.tzinfo:
            return moment(value)
        case int() if abs(value) <= LARGEST:
            return int(value)
        case float() if math.isfinite(value) and abs(value) <= LARGEST:
            return value + 0.0  # a negative zero does not come back from every database
        case str() if CODE.fullmatch(value):
            return str(value)
    raise NotForTheLedger(f"{name}: ids, hashes, numbers and codes only ({type(value).__name__})")
