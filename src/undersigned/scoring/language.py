"""Which language a text is in, where that can be told: by the py3langid library, in this process.

Its model takes 75 MB, so it is loaded when a community first asks. How far to rely on it: decision 0017.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped] # it brings no types

FEWEST_LETTERS = 40
SURE = 0.9


def language(text: str) -> str | None:
    """The code of the language of a text; None where it is too short to tell, or mixed.

    Between neighbours in another script (Russian, Bulgarian …) the likeliest is said: that it is none in
    Latin letters is sure.
    """
    letters = [c for c in text if c.isalpha()]
    if len(letters) < FEWEST_LETTERS:
        return None
    code, confidence = _identifier().classify(text)
    return str(code) if confidence >= SURE or not _is_latin(letters) else None


def _is_latin(letters: Sequence[str]) -> bool:
    """Whether at least one in ten letters is Latin: a name, a place or a title makes no text a mixed one."""
    return sum(unicodedata.name(c, "").startswith("LATIN") for c in letters) * 10 >= len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
