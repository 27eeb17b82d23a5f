"""The one place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment, aware, UTC; inside `as_of`, the moment told there."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Acts done inside carry this moment: for conversations that took place before they came here.

    Used by the demonstration and by importers, never by a door.
    """
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
