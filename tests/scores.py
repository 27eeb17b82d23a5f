"""Scores as a model would give them: a test says what a text scores, so that none depends on a model."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from undersigned.scoring import reads as scorer
from undersigned.scoring.shapes import ATTRIBUTES, Assessment, Score, Weight

VERSION = "model-under-test"
Scores = Callable[..., None]


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> Scores:
    """Call it with a text and a probability an attribute: that is what it scores from now on; the others are
    not available. What was given no score has none at all. Shape  words: what moved the highest of them
    """
    given: dict[str, tuple[Score, ...]] = {}
    assess = scorer.assess

    def assess_with(text: str) -> Assessment:
        found = assess(text)
        if text not in given:
            return replace(found, scores=())
        return replace(found, scores=given[text], version=VERSION)

    def score(text: str, words: Sequence[str] = (), **probabilities: float) -> None:
        highest = max(probabilities, key=lambda name: probabilities[name], default="")
        weights = tuple(
            Weight(text.index(word), text.index(word) + len(word), word, 2.0 / (n + 1))
            for n, word in enumerate(words)
        )
        given[text] = tuple(
            Score(name, probabilities.get(name), weights if name == highest else ()) for name in ATTRIBUTES
        )

    monkeypatch.setattr(scorer, "assess", assess_with)
    monkeypatch.setattr(scorer, "VERSION", VERSION)
    return score
