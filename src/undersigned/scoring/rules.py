"""What can be seen in a text without a model: full names, abuse, shouting, repeats; `contacts` has the rest.

Pure: text in, findings out. A finding is a reason for a person to look, never a verdict.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from .contacts import LINK
from .shapes import Finding, found_at

LINKS_ALLOWED = 2
CAPITALS_SHARE = 0.7
CAPITALS_FROM_LETTERS = 24
SPELLED_FROM_LETTERS = 3
FEWEST_SHINGLES = 6
NEAR = 0.8

STATED_NAME = re.compile(
    r"\b(?:my\s+(?:full\s+|real\s+)?name\s+is|je\s+m['’]appelle|mon\s+nom\s+est|I\s+am\s+called)\s+"
    r"(?P<name>\w[\w'’-]*\s+(?:(?:de|du|van|von|el|al|la|le|bin)\s+)?"
    r"(?!(?:and|but|because|or|so|i|i['’]m|in|at|from|the|a|an|is|my|nice|et|mais|car|donc|je|j['’]\w+|à|dans|des|les|mon|ma)\b)"
    r"\w[\w'’-]+)",
    re.IGNORECASE,
)
PAIR = re.compile(
    r"\b(?P<first>[A-ZÀ-ÖØ-Þ][\w'’-]+)\s+(?:(?:de|du|van|von|el|al|la|le|bin)\s+)?(?P<last>[A-ZÀ-ÖØ-Þ][\w'’-]+)"
)
REPEAT = re.compile(r"(\S)\1{6,}|\b(\w{2,})(?:\s+\2){4,}\b", re.IGNORECASE)


def full_names(text: str, known: tuple[str, ...] = ()) -> Iterator[Finding]:
    """What looks like somebody's first and last name.

    Shape  known: names to look for besides, such as the writer's own; they are found in any case,
           without accents and with signs between the letters, too
    """
    folded = fold(text)
    folded = folded if len(folded) == len(text) else text.lower()
    for name in known:
        for match in re.finditer(_spelled(name), folded):
            yield found_at("name:full", match, text)
    for match in STATED_NAME.finditer(text):
        yield found_at("name:full", match, text, "name")
    for match in PAIR.finditer(text):
        if fold(match["first"]) in given_names():
            yield found_at("name:full", match, text)


def _spelled(name: str) -> str:
    """The pattern of a name as a whole word. Two letters spelled out would be found everywhere."""
    is_long = sum(not letter.isspace() for letter in name) > SPELLED_FROM_LETTERS
    between = r"[\W_]*" if is_long else ""
    words = [between.join(re.escape(letter) for letter in word) for word in fold(name).split()]
    return r"(?<!\w)" + r"[\W_]+".join(words) + r"(?!\w)"


def abuse(text: str) -> Iterator[Finding]:
    """Words of the insult list. Both languages are looked at: people answer in either."""
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds to two: offsets would lie, so look in the text itself
        folded = text.lower()
    for found in _insults().finditer(folded):
        yield found_at("words:insult", found, text)


def manner(text: str) -> Iterator[Finding]:
    """Shouting, hammering and many links."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= CAPITALS_FROM_LETTERS and sum(c.isupper() for c in letters) > CAPITALS_SHARE * len(
        letters
    ):
        yield Finding("capitals", 0, len(text), text)
    for match in REPEAT.finditer(text):
        yield found_at("repeats", match, text)
    links = list(LINK.finditer(text))
    if len(links) > LINKS_ALLOWED:
        start, end = links[0].start(), links[-1].end()
        yield Finding("links", start, end, text[start:end])


def are_near(text: str, other: str) -> bool:
    """Whether two texts are nearly the same: of their runs of three words, four in five are in both.

    Shorter texts than eight words say little: "I agree" is said by many, and twice.
    """
    one, two = set(shingles(words_of(text))), set(shingles(words_of(other)))
    if min(len(one), len(two)) < FEWEST_SHINGLES:
        return False
    return len(one & two) >= NEAR * len(one | two)


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return re.findall(r"\w+", fold(text))


def shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every run of three words."""
    return zip(words, words[1:], words[2:], strict=False)


def fold(text: str) -> str:
    """Lower case without accents, one character for each where that is possible."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text).lower().replace("’", "'")


@cache
def given_names() -> frozenset[str]:
    return frozenset(fold(name) for name in _data("given")["names"].split())


@cache
def _insults() -> re.Pattern[str]:
    words = sorted(
        {w for language in ("en", "fr") for w in _data("insults")[language]}, key=len, reverse=True
    )
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")(?!\w)"
    )


def _data(name: str) -> dict[str, str]:
    return tomllib.loads(files("undersigned.scoring").joinpath("words", f"{name}.toml").read_text("utf-8"))
