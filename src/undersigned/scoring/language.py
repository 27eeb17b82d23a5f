"""Which language a text is in, where that can be told: by the py3langid library, in this process.

Its model takes 75 MB, so it is loaded when a community first asks. How far to rely on it: decision 0017.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped] # it brings no types

FEWEST_LETTERS = 40
SURE = 0.9


def language(text: str) -> str | None:
    """The code of the language of a text; None where it is too short to tell, or mixed."""
    if sum(c.isalpha() for c in text) < FEWEST_LETTERS:
        return None
    code, confidence = _identifier().classify(text)
    return str(code) if confidence >= SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
