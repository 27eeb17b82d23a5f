"""Words written as people write them to get by a filter: to train with, and for the obfuscated tests."""

import random
import re
from collections.abc import Callable

from ..wordlist import DRAWN

WORD = re.compile(r"(?<![\w@/.#&])[A-Za-zÀ-ÿ]{4,}(?![\w/])")
LOOK_ALIKE = {letter: alike for alike, letter in reversed(DRAWN.items())}
LEET_OF = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "b": "8", "g": "9", "l": "1|"}
VOWELS = "aeiou"
BETWEEN = " .-_*"


def obfuscate(text: str, seed: int, share: float = 0.25) -> str:
    """A text with that share of its longer words written otherwise, the same each time for one seed."""
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it

    def write(match: re.Match[str]) -> str:
        return chance.choice(WAYS)(match[0], chance) if chance.random() < share else match[0]

    return WORD.sub(write, text)


def leet(word: str, chance: random.Random) -> str:
    return "".join(
        chance.choice(LEET_OF[c.lower()]) if c.lower() in LEET_OF and chance.random() < 0.6 else c
        for c in word
    )


def alike(word: str, chance: random.Random) -> str:
    return "".join(LOOK_ALIKE[c] if c in LOOK_ALIKE and chance.random() < 0.7 else c for c in word)


def apart(word: str, chance: random.Random) -> str:
    return chance.choice(BETWEEN).join(word)


def drawn_out(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] * chance.randrange(3, 7) + word[at + 1 :]


def unseen(word: str, chance: random.Random) -> str:
    return "\u200b".join(word) if chance.random() < 0.5 else f"{word[:2]}\u200d{word[2:]}"


def starred(word: str, chance: random.Random) -> str:
    vowels = [at for at, letter in enumerate(word) if at and letter.lower() in VOWELS]
    if not vowels:
        return word
    at = chance.choice(vowels)
    return f"{word[:at]}*{word[at + 1 :]}"


def doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] * 2 + word[at + 1 :]


WAYS: tuple[Callable[[str, random.Random], str], ...] = (
    leet,
    alike,
    apart,
    drawn_out,
    unseen,
    starred,
    doubled,
)
