"""The learning curve of a newsroom's own layer: `python -m bench.learning [SEEDS]`, some minutes.

Simulated desks decide on texts of the corpora that the shipped model was not made from. One has a line of its
own: it refuses attacks on who somebody is, threats, advertising and links, and lets rudeness and swearing
stand. The other refuses what the corpora call toxic, as the shipped score does: there is nothing to learn.
One decision in twenty goes the other way by mistake, a fifth of what is decided is refused, and four people
decide. Prints the tables of `bench/scoring/README.md`.
"""

import csv
import gzip
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from bench.plan import say

CORPORA = Path("../shared/corpora")
SHARES = {
    "civil-comments": 0.3,
    "wikipedia-talk-2": 0.1,
    "wikipedia-talk-3": 0.3,
    "davidson": 0.2,
    "youtube-spam": 0.03,
    "sms-spam": 0.07,
}
SIZES = (50, 100, 200, 500, 1_000, 2_000)
SEEDS = 10
ASKED = 2_000
REFUSED = 0.2
MISTAKES = 0.05
PEOPLE = 4
SEEN = 0.5
TWEETS = ("davidson",)  # where a link is a habit
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
OWN_LINE = ("identity_attack", "threat", "spam")
BEGAN, HOUR = datetime(2026, 1, 5, tzinfo=UTC), timedelta(hours=1)

Truths = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pool:
    """Texts with what a layer sees of them. Shape  own, usual: what each desk refuses; odds: of being sent"""

    features: Floats
    shipped: Floats
    own: Truths
    usual: Truths
    odds: Floats


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of the corpora that training leaves out, and whose labels say what either desk does."""
    csv.field_size_limit(sys.maxsize)
    for name in SHARES:
        with gzip.open(CORPORA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                is_told = row.get("identity_attack") or row.get("spam") or float(row["toxicity"]) < SEEN
                if row["split"] != "train" and is_told:
                    yield name, row


def pool() -> Pool:
    """Every text read once."""
    from undersigned.journeys.weighing import shipped_score
    from undersigned.learning.reads import features, log_odds
    from undersigned.scoring import reads as scorer

    found = list(rows())
    texts = [row["text"] for _, row in found]
    say(f"{len(texts):,} texts")
    own = np.array(
        [
            any(float(row.get(label) or 0) >= SEEN for label in OWN_LINE)
            or (
                name != "davidson" and bool(LINK.search(row["text"]))
            )  # links in tweets are its authors’ habit
            for name, row in found
        ]
    )
    usual = np.array([float(row.get("toxicity") or row.get("spam") or 0) >= SEEN for _, row in found])
    names = np.array([name for name, _ in found])
    odds = np.array([SHARES[name] / (names == name).sum() for name in names])
    shipped = np.array([log_odds(shipped_score(scorer.assess(text))) for text in texts])
    return Pool(features(texts), shipped, own, usual, odds)


def curve(pool: Pool, truth: Truths, seed: int) -> tuple[float, dict[int, float]]:
    """How a layer ranks beside the shipped score, of texts that nobody decided on.

    Shape  → ROC-AUC of the shipped score, and by decisions how far above it the layer is
    """
    from undersigned.learning import rules
    from undersigned.learning.fitting import scaling
    from undersigned.learning.learned import Material, learn
    from undersigned.learning.shapes import Example

    dice = np.random.default_rng(seed)
    share = (pool.odds * truth).sum() / pool.odds.sum()
    odds = pool.odds * np.where(truth, REFUSED / share, (1 - REFUSED) / (1 - share))
    drawn = dice.choice(len(truth), ASKED + max(SIZES), replace=False, p=odds / odds.sum())
    asked, decided = drawn[:ASKED], drawn[ASKED:]
    said = truth ^ (dice.random(len(truth)) < MISTAKES)
    base = scaling(pool.features, pool.shipped).base
    shipped = np.where(np.isnan(pool.shipped), base, pool.shipped)
    before = rules.ranked(shipped[asked], truth[asked]).area or 0.0
    gains = {}
    for size in SIZES:
        part = decided[:size]
        examples = [
            Example(
                UUID(int=int(n)), "", bool(said[n]), (), UUID(int=at % PEOPLE), BEGAN + timedelta(hours=at)
            )
            for at, n in enumerate(part)
        ]
        layer = learn(Material(examples, pool.features[part], pool.shipped[part]))
        chances = None if layer is None else layer.chances(pool.features[asked], pool.shipped[asked])[:, 0]
        gains[size] = 0.0 if chances is None else (rules.ranked(chances, truth[asked]).area or 0.0) - before
    return before, gains


def table(pool: Pool, truth: Truths, seeds: int) -> list[str]:
    """Markdown."""
    runs = [curve(pool, truth, seed) for seed in range(seeds)]
    shipped = median(before for before, _ in runs)
    lines = [
        "| decisions | layer, median | above the shipped score, median | worst | best | no layer yet |",
        "|--:|--:|--:|--:|--:|--:|",
        f"| 0 | {shipped:.3f} | | | | {seeds} of {seeds} |",
    ]
    for size in SIZES:
        gains = sorted(gains[size] for _, gains in runs)
        middle = median(before + gains[size] for before, gains in runs)
        none = sum(gain == 0.0 for gain in gains)
        lines.append(
            f"| {size:,} | {middle:.3f} | {median(gains):+.3f} | {gains[0]:+.3f} | {gains[-1]:+.3f} "
            f"| {none} of {seeds} |"
        )
    return lines


def main() -> int:
    """Both desks."""
    import django

    if not CORPORA.exists():
        say(f"{CORPORA} is not here: the curve is drawn on the corpora that stand beside the clone.")
        return 2
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "undersigned.settings", "UNDERSIGNED_VAR_DIR": directory}
        django.setup()
        read = pool()
    for title, truth in (("A line of its own", read.own), ("As the corpora have it", read.usual)):
        print(f"\n{title}\n")
        print("\n".join(table(read, truth, seeds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
