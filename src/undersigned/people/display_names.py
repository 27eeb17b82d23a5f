"""What a young person may be called: anything that does not tell who they are, and is nobody else's. Pure.

Source  rule N2: a youth community shows a chosen display name and nothing that leads to its bearer;
        Unicode Technical Standard 39 §4 (skeletons), by way of `confusable_homoglyphs`
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from confusable_homoglyphs import confusables

from undersigned.people.doubts import fold, poses_as
from undersigned.people.known_names import ARTICLES, EVERYDAY, SCHOOLS, STAFF, STAFF_ALONE
from undersigned.people.writing import Fault, faults, is_mark, tidy

DISPLAY_NAME = "display_name"
LONGEST = 40
MOST_DIGITS = 3
SHORT_LAST_NAME = 3
LONG_STAFF_WORD = 6  # found run together with others too; shorter ones would be found in badminton
LOWEST_ACCENT = 200  # combining class from which a mark is an accent, not a vowel or a point of its letter


class TooTelling(StrEnum):
    """Why a display name tells too much."""

    OWN_NAME = "own-name"
    FULL_NAME = "full-name"
    CONTACT = "contact"
    SCHOOL = "school"
    STAFF = "staff"


def check_display_name(
    name: str, *, first: str, last: str, house: Sequence[str] = ()
) -> tuple[str, tuple[StrEnum, ...]]:
    """The display name as it will be kept, and everything that speaks against it.

    Shape  name: 1–40 characters once tidied, letters of any script, up to three digits;
           first, last: what its bearer is really called; house: what publisher and community are called
    """
    kept = tidy(name)
    if len(kept) > LONGEST:
        return kept, (Fault.TOO_LONG,)
    unwritable = tuple(fault for fault in faults(re.sub(r"[0-9_]", "", kept)) if fault != Fault.TOO_LONG)
    if Fault.ADDRESS in unwritable:
        unwritable = ()
    parts = _parts(kept)
    found = {
        TooTelling.CONTACT: Fault.ADDRESS in faults(kept) or sum(map(str.isdigit, kept)) > MOST_DIGITS,
        TooTelling.OWN_NAME: _tells(parts, last) or (bool(last) and fold(first + last) in "".join(parts)),
        TooTelling.SCHOOL: any(part in SCHOOLS for part in parts),
        TooTelling.STAFF: _reads_as_staff(kept, parts) or poses_as(house, parts) or _is_part_of(house, parts),
    }
    told: tuple[StrEnum, ...] = tuple(reason for reason in TooTelling if found.get(reason))
    if not told and _reads_as_full_name(parts):
        told = (TooTelling.FULL_NAME,)
    return kept, unwritable + told


def as_spelled(name: str) -> str:
    """Letters and digits alone, without capitals or accents: names spelled alike are one name."""
    return _bare(unicodedata.normalize("NFKC", name).casefold())


def as_drawn(name: str) -> str:
    """Each letter as the one it is drawn like, then without capitals: names drawn alike are one name."""
    return "".join(map(_drawn, _bare(name))).casefold()


def _bare(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name)
    kept = (c for c in apart if c.isalnum() or (is_mark(c) and unicodedata.combining(c) < LOWEST_ACCENT))
    return unicodedata.normalize("NFC", "".join(kept))


@cache
def _drawn(char: str) -> str:
    """What a letter is drawn like: each of a family points to its head, and the head to all of them."""
    alike = _alike(char)
    if len(alike) != 1:
        return char
    head = alike[0]
    return min(char, head) if _alike(head) == [char] else head


def _alike(char: str) -> list[str]:
    found = confusables.is_confusable(char, preferred_aliases=[], greedy=True) or []
    return [each["c"].strip("\u200e") for entry in found for each in entry["homoglyphs"]]


def _is_part_of(house: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether it is made of nothing but words of one name of the house: Halyard, at Radio Halyard."""
    said = {*parts} - ARTICLES
    return bool(said) and any(said <= {*fold(name).split()} for name in house)


def _reads_as_staff(name: str, parts: Sequence[str]) -> bool:
    """A word of the newsroom apart, or a long one anywhere, in whatever letters: M0derator, EDlTOR."""
    if any(part in STAFF or part in STAFF_ALONE for part in parts):
        return True
    looks = as_drawn(name), as_drawn(name.casefold())
    return any(word in look for look in looks for word in _staff_as_drawn())


@cache
def _staff_as_drawn() -> frozenset[str]:
    long = [word for word in STAFF if len(word) >= LONG_STAFF_WORD]
    return frozenset(as_drawn(form) for word in long for form in (word, word.upper()))


def _parts(name: str) -> list[str]:
    """The words of a name, folded; BlueFox and blue_fox are two."""
    apart = re.sub(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])|_|(?<=\d)(?=\D)|(?<=\D)(?=\d)", " ", name)
    return fold(apart).split()


def _tells(parts: list[str], last: str) -> bool:
    """Whether a last name, or a long word of it, can be read there: apart, or run together with others."""
    words = fold(last).split()
    run, together = "".join(words), "".join(parts)
    if not run:
        return False
    long = [word for word in {*words, run} if len(word) > SHORT_LAST_NAME]
    return run in parts or run == together or any(word in together for word in long)


def _reads_as_full_name(parts: list[str]) -> bool:
    """Two words and more that are not all everyday ones: Jean Tremblay, but not Blue Fox."""
    spelled = [part for part in parts if len(part) > 1]
    return len(spelled) > 1 and not all(part in EVERYDAY for part in spelled)
