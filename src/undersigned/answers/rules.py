"""How long an answer is kept."""

from datetime import timedelta

KEPT = timedelta(hours=24)


def is_key(key: str) -> bool:
    """1–255 visible ASCII characters."""
    return 1 <= len(key) <= 255 and all("!" <= character <= "~" for character in key)
