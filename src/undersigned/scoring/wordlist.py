"""A newsroom's own words, found as people write them to get by. Pure: text and words in, findings out.

Whole words only: a listed word inside a longer one is not meant (Scunthorpe, classique, Dickens). What is
undone: figures and signs for letters (m0r0n, @ss), letters of other scripts that look alike, letters struck
through, in a circle or a box, accents, letters drawn out (moooron) or starred out (m*ron), letters apart
(m o r o n, m.o.r.o.n). What another word has left on it is put aside: l’idiot, d’idiots, the idiot’s.

Every text is read once from left to right and each of its words looked up, so that a list of any length costs
the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from .shapes import Finding, WordList

LONGEST_WORD = 40
FEWEST_APART = 3
ALONE = "aiyo"  # words of one letter, as they are compared: a, I, à, y, ô
ANY_ENDING = "*"

# What is read for a sign or figure between letters. Two readings where both are common.
LEET = {
    "0": "o",
    "1": "il",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "il",
    "€": "e",
    "+": "t",
}
# Letters of other scripts that are drawn like Latin ones: what a reader takes them for.
DRAWN = dict(
    zip(
        "аеорсхуікмнтвгѕјԁԛԝһпαορεικντυχβηωγδζλσςɑɡıłøđħŧ",
        "aeopcxyikmhtbrsjdqwhnaopeikvtuxbnwydzlooagilodht",
        strict=True,
    )
) | {chr(first + at): chr(ord("a") + at) for first in (0x1F150, 0x1F170) for at in range(26)}
# Marks over, through and under a letter; letters in a circle or a box (Unicode itself undoes the empty ones).
STRUCK = "\u0300-\u036f\u20d0-\u20dc"
ENCLOSED = "\u24b6-\u24e9\U0001f130-\U0001f189"
TOKEN = re.compile(
    rf"(?:[^\W_]|[{ENCLOSED}])(?:[\w@$!|€+*'’{STRUCK}{ENCLOSED}]*[\w@$|€+{STRUCK}{ENCLOSED}])?"
    r"|[@$](?=\w)[\w@$!|€+*]*[\w@$|€+]"
)
BETWEEN_LETTERS = re.compile(r"[\s._\-–—*~,:;/\\|]{1,3}")
LEFT_ON = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)|'s?$")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
MOST_READINGS = 8


def word_list(entries: Iterable[str]) -> WordList:
    """A list made ready. Shape  entries: a word, a phrase, or a word with `*` for any ending"""
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for entry in entries:
        parts = tuple(plain(part) for part in entry.split())
        if len(parts) > 1:
            phrases[parts] = entry
        elif parts and parts[0].endswith(ANY_ENDING):
            stems[parts[0].rstrip(ANY_ENDING)] = entry
        elif parts:
            words[parts[0]] = entry
    return WordList(words, stems, phrases)


def found_in(text: str, listed: WordList, code: str) -> Iterator[Finding]:
    """Where a listed word stands in a text, in reading order, each place once.

    Shape  code: of the findings; the excerpt is what the author wrote
    """
    if listed.is_empty:
        return
    tokens = [(match.start(), match.end()) for match in TOKEN.finditer(text)]
    spans = {*_single(text, tokens, listed), *_phrases(text, tokens, listed), *_apart(text, tokens, listed)}
    covered = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= covered:
            covered = end
            yield Finding(code, start, end, text[start:end])


def plain(word: str) -> str:
    """A word as it is compared: lower case, no accents, letters drawn alike as one."""
    apart = unicodedata.normalize("NFKD", word.casefold().replace("’", "'")).casefold()
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return "".join(DRAWN.get(c, c) for c in bare)


def readings(token: str) -> set[str]:
    """What a word as written may be read as: itself, and with signs and drawn-out letters undone."""
    base = plain(token)
    found = {base, LEFT_ON.sub("", base)}
    if any(c in LEET for c in base) and any(c.isalpha() for c in base):
        choices = [LEET.get(c, c) for c in base]
        for taken, chosen in enumerate(product(*choices)):
            if taken == MOST_READINGS:
                break
            found.add("".join(chosen))
    for reading in list(found):
        if DRAWN_OUT.search(reading):
            found |= {DRAWN_OUT.sub(r"\1", reading), DRAWN_OUT.sub(r"\1\1", reading)}
    return found


def _single(text: str, tokens: Sequence[tuple[int, int]], listed: WordList) -> Iterator[tuple[int, int]]:
    for start, end in tokens:
        if end - start <= LONGEST_WORD and _is_listed(text[start:end], listed):
            yield start, end


def _is_listed(token: str, listed: WordList) -> bool:
    for reading in readings(token):
        if reading in listed.words:
            return True
        if any(reading[:length] in listed.stems for length in range(2, len(reading) + 1)):
            return True
        if "*" in reading.strip("*") and _is_starred(reading, listed):
            return True
    return False


def _is_starred(reading: str, listed: WordList) -> bool:
    """A word with letters starred out: the first letter and at least half of all are there."""
    if reading.count("*") * 2 > len(reading):
        return False
    pattern = re.compile(re.escape(reading).replace(r"\*", "."))
    return any(pattern.fullmatch(word) for word in listed.words if len(word) == len(reading))


def _phrases(text: str, tokens: Sequence[tuple[int, int]], listed: WordList) -> Iterator[tuple[int, int]]:
    if not listed.phrases:
        return
    lengths = {len(phrase) for phrase in listed.phrases}
    read = [readings(text[start:end]) if end - start <= LONGEST_WORD else {""} for start, end in tokens]
    firsts = {phrase[0] for phrase in listed.phrases}
    for at, first in enumerate(read):
        if first.isdisjoint(firsts):
            continue
        for length in lengths:
            window = read[at : at + length]
            if len(window) == length and any(
                all(word in reading for word, reading in zip(phrase, window, strict=True))
                for phrase in listed.phrases
                if len(phrase) == length
            ):
                yield tokens[at][0], tokens[at + length - 1][1]


def _apart(text: str, tokens: Sequence[tuple[int, int]], listed: WordList) -> Iterator[tuple[int, int]]:
    """Words written a letter at a time: the longest stretch of single letters is read as one."""
    run: list[tuple[int, int]] = []
    for start, end in [*tokens, (len(text), len(text) + 2)]:
        is_next = end - start == 1 and (not run or _is_joint(text[run[-1][1] : start]))
        if is_next:
            run.append((start, end))
            continue
        yield from _in_run(text, run, listed)
        run = [(start, end)] if end - start == 1 else []


def _is_joint(between: str) -> bool:
    return BETWEEN_LETTERS.fullmatch(between) is not None


def _in_run(text: str, run: Sequence[tuple[int, int]], listed: WordList) -> Iterator[tuple[int, int]]:
    """Listed words that a run is made of as a whole, each letter read in its likeliest way.

    A word of one letter may stand before them, and after: a m o r o n. What is left over besides belongs to
    another word: a s s e s s m e n t.
    """
    letters = [plain(text[start:end]) for start, end in run]
    joined = "".join(LEET.get(letter, letter)[0] if len(letter) == 1 else "?" for letter in letters)
    for first, last in ((0, 0), (1, 0), (0, 1), (1, 1)):
        end = len(joined) - last
        if (
            end - first < FEWEST_APART
            or (first and joined[0] not in ALONE)
            or (last and joined[-1] not in ALONE)
        ):
            continue
        if spans := _made_of(joined[first:end], listed):
            yield from ((run[first + start][0], run[first + stop - 1][1]) for start, stop in spans)
            return


def _made_of(joined: str, listed: WordList) -> list[tuple[int, int]]:
    """The listed words that letters are made of, the longest first; none where a letter is left over."""
    lengths = sorted({len(word) for word in listed.words if len(word) >= FEWEST_APART}, reverse=True)
    begun: dict[int, int] = {0: 0}  # where a word can end, and where that one begins
    for start in range(len(joined)):
        if start in begun:
            for length in lengths:
                if joined[start : start + length] in listed.words:
                    begun.setdefault(start + length, start)
    spans: list[tuple[int, int]] = []
    end = len(joined)
    while end and end in begun:
        spans.insert(0, (begun[end], end))
        end = begun[end]
    return spans
