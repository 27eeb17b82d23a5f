"""What may be reprinted. Facts in, verdict out."""

from collections.abc import Sequence

from .errors import NotVerbatim

ELLIPSIS = "[…]"


def excerpt(text: str, parts: Sequence[str]) -> str:
    """The whole text, or its verbatim parts in their order, what is left out marked as such.

    Shape  parts: exact pieces of the text; none means the whole
    Errors  NotVerbatim(excerpt)
    """
    if not parts:
        return text
    pieces: list[str] = []
    position = 0
    for part in parts:
        start = text.find(part, position) if part.strip() else -1
        if start < 0:
            raise NotVerbatim(excerpt=part)
        if start > 0 and text[position:start].strip():
            pieces.append(ELLIPSIS)
        pieces.append(part.strip())
        position = start + len(part)
    if text[position:].strip():
        pieces.append(ELLIPSIS)
    return " ".join(pieces)
