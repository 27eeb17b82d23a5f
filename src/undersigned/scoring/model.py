"""The shipped model: hashed pieces of words, read five words at a time, with NumPy. Pure.

A word's vector is the sum of its pieces' (itself and its runs of three to five letters). A window of two
words on each side passes one layer; each place gets a value and a say for every attribute. Three sums make
up the log-odds: values by their say, the words' vectors taken straight, and terms, that is words and pairs
of neighbours. All are sums over places, so what each place added is exact: it and the base add up to what
the model says. Decision 0025 has the designs that lost.

The file is made by `training/`; it is safetensors: numbers and names, nothing that can be run.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from safetensors import safe_open

from .tokens import SHOUTED, Token, tokens

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

PIECES, TERMS = 1 << 17, 1 << 18
MOST_PIECES = 20
LONGEST_IN_PIECES = 20
PIECE_LENGTHS = (3, 4, 5)
WINDOW = 2
SAY = 3.0
MOST_TOKENS = 1024
WORDS_KEPT = 1 << 15
GOLDEN, TERM_PRIME, TERM_SHIFT = 0x9E3779B97F4A7C15, 1_000_003, 7


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a text.

    Shape  tokens: those read, at most `MOST_TOKENS`; added: (tokens, attributes) log-odds that each place
           added; base: (attributes,) log-odds before a word is read; known: share of the words that training
           has seen; features: what a layer on top may learn from
    """

    tokens: list[Token]
    added: Floats
    base: Floats
    known: float
    features: Floats

    @property
    def log_odds(self) -> Floats:
        """(attributes,), calibrated."""
        total: Floats = self.base + self.added.sum(axis=0)
        return total


class Word(NamedTuple):
    """Shape  vector: (32,); hash: of 64 bits; is_known: training has seen it"""

    vector: Floats
    hash: int
    is_known: bool


class Model:
    """The numbers of a model file, ready to read texts."""

    def __init__(self, numbers: dict[str, NDArray[Any]], facts: dict[str, str]) -> None:
        """Shape  facts: `version`, `attributes` as a JSON list, and where it came from"""
        self.facts = facts
        self.attributes: tuple[str, ...] = tuple(json.loads(facts["attributes"]))
        self.base: Floats = numbers["base"]
        self._numbers = numbers
        self._known = frozenset(numbers["known"].tolist())
        self._word = lru_cache(WORDS_KEPT)(self._read_word)

    @classmethod
    def at(cls, path: Path) -> Self:
        """Errors  OSError, SafetensorError: there is no such file, or it is no model"""
        with safe_open(path, framework="numpy") as stored:
            numbers = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118 - it is no dict
            return cls(numbers, json.loads(stored.metadata()["facts"]))

    @property
    def version(self) -> str:
        """What a decision names it by."""
        return self.facts["version"]

    def read(self, text: str) -> Reading:
        """One text. The same text reads the same, whoever wrote it."""
        number = self._numbers
        found = tokens(text)[:MOST_TOKENS]
        words = [self._word(token.form) for token in found]
        if not words:
            found, words = [Token(0, 0, "")], [self._word("")]
        vectors = np.concatenate([word.vector for word in words]).reshape(len(words), -1)
        layer = np.maximum(windows(vectors) @ number["layer"] + number["layer_base"], 0)
        values = shares(layer @ number["say"]) * (layer @ number["value"]) * np.float32(SAY)
        is_first = first_of_each([token.form for token in found])
        root = np.float32(is_first.sum() ** 0.5)
        straight = (vectors * is_first[:, None]) @ number["straight"]
        single, pairs = term_places([word.hash for word in words])
        straight += number["terms"][single] * number["terms_scale"] * is_first[:, None]
        halves = number["terms"][pairs] * (number["terms_scale"] / 2)
        straight[1:] += halves
        straight[:-1] += halves
        added = (values + straight / root) * number["slope"]
        told = [word.is_known for token, word in zip(found, words, strict=True) if token.form[:1].isalpha()]
        features = np.concatenate(
            [
                self.base + added.sum(axis=0),
                layer.max(axis=0),
                (vectors * is_first[:, None]).sum(axis=0) / root,
            ]
        )
        return Reading(found, added, self.base, sum(told) / len(told) if told else 0.0, features)

    def _read_word(self, form: str) -> Word:
        places = pieces(form)
        rows = self._numbers["pieces"][places].astype(np.float32) * self._numbers["pieces_scale"]
        vector: Floats = rows.sum(axis=0) / np.float32(len(places) ** 0.5)
        return Word(vector, word_hash(form), crc32(form.rstrip(SHOUTED).encode()) in self._known)


def pieces(form: str) -> list[int]:
    """Rows of a word: itself, whether it is shouted, its shape where it has figures, its runs of letters."""
    word = form.rstrip(SHOUTED)
    names = [f"w:{word}"]
    if form != word:
        names.append("^shouted")
    if any(c.isdigit() for c in word):
        names.append("s:" + "".join("0" if c.isdigit() else "a" for c in word)[:12])
    if len(word) <= LONGEST_IN_PIECES:
        edged = f"<{word}>"
        names += [edged[at : at + n] for n in PIECE_LENGTHS for at in range(len(edged) - n + 1)]
    return [crc32(name.encode()) % PIECES for name in names[:MOST_PIECES]]


def word_hash(form: str) -> int:
    """Of 64 bits, for the places of terms."""
    return crc32(f"v:{form}".encode()) * GOLDEN % (1 << 64)


def term_places(hashes: Sequence[int] | NDArray[np.uint64]) -> tuple[Integers, Integers]:
    """Rows of the words, and of the pairs of neighbours, one fewer."""
    each = np.asarray(hashes, np.uint64)
    mixed = each[:-1] * np.uint64(TERM_PRIME) + each[1:]
    single, pairs = ((h >> np.uint64(TERM_SHIFT)) % np.uint64(TERMS) for h in (each, mixed))
    return single.astype(np.int64), pairs.astype(np.int64)


def windows(vectors: Floats) -> Floats:
    """Each word beside its neighbours. Shape  (words, size) → (words, 5 × size), zeros beyond the ends"""
    count, size = vectors.shape
    padded = np.zeros((count + 2 * WINDOW, size), np.float32)
    padded[WINDOW:-WINDOW] = vectors
    beside: Floats = sliding_window_view(padded.reshape(-1), (2 * WINDOW + 1) * size)[::size]
    return beside


def shares(say: Floats) -> Floats:
    """What each place has to say of all, by attribute: softmax over places."""
    raised: Floats = np.exp(say - say.max(axis=0))
    shared: Floats = raised / raised.sum(axis=0)
    return shared


def first_of_each(forms: Sequence[str]) -> Floats:
    """1 where a word stands for the first time, 0 where it is said again."""
    seen: set[str] = set()
    return np.array([not (form in seen or seen.add(form)) for form in forms], np.float32)  # type: ignore[func-returns-value] # add says nothing
