"""The labelled comments the shipped model is made from. The texts are abusive: data, never quoted."""

import csv
import gzip
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

LEARNED = ("toxicity", "insult", "threat", "identity_attack", "profanity", "spam")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A set of labelled texts. Shape  language: of all of it; licence: as its source states it"""

    name: str
    language: str
    licence: str
    what: str


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled text.

    Shape  split: "train", "dev", "test", or "held" out of training for calibration;
           labels: attribute → share of people who saw it, 0–1; an attribute that is missing is unknown
    """

    corpus: str
    split: str
    text: str
    labels: dict[str, float]


CORPORA = (
    Corpus("civil-comments", "en", "CC0", "news comments, most of them toxic by choice"),
    Corpus("wikipedia-talk", "en", "CC0, texts CC BY-SA 3.0", "talk pages, half of them toxic by choice"),
    Corpus("wikipedia-talk-2", "en", "CC0, texts CC BY-SA 3.0", "talk pages at a natural rate"),
    Corpus(
        "wikipedia-talk-3", "en", "CC0, texts CC BY-SA 3.0", "talk pages at a natural rate, toxicity only"
    ),
    Corpus("davidson", "en", "MIT", "tweets found by words of hate"),
    Corpus("hatexplain", "en", "MIT", "tweets and Gab posts"),
    Corpus("dynabench", "en", "CC BY 4.0", "sentences written to deceive a model"),
    Corpus("hatemoji", "en", "CC BY 4.0", "the same, with emoji"),
    Corpus("edos", "en", "CC0", "Reddit and Gab posts, sexism"),
    Corpus("paradetox", "en", "CC0", "rude sentences and their polite rewritings"),
    Corpus("sms-spam", "en", "CC BY 4.0", "text messages"),
    Corpus("youtube-spam", "en", "CC BY 4.0", "comments under five music videos; the test is one of them"),
    Corpus("mlma-fr", "fr", "MIT", "tweets found by keyword"),
    Corpus("ftr-fr", "fr", "MIT", "tweets, racism"),
)
HELD_OUT_SHARE = {"wikipedia-talk": 0.07, "sms-spam": 0.03, "youtube-spam": 0.03}


class NoCorpora(Exception):
    """A file of the corpora is not there. Shape  args[0]: its path"""


def load(directory: Path) -> list[Row]:
    """Every row of every corpus, in the order of files and lines.

    Errors  NoCorpora
    """
    return [row for corpus in CORPORA for row in _rows(directory / f"{corpus.name}.csv.gz", corpus.name)]


def _rows(path: Path, name: str) -> list[Row]:
    if not path.exists():
        raise NoCorpora(path)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [_row(name, fields) for fields in csv.DictReader(lines)]


def _row(name: str, fields: dict[str, str]) -> Row:
    labels = {label: float(fields[label]) for label in LEARNED if fields.get(label)}
    if fields.get(
        "racism"
    ):  # what is racist is toxic, and attacks an identity; the rest of those tweets is neither
        labels["toxicity"] = labels["identity_attack"] = float(fields["racism"])
    split = fields["split"]
    if split == "train" and _draw(fields["text"]) < HELD_OUT_SHARE.get(name, 0.0):
        split = "held"
    return Row(name, split, fields["text"], labels)


def _draw(text: str) -> float:
    """A number from 0 to 1 that hangs on the text alone."""
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big") / (1 << 48)
