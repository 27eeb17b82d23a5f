"""What this room refuses."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from undersigned.kernel.errors import Refused


class NameNotAccepted(Refused):
    """No living person could be called this, or it could not be read; a display name that tells too much
    of a young person, or is somebody else's.

    Shape  reasons: [{"field": "first_name" | "last_name" | "display_name", "reason": code of
           `writing.Fault` or `display_names.TooTelling`, or "someone-elses"}]; fields: the same by
           field, to be put into words; display_name: the one refused
    """

    code, status = "name-not-accepted", 422

    def __init__(self, reasons: Iterable[tuple[str, str]], **data: Any) -> None:
        told = [{"field": field, "reason": str(reason)} for field, reason in reasons]
        fields: dict[str, list[str]] = {}
        for entry in told:
            fields.setdefault(entry["field"], []).append(entry["reason"])
        super().__init__(reasons=told, fields=fields, **data)


class DisplayNameMissing(Refused):
    """A youth community signs with a chosen display name, and none is chosen yet."""

    code, status = "display-name-missing", 409


class HasStanding(Refused):
    """Whoever works at the desk ends that before they erase their account."""

    code, status = "has-standing", 409


class EmailNotConfirmed(Refused):
    code, status = "email-not-confirmed", 403


class EmailTaken(Refused):
    """Told to operators and newsrooms only; a reader is answered the same either way."""

    code, status = "email-taken", 409


class Suspended(Refused):
    """Shape  until: ISO 8601, aware UTC"""

    code, status = "suspended", 403

    def __init__(self, until: datetime, **data: Any) -> None:
        super().__init__(until=until.isoformat(), **data)


class Banned(Refused):
    code, status = "banned", 403


class TokenNotAccepted(Refused):
    """A newsroom's signed token that cannot be relied on. Shape  reason: code of `newsroom_tokens.Reason`"""

    code, status = "token-not-accepted", 401
