"""Why a person should look at a name before it signs anything. Pure.

A doubt refuses nobody: someone living may be called Harry Potter. It holds what they send until
a moderator has confirmed the name.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum

from undersigned.people.known_names import (
    ARTICLES,
    FAMOUS,
    FUNCTION,
    KEYBOARD_RUNS,
    LETTERS_AFTER,
    NEWSROOM,
    PARTICLES,
    PHRASES,
    PLAIN,
    STAFF,
    TELLING,
    TITLES,
    TITLES_BEFORE_A_NAME,
)
from undersigned.people.writing import APOSTROPHES, CLICK, DEAD, EAST_ASIAN, is_mark, scripts, words

CASED = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN"})
ROMAN_NUMERAL = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})", re.IGNORECASE)
HANDLE = re.compile(r"^x+x[a-z].*x$|^xx|.(?:xox|qq|zz|vv|xz|zx)$|^[a-z]{2,}\.[a-z]{2,}$", re.IGNORECASE)
HOST = re.compile(r"[^\W\d_]{2}\.[a-zà-ÿ]{2,}$")  # Buy.now, but not St.John or J.R.
STRAY_VOWELS = "aeiouywæœøıəɛɔ"
LONGEST_FIRST_HALF = 4  # AnneMarie


class Doubt(StrEnum):
    """What makes a name doubtful."""

    FAMOUS = "famous"
    PHRASE = "phrase"
    STAFF = "staff"
    HANDLE = "handle"
    ALL_CAPITALS = "all-capitals"
    TITLE = "title"
    REPEATED = "repeated"
    SINGLE_NAME = "single-name"
    INITIALS = "initials"
    MASHED_KEYS = "mashed-keys"
    TWO_SCRIPTS = "two-scripts"
    ODD_LETTERS = "odd-letters"
    OFTEN_CHANGED = "often-changed"


def doubts(first: str, last: str, *, is_single: bool, house: Sequence[str] = ()) -> tuple[Doubt, ...]:
    """Every doubt that a name alone gives rise to; empty for most.

    Shape  house: what the publisher and its communities are called
    """
    full = f"{first} {last}".strip()
    parts = fold(full).split()
    found = {
        Doubt.FAMOUS: _is_listed(first, last, FAMOUS),
        Doubt.PHRASE: _is_phrase(first, last),
        Doubt.STAFF: _is_of_the_newsroom(parts) or poses_as(house, parts),
        Doubt.HANDLE: any(_is_handle(word) for word in full.split()),
        Doubt.ALL_CAPITALS: _shouts(first, last),
        Doubt.TITLE: _has_title(first, last),
        Doubt.REPEATED: bool(last) and fold(first) == fold(last),
        Doubt.SINGLE_NAME: is_single,
        Doubt.INITIALS: _hides_behind_initials(first, last),
        Doubt.MASHED_KEYS: any(_is_mashed(word) for word in words(full)),
        Doubt.TWO_SCRIPTS: _is_in_two_scripts(full),
        Doubt.ODD_LETTERS: any(_is_odd(char) for char in full) or bool(scripts(full) & DEAD),
    }
    return tuple(doubt for doubt in Doubt if found.get(doubt))


def fold(name: str) -> str:
    """A name as it is compared: no accents, no capitals, no punctuation, words apart."""
    loose = name.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    apart = unicodedata.normalize("NFKD", loose).casefold()
    kept = "".join(" " if _separates(char) else char for char in apart if not is_mark(char))
    return " ".join(kept.split())


def poses_as(house: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether folded words are what publisher or community is called, or hold that where it is several."""
    said = "".join(part for part in parts if part not in ARTICLES)
    for name in house:
        own = [part for part in fold(name).split() if part not in ARTICLES]
        run = "".join(own)
        if run and (said == run or (len(own) > 1 and run in said)):
            return True
    return False


def _separates(char: str) -> bool:
    return not (char.isalpha() and char not in APOSTROPHES)


def _is_listed(first: str, last: str, names: frozenset[str]) -> bool:
    return any(name in names for name in _ways_to_say(first, last))


def _ways_to_say(first: str, last: str) -> Iterator[str]:
    """Both orders, with and without what stands between the first and the last word."""
    given = f"{fold(first)} {fold(last)}".strip()
    yield given
    yield f"{fold(last)} {fold(first)}".strip()
    parts = given.split()
    yield " ".join(part for part in parts if len(part) > 1)
    if len(parts) > 2:
        yield f"{parts[0]} {parts[-1]}"
    unjoined = fold(re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", " ", f"{first} {last}"))
    yield unjoined


def _is_phrase(first: str, last: str) -> bool:
    parts = fold(f"{first} {last}").split()
    if _is_listed(first, last, PHRASES) or any(part in TELLING for part in parts):
        return True
    return any(part in PLAIN for part in parts) and all(part in PLAIN or part in FUNCTION for part in parts)


def _is_of_the_newsroom(parts: Sequence[str]) -> bool:
    said = [part for part in parts if part not in ARTICLES]
    return any(part in STAFF for part in said) or (bool(said) and all(part in NEWSROOM for part in said))


def _is_handle(word: str) -> bool:
    """Capitals inside as in dragonSlayer, xX around, a dot as in Ada.okafor, the same letter thrice."""
    if not scripts(word) <= CASED:
        return False
    bare = word.strip(APOSTROPHES)
    if HANDLE.search(bare) and bare.islower() | bare.startswith(("xX", "Xx", "XX")):
        return True
    if HOST.search(bare):
        return True
    return any(_has_inner_capitals(part) or _stutters(part) for part in words(word))


def _has_inner_capitals(word: str) -> bool:
    """dragonSlayer and DragonSlayer, but not DeLaCruz, JoAnn, O'Neill or hUiginn."""
    for part in re.split(f"[{APOSTROPHES}.]", word):
        pieces = _at_capitals(part)
        while len(pieces) > 1 and fold(pieces[0]) in PARTICLES:
            pieces.pop(0)
        is_double_name = len(pieces) == 2 and len(pieces[0]) <= LONGEST_FIRST_HALF and pieces[0][0].isupper()
        if len(pieces) > 1 and not is_double_name:
            return True
    return False


def _at_capitals(word: str) -> list[str]:
    """A word cut before each capital that follows a small letter."""
    pieces = [""]
    for before, char in zip(" " + word, word, strict=False):
        if before.islower() and char.isupper():
            pieces.append("")
        pieces[-1] += char
    return pieces


def _stutters(word: str) -> bool:
    plain = fold(word).replace(" ", "")
    return re.search(r"(\w)\1\1", plain) is not None and not ROMAN_NUMERAL.fullmatch(plain)


def _shouts(first: str, last: str) -> bool:
    def is_loud(name: str, fewest: int) -> bool:
        letters = [char for char in name if char.isupper() or char.islower()]
        return len(letters) >= fewest and all(char.isupper() for char in letters)

    if not scripts(first + last) <= CASED or ROMAN_NUMERAL.fullmatch(last):
        return False
    return is_loud(first, 4) or is_loud(last, 4) or (is_loud(first, 2) and is_loud(last, 2))


def _has_title(first: str, last: str) -> bool:
    leading = [part.strip(".,").casefold() for part in first.split()]
    trailing = [part.replace(".", "").casefold() for part in last.split()]
    if not leading:
        return False
    if leading[0] in TITLES or (len(leading) > 1 and leading[0] in TITLES_BEFORE_A_NAME):
        return True
    return len(trailing) > 1 and trailing[-1] in LETTERS_AFTER


def _hides_behind_initials(first: str, last: str) -> bool:
    """A last name that is one letter and a period, or nothing but single letters throughout."""
    if not scripts(first + last) <= CASED:
        return False
    is_initial = re.fullmatch(r"\w\.", last) is not None
    return is_initial or (len(fold(first)) == 1 and len(fold(last)) == 1)


def _is_mashed(word: str) -> bool:
    """Keys in a row, or four letters and more without anything to sound them (r and l do, in Slavic)."""
    plain = word.casefold().strip(".")
    if not (plain.isascii() and plain.isalpha()):
        return False
    if any(run in plain for run in KEYBOARD_RUNS):
        return True
    return len(plain) >= 4 and not any(char in STRAY_VOWELS + "rl" for char in plain)


def _is_in_two_scripts(full: str) -> bool:
    found = scripts(full)
    return len(found) > 1 and not any(found <= together for together in EAST_ASIAN)


def _is_odd(char: str) -> bool:
    """Small capitals, lone Korean jamo, and the typed click."""
    return 0x1D00 <= ord(char) <= 0x1D7F or 0x3131 <= ord(char) <= 0x318E or char == CLICK
