"""Words found in a text, marked where they stand; and what changed between two texts. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape, unescape
from typing import Literal

TAG = re.compile(r"(<[^>]*>)")
TOKEN = re.compile(r"\S+\s*|\s+")
SNIPPET_CHARACTERS = 240
LEAD_CHARACTERS = 60
NO_LEVELS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. Shape  kind: "marked" by a finding; "added" or "dropped" by a revision"""

    text: str
    kind: Literal["plain", "marked", "added", "dropped"] = "plain"


def spans(text: str, excerpts: Iterable[str]) -> list[tuple[int, int]]:
    """Where the excerpts stand, as whole words, in order and without overlaps."""
    found = [match.span() for excerpt in set(excerpts) if excerpt for match in _finding(excerpt, text)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def pieces(text: str, excerpts: Iterable[str]) -> list[Piece]:
    """A text with what was found in it marked."""
    return _cut(text, spans(text, excerpts))


def snippet(text: str, excerpts: Iterable[str]) -> list[Piece]:
    """The first lines of a text; where what was found stands further on, the lines around that."""
    line = " ".join(text.split())
    found = spans(line, [" ".join(excerpt.split()) for excerpt in excerpts])
    start = 0
    if found and found[0][1] > SNIPPET_CHARACTERS:
        start = line.find(" ", max(0, found[0][0] - LEAD_CHARACTERS)) + 1
    end = min(len(line), start + SNIPPET_CHARACTERS)
    if end < len(line):
        end = max(line.rfind(" ", start, end), found[0][1] if found else 0, start + SNIPPET_CHARACTERS // 2)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in found if a < end and b > start]
    cut = _cut(line[start:end], inside)
    before = [Piece("… ")] if start else []
    after = [Piece("…")] if end < len(line) else []
    return [*before, *cut, *after]


def mark_html(html: str, excerpts: Iterable[str], levels: Mapping[str, int] = NO_LEVELS) -> str:
    """Rendered, cleaned HTML with what was found in its text marked; tags stay as they are.

    Shape  levels: 1–3, how strongly each word moved a score, by the word; they are marked, too

    What was found may run across tags: each run of text in between is marked for itself.
    """
    parts = TAG.split(html)
    texts = [unescape(part) if index % 2 == 0 else "" for index, part in enumerate(parts)]
    found = spans("".join(texts), [*excerpts, *levels])
    marked, position = [], 0
    for part, text in zip(parts, texts, strict=True):
        inside = [
            (max(start - position, 0), min(end - position, len(text)))
            for start, end in found
            if start < position + len(text) and end > position
        ]
        marked.append("".join(_written(piece, levels) for piece in _cut(text, inside)) if text else part)
        position += len(text)
    return "".join(marked)


def changes(before: str, after: str) -> list[Piece]:
    """What was dropped from a text and what was added, word by word."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    found: list[Piece] = []
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(Piece("".join(old[a:b])))
            continue
        if a < b:
            found.append(Piece("".join(old[a:b]), "dropped"))
        if c < d:
            found.append(Piece("".join(new[c:d]), "added"))
    return found


def _finding(excerpt: str, text: str) -> Iterator[re.Match[str]]:
    words = r"\s+".join(re.escape(word) for word in excerpt.split())
    begins = r"(?<!\w)" if excerpt[:1].isalnum() else ""
    ends = r"(?!\w)" if excerpt[-1:].isalnum() else ""
    return re.finditer(f"{begins}{words}{ends}", text, re.IGNORECASE)


def _cut(text: str, found: Iterable[tuple[int, int]]) -> list[Piece]:
    cut, position = [], 0
    for start, end in found:
        cut += [Piece(text[position:start]), Piece(text[start:end], "marked")]
        position = end
    cut.append(Piece(text[position:]))
    return [piece for piece in cut if piece.text]


def _written(piece: Piece, levels: Mapping[str, int]) -> str:
    text = escape(piece.text, quote=False)
    if piece.kind != "marked":
        return text
    level = levels.get(piece.text, 0)
    return f'<mark class="weight-{level}">{text}</mark>' if level else f"<mark>{text}</mark>"
