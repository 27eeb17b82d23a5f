"""How names are written: what may stand in one, in every living script. Pure.

Source  Unicode Standard Annex 24 (scripts) and 31 §2.3 (joiners), Technical Standard 39
        (confusables), by way of `unicodedata` and `confusable_homoglyphs`
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from confusable_homoglyphs import confusables
from confusable_homoglyphs.categories import alias

LONGEST = 80


class Fault(StrEnum):
    """Why a text can be nobody's name."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    NO_LETTER = "no-letter"
    ADDRESS = "address"
    DIGIT = "digit"
    SYMBOL = "symbol"
    PUNCTUATION = "punctuation"
    INVISIBLE = "invisible"
    LONE_MARK = "lone-mark"
    TOO_MANY_MARKS = "too-many-marks"
    MIXED_SCRIPTS = "mixed-scripts"


SPACE = " "
ZWNJ, ZWJ = "\u200c", "\u200d"
APOSTROPHES = "'’‘ʼʻʽʹʾʿꞌ՚׳"
HYPHENS = "-\u2010\u2011\u2012\u2013\u058a\u05be\u1400\u30a0"
DOTS = "·\u2027\u30fb"
BETWEEN_LETTERS = HYPHENS + DOTS + ":\ua789"  # the colon lengthens a vowel: Ka'nhehsí:io
AFTER_LETTERS = ".\u0970\u09fd\u0af0"  # initials and abbreviations
OWN_PUNCTUATION = {
    "HEBREW": "״\"'",
    "TIBETAN": "\u0f0b\u0f0c",
    "ETHIOPIC": "\u1361/",
    "MONGOLIAN": "\u1807",
    "ARMENIAN": "՛",
}
CLICK = "!"  # as typed in Namibia for ǃ, at the head of a word
SUFFIX = re.compile(r", (?=(?:jr|sr|i{1,3}|iv|fils|père|m\.?d|ph\.?d|esq|k\.?c|q\.?c)\.?$)", re.IGNORECASE)

INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\U00016fe4")
COMMON_LETTERS = frozenset("ʹʺʻʼʽʾʿˀˁːˑˮ\u0640\u30fc\u3006")
ORTHOGRAPHIC_GREEK = frozenset("θλχΘΛΧ")  # letters of First Nations alphabets otherwise in Latin
EAST_ASIAN = (
    frozenset({"HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"HAN", "BOPOMOFO"}),
    frozenset({"HAN", "HANGUL"}),
)
JOINING = frozenset({"ARABIC", "SYRIAC", "MONGOLIAN", "NKO", "MANDAIC", "ADLAM", "HANIFI_ROHINGYA"})
DEAD = frozenset(
    re.findall(
        r"\w+",
        """
        ANATOLIAN_HIEROGLYPHS AVESTAN BHAIKSUKI BRAHMI CARIAN CAUCASIAN_ALBANIAN CHORASMIAN COPTIC
        CUNEIFORM CYPRIOT CYPRO_MINOAN DESERET DIVES_AKURU DUPLOYAN EGYPTIAN_HIEROGLYPHS ELBASAN ELYMAIC
        GLAGOLITIC GOTHIC HATRAN IMPERIAL_ARAMAIC INSCRIPTIONAL_PAHLAVI INSCRIPTIONAL_PARTHIAN KAWI
        KHAROSHTHI KHITAN_SMALL_SCRIPT LINEAR_A LINEAR_B LYCIAN LYDIAN MANICHAEAN MARCHEN
        MEROITIC_CURSIVE MEROITIC_HIEROGLYPHS NABATAEAN OGHAM OLD_HUNGARIAN OLD_ITALIC OLD_NORTH_ARABIAN
        OLD_PERMIC OLD_PERSIAN OLD_SOGDIAN OLD_SOUTH_ARABIAN OLD_TURKIC OLD_UYGHUR PALMYRENE PHAGS_PA
        PHOENICIAN PSALTER_PAHLAVI RUNIC SHAVIAN SIDDHAM SOGDIAN SOYOMBO TANGUT UGARITIC
        ZANABAZAR_SQUARE
        """,
    )
)

MOST_MARKS = 4  # on one Latin, Greek or Cyrillic letter, taken apart
MOST_OWN_MARKS = 8  # of a script's own signs in a row, as in Burmese
ADDRESS = re.compile(
    r"@|://|\bwww\.|\b[\w-]+\.(?:com|net|org|info|xyz|example)\b"
    # an initial may stand before what is a name or a particle as well: J.de Vries
    r"|\b[\w-]{2,}\.(?:biz|edu|gov|io|ai|app|dev|tv|me|co|eu|ca|qc|fr|uk|us|de|ru"
    r"|cn|in|online|site|shop|club|top|live|news|blog|link|chat|social|gg)\b",
    re.IGNORECASE,
)


def tidy(text: str) -> str:
    """The same name as it will be kept: NFC, single spaces, no typewriter stand-ins.

    Full- and half-width letters, ligatures and presentation forms become the letters they stand
    for; a lone grave or acute accent becomes the apostrophe it was typed for; spaces around a
    hyphen go, and so does a non-joiner with nothing after it.
    """
    folded = "".join(_plain(char) for char in unicodedata.normalize("NFC", text))
    spaced = SPACE.join(re.split(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+", folded.strip())).strip()
    hyphened = re.sub(rf" ?([{re.escape(HYPHENS)}]) ?", r"\1", spaced)
    return unicodedata.normalize("NFC", re.sub(r"(?<=[\u0600-\u06ff])\u200c(?= |$)", "", hyphened))


def faults(text: str) -> tuple[Fault, ...]:
    """Everything that keeps a tidied text from being a name; empty when nothing does."""
    if not text:
        return (Fault.EMPTY,)
    if len(text) > LONGEST:
        return (Fault.TOO_LONG,)
    if ADDRESS.search(unicodedata.normalize("NFKC", text)):
        return (Fault.ADDRESS,)
    found = {fault for index in range(len(text)) if (fault := _fault_at(text, index))}
    if _has_too_many_marks(text):
        found.add(Fault.TOO_MANY_MARKS)
    if any(_is_mixed(word) for word in words(text)):
        found.add(Fault.MIXED_SCRIPTS)
    if not found and not scripts(text):
        found.add(Fault.NO_LETTER)
    return tuple(fault for fault in Fault if fault in found)


def words(text: str) -> list[str]:
    """The runs of letters and marks between spaces and hyphens."""
    return [word for word in re.split(f"[ {re.escape(HYPHENS + DOTS)}]+", text) if word]


def scripts(text: str) -> frozenset[str]:
    """The scripts that a text is written in, those shared by many left out."""
    return frozenset(_scripts(text))


def are_look_alikes(word: str, other: str) -> bool:
    """Whether a word of one script could be taken for one in Latin beside it."""
    here, there = scripts(word), scripts(other)
    if "LATIN" not in there or "LATIN" in here or not here:
        return False
    letters = [char for char in word if is_letter(char)]
    return bool(letters) and all(looks_latin(char) for char in letters)


@cache
def looks_latin(char: str) -> bool:
    """Whether a letter of another script is drawn like one of a–z."""
    found = confusables.is_confusable(char, preferred_aliases=[], greedy=True) or []
    drawn = [alike["c"] for entry in found for alike in entry["homoglyphs"]]
    return any(len(shape) == 1 and shape.isascii() and shape.isalpha() for shape in drawn)


@cache
def is_letter(char: str) -> bool:
    """A letter of any script; rare Han characters too, however new to this Python."""
    return unicodedata.category(char).startswith("L") or _is_han(char)


def is_mark(char: str) -> bool:
    """A sign that sits on a letter."""
    return unicodedata.category(char) in ("Mn", "Mc")


def _is_han(char: str) -> bool:
    """Han letters, also those that Unicode added after this Python's tables."""
    is_letter_or_new = unicodedata.category(char) in ("Lo", "Lm", "Cn")
    return is_letter_or_new and (alias(char) == "HAN" or 0x20000 <= ord(char) <= 0x3FFFD)


def _plain(char: str) -> str:
    if char in "`´":
        return "’"
    if char == "•":
        return "·"
    kind = unicodedata.decomposition(char).partition(">")[0]
    is_ligature = 0xFB00 <= ord(char) <= 0xFB4F or 0x2160 <= ord(char) <= 0x217F
    if is_ligature or kind in ("<wide", "<narrow", "<initial", "<medial", "<final", "<isolated"):
        plain = unicodedata.normalize("NFKC", char)
        if all(is_letter(c) or is_mark(c) or c in HYPHENS + DOTS + "'." for c in plain):
            return plain
    return char


def _fault_at(text: str, index: int) -> Fault | None:
    char = text[index]
    category = unicodedata.category(char)
    if char == SPACE:
        return None
    if char in INVISIBLE_LETTERS or _is_stray_joiner(text, index):
        return Fault.INVISIBLE
    if char in (ZWNJ, ZWJ):
        return None
    if is_letter(char):
        is_symbol = alias(char) == "COMMON" and char not in COMMON_LETTERS
        return Fault.SYMBOL if is_symbol else None
    if is_mark(char):
        return _fault_of_mark(text, index)
    if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"):
        return Fault.INVISIBLE
    if category.startswith("N"):
        return Fault.DIGIT
    if category.startswith("S") or category == "Me":
        return Fault.SYMBOL
    return None if _may_punctuate(text, index) else Fault.PUNCTUATION


def _fault_of_mark(text: str, index: int) -> Fault | None:
    char, before = text[index], text[index - 1] if index else SPACE
    if 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF or 0x180B <= ord(char) <= 0x180D:
        varies = alias(before) in ("HAN", "MONGOLIAN")  # variants of one character in family names
        return None if varies else Fault.INVISIBLE
    if is_letter(before) or is_mark(before) or before in (ZWJ, ZWNJ):
        return None
    return Fault.LONE_MARK


def _is_stray_joiner(text: str, index: int) -> bool:
    """A joiner where no script asks for one (RFC 5892 appendix A, and Bengali and Persian practice)."""
    char = text[index]
    if char not in (ZWJ, ZWNJ):
        return False
    before, after = _base_before(text, index), text[index + 1 : index + 2]
    if index and unicodedata.combining(text[index - 1]) == 9:
        return False
    if char == ZWJ and after and unicodedata.combining(after) == 9:
        return not is_letter(before)
    joins = alias(before) in JOINING if before else False
    return not (char == ZWNJ and joins and bool(after) and alias(after) in JOINING)


def _base_before(text: str, index: int) -> str:
    for char in reversed(text[:index]):
        if not is_mark(char):
            return char
    return ""


def _may_punctuate(text: str, index: int) -> bool:
    char = text[index]
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if char == before:
        return False
    ends_letter = bool(before) and (is_letter(before) or is_mark(before))
    opens_letter = bool(after) and is_letter(after)
    own = OWN_PUNCTUATION.get(alias(_base_before(text, index) or SPACE), "")
    if char in own:
        return ends_letter
    if char in APOSTROPHES:
        return ends_letter or opens_letter
    if char in BETWEEN_LETTERS:
        return (ends_letter or before in (*AFTER_LETTERS, *APOSTROPHES)) and (
            opens_letter or after in tuple(APOSTROPHES)
        )
    if char in AFTER_LETTERS:
        return ends_letter
    if char == CLICK:
        return before in ("", SPACE, *HYPHENS) and opens_letter
    return char == "," and SUFFIX.match(text, index) is not None and ends_letter


def _has_too_many_marks(text: str) -> bool:
    run, is_borrowed = 0, False
    for char in unicodedata.normalize("NFD", text):
        if not is_mark(char):
            run, is_borrowed = 0, alias(char) in ("LATIN", "GREEK", "CYRILLIC", "HAN", "COMMON")
            continue
        run += 1
        if run > (MOST_MARKS if is_borrowed else MOST_OWN_MARKS):
            return True
    return False


def _scripts(text: str) -> Iterator[str]:
    for char in text:
        if is_letter(char) or is_mark(char):
            script = "HAN" if _is_han(char) else alias(char)
            if script not in ("COMMON", "INHERITED"):
                yield script


def _is_mixed(word: str) -> bool:
    """Two scripts in one word, in no way that a living script is written."""
    found = scripts("".join(char for char in word if char not in ORTHOGRAPHIC_GREEK) or word)
    if len(found) < 2 or any(found <= together for together in EAST_ASIAN):
        return False
    if "LATIN" in found and any(found - {"LATIN"} <= together for together in EAST_ASIAN):
        return any(looks_latin(char) for char in word if "LATIN" not in scripts(char) and is_letter(char))
    return True
