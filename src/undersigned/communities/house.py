"""The house texts: a licence, guidelines and notices that a new community starts with.

They stand in `house_texts/`, one folder a language. A line break inside a paragraph is a space,
an empty line begins a new one; `{publisher}` is the publisher's name.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from undersigned.communities.shapes import Texts

LANGUAGES = ("en", "fr")


def texts(languages: tuple[str, ...], names: str, publisher: str) -> Texts:
    """What a community with this names policy has in writing on its first day.

    Shape   names full | youth
    Errors  KeyError for a language that is not in LANGUAGES
    """
    parts = {
        language: [_read(language, part)[names] for part in ("licence", "guidelines", "notices")]
        for language in languages
    }
    return Texts(
        licence={language: _filled(licence, publisher) for language, (licence, _, _) in parts.items()},
        guidelines={
            language: [
                (clause["number"], clause["title"], _filled(clause["text"], publisher)) for clause in clauses
            ]
            for language, (_, clauses, _) in parts.items()
        },
        notices={
            language: {kind: _filled(text, publisher) for kind, text in notices.items()}
            for language, (_, _, notices) in parts.items()
        },
    )


def reflowed(text: str) -> str:
    """The text with the lines of each paragraph joined; an empty line parts paragraphs."""
    paragraphs = re.split(r"\n[ \n]*\n", text.replace("\r\n", "\n").strip())
    return "\n\n".join(re.sub(r"[ \n]+", " ", paragraph).strip() for paragraph in paragraphs)


@cache
def _read(language: str, part: str) -> dict[str, Any]:
    if language not in LANGUAGES:
        raise KeyError(language)
    folder = files("undersigned.communities") / "house_texts" / language
    return tomllib.loads((folder / f"{part}.toml").read_text(encoding="utf-8"))


def _filled(text: str, publisher: str) -> str:
    return reflowed(text).replace("{publisher}", publisher)
