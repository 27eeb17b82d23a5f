"""Credits: the line as printed, and the names in it, in order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .prose import line

_TRAILING = re.compile(r"^(?P<caption>.*?)\s*\((?P<credit>[^()]{2,300})\)$")
_CLOSED = (".", "!", "?", "…", "'", '"', "’", "”", "»", ")")


@dataclass(frozen=True, slots=True)
class Credit:
    """Shape  line: as printed, e.g. "Alexei Nikolsky/Sputnik"; names: the chain in order"""

    line: str = ""
    names: tuple[str, ...] = ()


def of_line(text: str) -> Credit:
    """A credit line with its names: "Jane Roe/Agence France-Presse" → both. Its parentheses are dropped."""
    words = line(text)
    if words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        words = words[1:-1].strip()
    return Credit(words, _names(words))


def of_chain(by: str, sources: Iterable[str], notice: str) -> Credit:
    """The chain that a picture's maker, its sources and its copyright notice amount to.

    A notice that repeats the chain, or holds all of it, is the line; one that says something else
    ("© 2026 …") closes the chain.
    """
    names = tuple(dict.fromkeys(words for name in (by, *sources) if (words := line(name))))
    printed = of_line(notice)
    if not printed.line or set(printed.names) < set(names):
        return Credit("/".join(names), names)
    if set(names) <= set(printed.names):
        return printed
    return Credit("/".join((*names, printed.line)), (*names, printed.line))


def split(caption: str) -> tuple[str, Credit]:
    """A caption and the credit in parentheses at its end, if there is one.

    A last parenthesis is a credit when it begins with a capital and either is a chain ("A/B") or
    follows a finished sentence; "(left)" and "(Jan. 2016)" stay in the caption.
    """
    words = line(caption)
    found = _TRAILING.fullmatch(words)
    if not found or not _is_credit(found["credit"].strip(), found["caption"]):
        return words, Credit()
    return found["caption"].strip(), of_line(found["credit"])


def _is_credit(text: str, before: str) -> bool:
    if not text or text[0].islower() or not text[0].isalpha() or "://" in text:
        return False
    is_chain = len(_names(text)) > 1
    return is_chain or ((not before or before.endswith(_CLOSED)) and not any(c.isdigit() for c in text))


def _names(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    pieces = [text] if "://" in text or "www." in text else text.split("/")
    return tuple(dict.fromkeys(words for piece in pieces if (words := piece.strip())))
