"""Plain text out of what a source says: cleaned, in one line or in paragraphs."""

import re
import unicodedata
from typing import Any

from undersigned.stories.shapes import Part

BREAK = "\u2028"  # stands for a line break that is meant, while spaces are folded

# Controls, lone surrogates and noncharacters cannot be stored or shown; the space goes with them.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\n\r\f\u2029]+")  # no-break spaces are French punctuation and stay
_PARAGRAPHS = re.compile(rf"{BREAK}\s*{BREAK}")
_LINES = re.compile(r"\r\n?")


def clean(text: str) -> str:
    """NFC, without what cannot be stored."""
    return unicodedata.normalize("NFC", _UNUSABLE.sub("", text))


def line(value: Any) -> str:
    """Text as one line, its spaces folded; "" for what is no text."""
    return _SPACES.sub(" ", clean(value).replace(BREAK, " ")).strip() if isinstance(value, str) else ""


def folded(text: str) -> list[str]:
    """Running text as paragraphs: two BREAKs part them, one is a space."""
    return [words for piece in _PARAGRAPHS.split(text) if (words := line(piece))]


def paragraphs(text: str) -> tuple[Part, ...]:
    """Plain text as parts: empty lines between paragraphs, or, where there is none, every line one."""
    lines = _LINES.sub("\n", clean(text))
    pieces = re.split(r"\n[ \t]*\n", lines) if re.search(r"\n[ \t]*\n", lines) else lines.split("\n")
    return tuple(Part("paragraph", words) for piece in pieces if (words := line(piece)))
