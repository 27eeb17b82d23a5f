"""The network of `scoring.model`, learned: the same sums, with JAX to find the slopes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np

from ..model import MOST_PIECES, PIECES, SAY, TERMS, WINDOW, pieces, term_places, word_hash

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE, LAYER = 32, 64
EPOCHS, BATCH, RATE = 2, 256, 3e-3
WORDS_DROPPED, LAYER_DROPPED = 0.15, 0.35
PIECES_HELD, SOURCES_HELD = 1e-3, 1e-4  # how strongly each is drawn to zero
LENGTHS = (16, 32, 64, 128)
SLOW, SLOWER = 0.9, 0.99  # of Adam's two averages
SEED = 1

Numbers = dict[str, Any]


@dataclass(frozen=True)
class Examples:
    """Texts as numbers, with what is known of them.

    Shape  forms: each form once; texts: places in forms; labels, weights: (texts, attributes), weight 0 where
           unknown; sources: of which each has a base rate of its own
    """

    forms: list[str]
    texts: list[NDArray[np.int32]]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]
    sources: NDArray[np.int32]


def learn(examples: Examples, tell: Callable[[int, int], None]) -> dict[str, NDArray[np.float32]]:
    """The network's numbers. Deterministic on one machine. Shape  tell(batches done, batches in all)"""
    chance = np.random.default_rng(SEED)
    table = Table(examples.forms)
    attributes, sources = examples.labels.shape[1], int(examples.sources.max()) + 1
    numbers: Numbers = {k: jnp.asarray(v) for k, v in _begin(chance, attributes, sources).items()}
    means = {k: jnp.zeros_like(v) for k, v in numbers.items()}
    squares = {k: jnp.zeros_like(v) for k, v in numbers.items()}
    step = jax.jit(_step, donate_argnums=(0, 1, 2))
    key = jax.random.key(SEED)
    plan = [batch for _ in range(EPOCHS) for batch in _batches(examples, chance)]
    for done, (rows, length) in enumerate(plan, 1):
        rate = RATE * (1 - done / len(plan)) + RATE / 300
        key, drawn = jax.random.split(key)
        known = examples.labels[rows], examples.weights[rows], examples.sources[rows]
        read = table.read([examples.texts[row] for row in rows], length, chance)
        numbers, means, squares = step(numbers, means, squares, done, rate, read, known, drawn)
        tell(done, len(plan))
    return {name: np.asarray(value) for name, value in numbers.items() if name != "source"}


class Table:
    """The pieces and hashes of every form, ready to be looked up."""

    def __init__(self, forms: Sequence[str]) -> None:
        self.nothing = len(forms)
        self.pieces = np.full((len(forms) + 1, MOST_PIECES), PIECES, np.int32)
        for place, form in enumerate(forms):
            found = pieces(form)
            self.pieces[place, : len(found)] = found
        self.root = np.sqrt((self.pieces < PIECES).sum(axis=1).clip(1)).astype(np.float32)
        self.hashes = np.array([*map(word_hash, forms), 0], np.uint64)

    def read(
        self, texts: Sequence[NDArray[np.int32]], length: int, chance: np.random.Generator
    ) -> tuple[NDArray[Any], ...]:
        """A batch as the network takes it; of a longer text, a stretch drawn by chance.

        Shape  (forms' pieces, their roots, places in those, which are words, terms, pairs, which stand first)
        """
        ids = np.full((len(texts), length), self.nothing, np.int32)
        for row, text in enumerate(texts):
            start = chance.integers(0, max(len(text) - length, 0) + 1)
            stretch = text[start : start + length]
            ids[row, : len(stretch)] = stretch
        terms, pairs = np.zeros((2, len(texts), length), np.int32)
        for row, hashes in enumerate(self.hashes[ids]):
            terms[row], pairs[row, 1:] = term_places(hashes)
        order = np.argsort(ids, axis=1, kind="stable")
        ordered = np.take_along_axis(ids, order, axis=1)
        is_first = np.ones(ids.shape, np.float32)
        np.put_along_axis(
            is_first, order[:, 1:], (ordered[:, 1:] != ordered[:, :-1]).astype(np.float32), axis=1
        )
        used, places = np.unique(ids, return_inverse=True)
        padded = np.full(
            1 << int(len(used) - 1).bit_length(), self.nothing, np.int32
        )  # few sizes, few compilations
        padded[: len(used)] = used
        is_word = (ids != self.nothing).astype(np.float32)
        own = self.pieces[padded], self.root[padded], places.reshape(ids.shape)
        return *own, is_word, terms, pairs, is_first * is_word


def _begin(chance: np.random.Generator, attributes: int, sources: int) -> dict[str, NDArray[np.float32]]:
    def small(*shape: int, scale: float = 0.1) -> NDArray[np.float32]:
        return chance.normal(0, scale, shape).astype(np.float32)

    wide = (2 * WINDOW + 1) * SIZE
    return {
        "pieces": small(PIECES + 1, SIZE),
        "layer": small(wide, LAYER, scale=wide**-0.5),
        "layer_base": np.zeros(LAYER, np.float32),
        "value": small(LAYER, attributes),
        "say": small(LAYER, attributes),
        "straight": np.zeros((SIZE, attributes), np.float32),
        "terms": np.zeros((TERMS, attributes), np.float32),
        "base": np.zeros(attributes, np.float32),
        "source": np.zeros((sources, attributes), np.float32),
    }


def _batches(examples: Examples, chance: np.random.Generator) -> list[tuple[NDArray[np.int64], int]]:
    """Texts of like length together, in an order drawn by chance."""
    sizes = np.minimum([len(text) for text in examples.texts], LENGTHS[-1])
    kinds = np.searchsorted(LENGTHS, sizes)
    found = list(_cut(kinds, chance))
    return [found[at] for at in chance.permutation(len(found))]


def _cut(kinds: NDArray[np.int64], chance: np.random.Generator) -> Iterator[tuple[NDArray[np.int64], int]]:
    for kind, length in enumerate(LENGTHS):
        rows = chance.permutation(np.flatnonzero(kinds == kind))
        for at in range(0, len(rows) - BATCH + 1, BATCH):
            yield rows[at : at + BATCH], length


def said(numbers: Numbers, read: Any, drawn: Any = None) -> Any:
    """Log-odds, (texts, attributes), as `Model.read` has them before calibration.

    Shape  drawn: a key, to drop words and parts of the layer by chance, as in training
    """
    own_pieces, root, places, is_word, terms, pairs, is_first = read
    rows = numbers["pieces"][own_pieces] * (own_pieces < PIECES)[..., None]
    words = (rows.sum(axis=1) / root[:, None])[places] * is_word[..., None]
    drop_words, drop_layer = (None, None) if drawn is None else jax.random.split(drawn)
    words = _dropped(words, drop_words, WORDS_DROPPED, (*places.shape, 1))
    length = places.shape[1]
    padded = jnp.pad(words, ((0, 0), (WINDOW, WINDOW), (0, 0)))
    beside = jnp.concatenate([padded[:, at : at + length] for at in range(2 * WINDOW + 1)], axis=-1)
    layer = jax.nn.relu(beside @ numbers["layer"] + numbers["layer_base"])
    layer = _dropped(layer, drop_layer, LAYER_DROPPED, layer.shape) / (
        1 if drawn is None else 1 - LAYER_DROPPED
    )
    say = jnp.where(is_word[..., None] > 0, layer @ numbers["say"], -1e9)
    values = (jax.nn.softmax(say, axis=1) * (layer @ numbers["value"])).sum(axis=1) * SAY
    distinct = jnp.sqrt(jnp.maximum(is_first.sum(axis=1), 1))[:, None]
    straight = (words * is_first[..., None]).sum(axis=1) @ numbers["straight"]
    has_pair = is_word.at[:, 0].set(0)[..., None]
    by_term = (numbers["terms"][terms] * is_first[..., None]).sum(axis=1)
    by_term += (numbers["terms"][pairs] * has_pair).sum(axis=1)
    return values + (straight + by_term) / distinct + numbers["base"]


def _dropped(values: Any, drawn: Any, share: float, shape: tuple[int, ...]) -> Any:
    return values if drawn is None else values * (jax.random.uniform(drawn, shape) > share)


def _loss(numbers: Numbers, read: Any, known: Any, drawn: Any) -> Any:
    """Cross entropy of soft labels; a base of its own for each source, which the shipped model leaves out."""
    labels, weights, sources = known
    odds = said(numbers, read, drawn) + numbers["source"][sources]
    lost = jnp.maximum(odds, 0) - odds * labels + jnp.log1p(jnp.exp(-jnp.abs(odds)))
    own_pieces = read[0]
    rows = numbers["pieces"][own_pieces] * (own_pieces < PIECES)[..., None]
    held = PIECES_HELD * (rows**2).sum() / len(own_pieces) + SOURCES_HELD * (numbers["source"] ** 2).sum()
    return (lost * weights).sum() / len(labels) + held


def _step(
    numbers: Numbers,
    means: Numbers,
    squares: Numbers,
    done: int,
    rate: float,
    read: Any,
    known: Any,
    drawn: Any,
) -> tuple[Numbers, Numbers, Numbers]:
    """One step of Adam (Kingma and Ba, 2015)."""
    slopes = jax.grad(_loss)(numbers, read, known, drawn)
    means = {k: SLOW * means[k] + (1 - SLOW) * slopes[k] for k in numbers}
    squares = {k: SLOWER * squares[k] + (1 - SLOWER) * slopes[k] ** 2 for k in numbers}
    first, second = 1 - SLOW**done, 1 - SLOWER**done
    moved = {
        k: numbers[k] - rate * (means[k] / first) / (jnp.sqrt(squares[k] / second) + 1e-8) for k in numbers
    }
    return moved, means, squares
