"""What the shipped model gets right and wrong, as the tables of `undersigned scorer evaluate`.

Every figure is of the file as it is shipped, on texts that training has not seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import precision_recall_curve, roc_auc_score

from ..model import Model
from . import corpora, probes
from .corpora import CORPORA, LEARNED
from .evading import obfuscate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .corpora import Row

SEEN_BY_HALF = 0.5
RESAMPLED = 200
FEWEST_POSITIVES = 3
PRECISION = 0.95
LONG_WORDS = 100
FRENCH = ("mlma-fr", "ftr-fr")
AT_NATURAL_RATE = ("wikipedia-talk-3", "wikipedia-talk-2")
NATURAL_HOLD = 0.5
DOUBTFUL = 0.2


@dataclass(frozen=True, slots=True)
class Table:
    """Shape  rows: as many cells as there are columns"""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """As in the documentation."""
        lines = [self.columns, ("---",) * len(self.columns), *self.rows]
        return f"### {self.title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


@dataclass(frozen=True)
class Measured:
    """A model's answers to the test texts, as they are and obfuscated. Shape  said: (rows, attributes)"""

    model: Model
    rows: Sequence[Row]

    @cached_property
    def said(self) -> NDArray[np.float32]:
        return read(self.model, (row.text for row in self.rows))

    @cached_property
    def said_of_obfuscated(self) -> NDArray[np.float32]:
        return read(self.model, (obfuscate(row.text, seed) for seed, row in enumerate(self.rows)))

    def of(self, names: Iterable[str], label: str) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The rows of some corpora where a label is known, and whether half of the people saw it."""
        names = set(names)
        places = [at for at, row in enumerate(self.rows) if row.corpus in names and label in row.labels]
        truth = [self.rows[at].labels[label] >= SEEN_BY_HALF for at in places]
        return np.array(places, np.int64), np.array(truth, bool)


def read(model: Model, texts: Iterable[str]) -> NDArray[np.float32]:
    """(texts, attributes) log-odds."""
    return np.array([model.read(text).log_odds for text in texts])


def evaluate(model: Model, directory: Path) -> Iterator[Table]:
    """Every table, in the order of the documentation.

    Errors  NoCorpora
    """
    measured = Measured(model, [row for row in corpora.load(directory) if row.split == "test"])
    yield sources(measured)
    yield calibration(measured)
    yield groups(model)
    yield pairs(model)
    yield everyday(model)


def sources(measured: Measured) -> Table:
    """ROC-AUC of each label of each corpus, with a bootstrap interval, and of the obfuscated copy."""
    rows = []
    for label in LEARNED:
        for names in [*((corpus.name,) for corpus in CORPORA), *([FRENCH] if label == "toxicity" else [])]:
            places, truth = measured.of(names, label)
            if min(truth.sum(), (~truth).sum()) >= FEWEST_POSITIVES:
                rows.append((label, " + ".join(names), *_figures(measured, label, places, truth)))
    places, truth = measured.of(["civil-comments", *AT_NATURAL_RATE], "toxicity")
    is_long = np.array([len(measured.rows[at].text.split()) >= LONG_WORDS for at in places])
    long = (places[is_long], truth[is_long])
    rows.append(
        ("toxicity", f"comments of {LONG_WORDS} words and more", *_figures(measured, "toxicity", *long))
    )
    columns = (
        "attribute",
        "test",
        "texts",
        "positive",
        "ROC-AUC",
        "95 %",
        "obfuscated",
        "recall at precision 95 %",
    )
    return Table("Telling apart", columns, tuple(rows))


def _figures(
    measured: Measured, label: str, places: NDArray[np.int64], truth: NDArray[np.bool_]
) -> tuple[str, ...]:
    said = measured.said[places, LEARNED.index(label)]
    otherwise = measured.said_of_obfuscated[places, LEARNED.index(label)]
    low, high = interval(truth, said)
    return (
        f"{len(truth):,}",
        f"{truth.sum():,}",
        f"{roc_auc_score(truth, said):.3f}",
        f"{low:.3f}–{high:.3f}",
        f"{roc_auc_score(truth, otherwise):.3f}",
        f"{100 * recall_at(truth, said):.0f} %",
    )


def interval(truth: NDArray[np.bool_], said: NDArray[np.float32]) -> tuple[float, float]:
    """Of the ROC-AUC, by drawing the texts again with replacement."""
    chance = np.random.default_rng(1)
    drawn = (chance.integers(0, len(truth), len(truth)) for _ in range(RESAMPLED))
    found = [roc_auc_score(truth[rows], said[rows]) for rows in drawn if 0 < truth[rows].sum() < len(rows)]
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def recall_at(truth: NDArray[np.bool_], said: NDArray[np.float32]) -> float:
    """The most of what is there that can be found while nineteen in twenty found are right."""
    precision, recall, _ = precision_recall_curve(truth, said)
    return float(recall[precision >= PRECISION].max())


def calibration(measured: Measured) -> Table:
    """What was said and what was so, where comments come as they come."""
    edges = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 1.0)
    rows = []
    for label in LEARNED[:-1]:
        places, truth = measured.of(AT_NATURAL_RATE, label)
        chances = chance_of(measured.said[places, LEARNED.index(label)])
        cells = []
        for low, high in pairwise(edges):
            inside = (chances >= low) & (chances < high)
            told = (
                f"{100 * chances[inside].mean():.0f} → {100 * truth[inside].mean():.0f} %"
                if inside.any()
                else "–"
            )
            cells.append(f"{told} of {inside.sum():,}" if inside.any() else told)
        rows.append((label, *cells))
    columns = (
        "attribute",
        *(f"{100 * low:.0f}–{100 * high:.0f} %" for low, high in pairwise(edges)),
    )
    return Table("Saying how sure: said → so, at a natural rate", columns, tuple(rows))


def groups(model: Model) -> Table:
    """Neutral sentences about each group that score as toxic or as an attack all the same."""
    found: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    for group, sentence in probes.about_groups():
        found[group].append(chance_of(model.read(sentence).log_odds))
    rows = []
    for group, chances in found.items():
        toxic, attack = (
            np.array(chances)[:, LEARNED.index(label)] for label in ("toxicity", "identity_attack")
        )
        over = [f"{100 * (np.maximum(toxic, attack) >= at).mean():.0f} %" for at in (DOUBTFUL, NATURAL_HOLD)]
        rows.append((group, str(len(chances)), f"{toxic.mean():.2f}", f"{attack.mean():.2f}", *over))
    columns = ("group", "sentences", "toxicity, mean", "attack, mean", "either ≥ 0.2", "either ≥ 0.5")
    return Table("Neutral sentences about groups", columns, tuple(rows))


def pairs(model: Model) -> Table:
    """Of two sentences with much the same words one offends: how often it scores higher, how high both do."""
    rows = []
    for kind in dict.fromkeys(pair.kind for pair in probes.PAIRS):
        both = np.array(
            [
                [chance_of(model.read(text).log_odds).max() for text in (pair.offends, pair.does_not)]
                for pair in probes.PAIRS
                if pair.kind == kind
            ]
        )
        higher = f"{(both[:, 0] > both[:, 1]).sum()} of {len(both)}"
        over = [f"{(column >= NATURAL_HOLD).sum()} of {len(both)}" for column in both.T]
        rows.append((kind, higher, *over))
    columns = ("kind", "offends scores higher", "offends ≥ 0.5", "does not, ≥ 0.5 all the same")
    return Table("Much the same words", columns, tuple(rows))


def everyday(model: Model) -> Table:
    """Short sentences with nothing wrong in them, by the highest of their chances."""
    highest = np.array([chance_of(model.read(text).log_odds).max() for text in probes.EVERYDAY])
    over = [f"{(highest >= at).sum()} of {len(highest)}" for at in (DOUBTFUL, NATURAL_HOLD)]
    return Table("Short everyday sentences", ("any ≥ 0.2", "any ≥ 0.5"), (tuple(over),))


def chance_of(log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """0–1."""
    chances: NDArray[np.float32] = (1 / (1 + np.exp(-log_odds))).astype(np.float32)
    return chances
