"""Identifiers: UUIDv7, so that rows sort by birth and indexes stay compact."""

from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7

RANDOM_BITS = 80


def new_id() -> UUID:
    """A fresh UUIDv7 (RFC 9562)."""
    return uuid7()


def earliest_id(at: datetime) -> UUID:
    """Smaller than every id made at this moment or later: where to begin reading from a time on."""
    return UUID(int=int(at.timestamp() * 1000) << RANDOM_BITS)


def made_at(id_: UUID) -> datetime:
    """When an id was made, to the millisecond."""
    return datetime.fromtimestamp((id_.int >> RANDOM_BITS) / 1000, UTC)
