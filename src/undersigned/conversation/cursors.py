"""Marks of a place in an ordered list: the last value shown and, between equals, the last id."""

import base64
import binascii
from datetime import UTC, datetime
from uuid import UUID

from undersigned.kernel.errors import Invalid


def mark(value: datetime | int, last_id: UUID) -> str:
    """Where the next page begins."""
    said = value.isoformat() if isinstance(value, datetime) else str(value)
    return base64.urlsafe_b64encode(f"{said}|{last_id}".encode()).decode().rstrip("=")


def place(cursor: str, *, is_moment: bool) -> tuple[datetime | int, UUID]:
    """The value and id that a mark names.

    Errors  Invalid(after)
    """
    try:
        said, _, last_id = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition("|")
        value = datetime.fromisoformat(said).astimezone(UTC) if is_moment else int(said)
        return value, UUID(last_id)
    except (ValueError, OverflowError, binascii.Error):
        raise Invalid({"after": ["unknown"]}) from None
