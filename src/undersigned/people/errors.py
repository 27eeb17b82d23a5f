"""What this room refuses."""

from datetime import datetime
from typing import Any

from undersigned.kernel.errors import Refused


class NameNotAccepted(Refused):
    """No living person could be called this, or it could not be read.

    Shape  reasons: [{"field": "first_name" | "last_name", "reason": code of `rules.Refusal`}]
    """

    code, status = "name-not-accepted", 422


class DisplayNameNotAccepted(Refused):
    """Shape  reasons: codes of `rules.DisplayRefusal`"""

    code, status = "display-name-not-accepted", 422


class DisplayNameMissing(Refused):
    """A youth community signs with a chosen display name, and none is chosen yet."""

    code, status = "display-name-missing", 409


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
