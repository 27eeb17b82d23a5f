"""The house texts: a licence, guidelines and notices that a new community starts with.

They stand in `house_texts/`, one folder a language. A line break inside a paragraph is a space,
an empty line begins a new one; `{publisher}` is the publisher's name.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from undersigned.communities.shapes import ClauseShape, GuidelinesShape, Texts

LANGUAGES = ("en", "fr")
# Which clause a finding or a score of the local scorer concerns, by its code or the first half of it.
CONCERNS = {
    "words:insult": "3",
    "contact:link": "7",
    "links": "7",
    "contact": "6",
    "name": "6",
    "capitals": "8",
    "repeats": "8",
    "language": "8",
    "score:threat": "4",
    "score:identity_attack": "3.1",
    "score:sexual": "9",
    "score:spam": "7",
    "score:profanity": "8",
    "score": "3",
}


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


def concerned(finding: str, guidelines: GuidelinesShape, names: str) -> ClauseShape | None:
    """The house's own clause that a finding concerns, if these guidelines still have it.

    Shape   finding: a code of the scorer, such as "words:insult"; names full | youth
    """
    number = CONCERNS.get(finding) or CONCERNS.get(finding.partition(":")[0])
    if guidelines.language not in LANGUAGES:
        return None
    house = {clause["number"]: clause["title"] for clause in _read(guidelines.language, "guidelines")[names]}
    return next((c for c in guidelines.clauses if c.number == number and c.title == house[c.number]), None)


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
