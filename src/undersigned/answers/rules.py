"""What may be a key."""


def is_key(key: str) -> bool:
    """1–255 visible ASCII characters."""
    return 1 <= len(key) <= 255 and all("!" <= character <= "~" for character in key)
