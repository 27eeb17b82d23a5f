"""What the shipped model says of a text, in the words of an assessment; and when it should say nothing."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from .model import Model, Reading
from .shapes import ATTRIBUTES, Score, Weight

MODEL = "undersigned-1"  # in `shipped`; a test holds it against the file
FEWEST_TELLING, KNOWN_SHARE = 4, 0.7
FELT = 0.1


@cache
def shipped() -> Model:
    """Loaded when first asked."""
    with as_file(files("undersigned.scoring") / "shipped" / "scorer.safetensors") as path:
        return Model.at(path)


def scores(text: str) -> tuple[Score, ...]:
    """One an attribute. None is answered where no corpus had an honest label, where most words are of a
    language that the model never saw, and where there is nothing to read.
    """
    model = shipped()
    reading = model.read(text)
    silent = is_foreign(reading) or not reading.tokens[-1].end
    places = {attribute: place for place, attribute in enumerate(model.attributes)}
    return tuple(
        Score(attribute, None)
        if silent or attribute not in places
        else _score(text, reading, attribute, places[attribute])
        for attribute in ATTRIBUTES
    )


def features(texts: Sequence[str]) -> NDArray[np.float32]:
    """What a layer on top may learn from: of the text alone. Shape  (texts, features)"""
    return np.array([shipped().read(text).features for text in texts])


def is_foreign(reading: Reading) -> bool:
    """Whether most words are none that training has seen. Of a few words nobody can tell."""
    telling = sum(token.form[:1].isalpha() for token in reading.tokens)
    return telling >= FEWEST_TELLING and reading.known < KNOWN_SHARE


def _score(text: str, reading: Reading, attribute: str, place: int) -> Score:
    added = reading.added[:, place]
    log_odds = float(reading.log_odds[place])
    felt = np.flatnonzero(np.abs(added) >= FELT)
    weights = tuple(
        Weight(token.start, token.end, text[token.start : token.end], float(weight))
        for token, weight in zip((reading.tokens[at] for at in felt), added[felt], strict=True)
    )
    rest = log_odds - sum(weight.weight for weight in weights)
    return Score(attribute, float(1 / (1 + np.exp(-log_odds))), weights, rest)
