"""Addresses of stories and of what stands in them, and the keys that follow from them."""

import re
import unicodedata
from urllib.parse import unquote, urljoin, urlsplit

from .prose import line

LONGEST = 1000
KEY = re.compile(r"(?!\.{1,2}$)[\w.~-]{1,200}", re.ASCII)
# Words that stand where a story's key does, now or to come.
RESERVED_KEYS = frozenset(
    {"archive", "comments", "feed", "feed.atom", "feed.json", "guidelines", "licence", "live", "people"}
    | {"reprints", "search", "stories", "transparency"}
)
_UNFIT = re.compile(r"[^\w.~-]+", re.ASCII)
_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f\\<>\"^`{|}]+", re.IGNORECASE)


def web_address(value: str | None) -> str:
    """An http(s) address with a host, without fragment; "" for anything else."""
    words = line(value)
    if len(words) > LONGEST or not _WEB.fullmatch(words):
        return ""
    try:
        parts = urlsplit(words)
        if not parts.hostname or parts.username is not None or (parts.port or 1) > 65535:
            return ""
    except ValueError:
        return ""
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), fragment="").geturl()


def key_of(address: str) -> str:
    """The key an address amounts to: its last path segment. "" if there is none.

    Percent signs are decoded, accents dropped, and what is no letter, digit, `. _ ~ -` becomes a hyphen.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    segments = [segment for segment in re.split("/" if parts.netloc else "[/:]", parts.path) if segment]
    words = unicodedata.normalize("NFKD", line(unquote(segments[-1]))) if segments else ""
    bare = "".join(sign for sign in words if not unicodedata.combining(sign))
    key = _UNFIT.sub("-", bare).strip("-")[:200]
    return key if KEY.fullmatch(key) else ""


def absolute(href: str | None, base: str) -> str:
    """The web address that a link on a page means; "" for what is none."""
    try:
        return web_address(urljoin(base, (href or "").strip())) if href else ""
    except ValueError:
        return ""
