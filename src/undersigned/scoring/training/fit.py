"""Corpora in, model file out: examples, the network, eight bits a number, calibration."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression

from ..model import PIECES, Model
from ..tokens import SHOUTED, tokens
from . import corpora, made, network
from .corpora import LEARNED, Row
from .evading import obfuscate

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAME = "undersigned-1"
OBFUSCATED_SHARE, WORDS_WRITTEN_OTHERWISE = 0.2, 0.3
LONGEST = 700
SAME_BASE = {  # so that these are told apart by what they say, not by where they are from
    "ftr-fr": "mlma-fr",
    "made": "wikipedia-talk-2",
}
TIMES = {"wikipedia-talk-3": 3, "sms-spam": 4, "youtube-spam": 4, "made": 1}
PRESUMED_NO_SPAM = ("civil-comments", "wikipedia-talk", "wikipedia-talk-2", "wikipedia-talk-3")
PRESUMED_WEIGHT = 0.01
SEEN_TWICE = 2
TOXIC_SHARE = 0.095  # of comments at a natural rate: `wikipedia-talk-3`
SPAM_SHARE = 0.02  # presumed: no corpus has it at a natural rate
TOXIC = 0.5


def train(directory: Path, out: Path, tell: Callable[[int, int], None]) -> Model:
    """Make the model file.

    Errors  NoCorpora, OSError
    """
    rows = corpora.load(directory)
    examples = prepare([*(row for row in rows if row.split == "train"), *made.sentences()])
    learned = network.learn(examples, tell)
    numbers = {**packed(learned), "known": known(examples)}
    numbers |= {"slope": np.ones(len(LEARNED), np.float32)}
    facts = {"version": NAME, "attributes": json.dumps(LEARNED)}
    slope, base = calibrate(Model(numbers, facts), rows)
    numbers |= {"slope": slope, "base": base}
    write(numbers, facts, out)
    return Model.at(out)


def write(numbers: dict[str, NDArray[Any]], facts: dict[str, str], out: Path) -> None:
    """The model file. The same numbers make the same bytes: a single entry of metadata has no order."""
    out.parent.mkdir(parents=True, exist_ok=True)
    save_file(numbers, out, metadata={"facts": json.dumps(facts)})
    out.chmod(0o644)  # the library has it for its maker alone


def prepare(rows: Sequence[Row]) -> network.Examples:
    """Rows as the network takes them, with a share of them written otherwise, besides."""
    chance = random.Random(network.SEED)  # noqa: S311 - nothing is kept secret by it
    rows = [row for row in rows for _ in range(TIMES.get(row.corpus, 1))]
    rows += [
        Row(row.corpus, row.split, obfuscate(row.text, seed, WORDS_WRITTEN_OTHERWISE), row.labels)
        for seed, row in enumerate(rows)
        if chance.random() < OBFUSCATED_SHARE
    ]
    places: dict[str, int] = {}
    texts = [
        np.array(
            [places.setdefault(token.form, len(places)) for token in tokens(row.text)[:LONGEST]], np.int32
        )
        for row in rows
    ]
    labels = np.array([[row.labels.get(label, np.nan) for label in LEARNED] for row in rows], np.float32)
    weights = (~np.isnan(labels)).astype(np.float32)
    presumed = np.array([row.corpus in PRESUMED_NO_SPAM for row in rows])
    weights[presumed, LEARNED.index("spam")] = PRESUMED_WEIGHT
    bases = [SAME_BASE.get(row.corpus, row.corpus) for row in rows]
    names = sorted(set(bases))
    sources = np.array([names.index(base) for base in bases], np.int32)
    return network.Examples(list(places), texts, np.nan_to_num(labels), weights, sources)


def packed(learned: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[Any]]:
    """The two large tables in eight bits a number, by column; the rest as it is."""
    numbers: dict[str, NDArray[Any]] = {**learned, "pieces": learned["pieces"][:PIECES]}
    for name in ("pieces", "terms"):
        scale = np.abs(numbers[name]).max(axis=0) / 127
        numbers[name] = np.round(numbers[name] / scale).astype(np.int8)
        numbers[f"{name}_scale"] = scale.astype(np.float32)
    return numbers


def known(examples: network.Examples) -> NDArray[np.uint32]:
    """Hashes of the words seen more than once: by them a text in another language shows."""
    counts = Counter(place for text in examples.texts for place in set(text.tolist()))
    words = {examples.forms[place].rstrip(SHOUTED) for place, seen in counts.items() if seen >= SEEN_TWICE}
    return np.array(sorted({crc32(word.encode()) for word in words}), np.uint32)


def calibrate(model: Model, rows: Sequence[Row]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Slope and base for each attribute, by which log-odds mean what they say at a natural rate.

    From what training has not seen: the `dev` split of talk pages at their natural rate, and held-out rows,
    whose toxic ones get the weight that makes them as rare as they are. Of what is not toxic nothing is an
    insult, a threat, an attack or profane. Spam is given the share that newsrooms are presumed to see.

    Source  J. Platt, Probabilistic outputs for support vector machines (1999)
    """
    natural = [row for row in rows if row.split == "dev" and row.corpus == "wikipedia-talk-3"]
    held = [row for row in rows if row.split == "held"]
    talk = [row for row in held if row.corpus == "wikipedia-talk"]
    read = cache(lambda text: model.read(text).log_odds)
    slopes, bases = [], []
    for place, label in enumerate(LEARNED):
        if label == "spam":
            used = _with_rare_spam(held, natural)
        elif label == "toxicity":
            used = [(row, 1.0) for row in natural]
        else:
            used = _at_natural_rate(natural, talk)
        said = np.array([[read(row.text)[place]] for row, _ in used])
        truth = [row.labels.get(label, 0.0) >= TOXIC for row, _ in used]
        fitted = LogisticRegression(C=1e6).fit(said, truth, sample_weight=[weight for _, weight in used])
        slopes.append(fitted.coef_[0, 0])
        bases.append(fitted.intercept_[0])
    slope, shift = np.array(slopes, np.float32), np.array(bases, np.float32)
    return slope, slope * model.base + shift


def _at_natural_rate(natural: Sequence[Row], talk: Sequence[Row]) -> list[tuple[Row, float]]:
    civil = [row for row in [*natural, *talk] if row.labels["toxicity"] < TOXIC]
    toxic = [row for row in talk if row.labels["toxicity"] >= TOXIC]
    weight = TOXIC_SHARE / (1 - TOXIC_SHARE) * len(civil) / len(toxic)
    return [*((row, 1.0) for row in civil), *((row, weight) for row in toxic)]


def _with_rare_spam(held: Sequence[Row], natural: Sequence[Row]) -> list[tuple[Row, float]]:
    spam = [row for row in held if row.labels.get("spam", 0.0) >= TOXIC]
    other = [*(row for row in held if row.labels.get("spam", 1.0) < TOXIC), *natural]
    weight = SPAM_SHARE / (1 - SPAM_SHARE) * len(other) / len(spam)
    return [*((row, 1.0) for row in other), *((row, weight) for row in spam)]
