"""What a young person may be called: anything that does not tell who they are. Pure.

Source  rule N2: a youth community shows a chosen display name and nothing that leads to its bearer
"""

import re
from enum import StrEnum

from undersigned.people.doubts import fold
from undersigned.people.known_names import EVERYDAY, SCHOOLS, STAFF
from undersigned.people.writing import Fault, faults, tidy

LONGEST = 40
MOST_DIGITS = 3
SHORT_LAST_NAME = 3


class TooTelling(StrEnum):
    """Why a display name tells too much."""

    OWN_NAME = "own-name"
    FULL_NAME = "full-name"
    CONTACT = "contact"
    SCHOOL = "school"
    STAFF = "staff"


def check_display_name(name: str, *, first: str, last: str) -> tuple[str, tuple[StrEnum, ...]]:
    """The display name as it will be kept, and everything that speaks against it.

    Shape  name: 1–40 characters once tidied, letters of any script, up to three digits;
           first, last: what its bearer is really called
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
        TooTelling.STAFF: any(part in STAFF for part in parts),
    }
    told: tuple[StrEnum, ...] = tuple(reason for reason in TooTelling if found.get(reason))
    if not told and _reads_as_full_name(parts):
        told = (TooTelling.FULL_NAME,)
    return kept, unwritable + told


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
