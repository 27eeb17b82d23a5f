"""How long a key is held."""

from datetime import datetime, timedelta

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=60)  # a request that is still unanswered then has lost its process


def is_free(claimed_at: datetime, *, is_answered: bool, now: datetime) -> bool:
    """Whether a key found in use may be claimed anew: forgotten by now, or left by a process that died."""
    return claimed_at + (KEPT if is_answered else LEASE) < now


def is_key(key: str) -> bool:
    """1–255 visible ASCII characters."""
    return 1 <= len(key) <= 255 and all("!" <= character <= "~" for character in key)
