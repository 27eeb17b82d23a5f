"""How a text scored, for whoever decides: in the row of the queue, and word by word on the page of a case."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from undersigned.journeys.weighing import COUNTED, DESK, by_model, is_told
from undersigned.moderation.rules import MOST_DOUBT, Weighed, percent
from undersigned.moderation.shapes import CaseShape
from undersigned.scoring import reads as scorer
from undersigned.scoring.shapes import ATTRIBUTES, Assessment, Weight
from undersigned.web.reasons import attribute

MOST_MARKED = 8
STEPS = (0.67, 0.34)  # of the heaviest word: marked thrice, twice, else once


@dataclass(frozen=True, slots=True)
class InRow:
    """The score of a case in a row. Shape  says: in words; is_unsure: neither high nor low"""

    percent: int
    says: str
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One attribute. Shape  is_highest: it is the score; counts: it could be"""

    words: str
    percent: int
    is_highest: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A word that moved the score. Shape  weight: how much, signed; speaks_for: it, or against; level: 1–3"""

    excerpt: str
    weight: str
    speaks_for: bool
    level: int


@dataclass(frozen=True, slots=True)
class Scored:
    """How a text scored when it was sent, and the words that moved it, as the scorer of today has them.

    Shape  unavailable: attributes that have no honest answer; version: of what scored it then, empty for
           nothing; now: of what found the words; is_held_by_it: the score is a reason why the case is here
    """

    lines: list[Line]
    unavailable: list[str]
    highest: str
    version: str
    now: str
    moved: list[Moved]
    is_held_by_it: bool

    @property
    def levels(self) -> dict[str, int]:
        """Which words are marked in the text, and how strongly."""
        return {each.excerpt: each.level for each in self.moved if each.speaks_for and is_told(each.excerpt)}


def in_row(case: CaseShape) -> InRow | None:
    """The score of a case; nothing where there is none."""
    scored = case.scored
    if scored.percent is None:
        return None
    is_unsure = case.doubt == MOST_DOUBT
    words = {"what": attribute(scored.attribute), "percent": scored.percent}
    says = _("Score %(percent)s out of 100: %(what)s; the scorer is unsure") if is_unsure else ""
    return InRow(scored.percent, (says or _("Score %(percent)s out of 100: %(what)s")) % words, is_unsure)


def scored_of(case: CaseShape) -> Scored | None:
    """How the newest text scored; nothing where no model ever saw it, or its words are gone."""
    if case.purged_at is not None:
        return None
    today = scorer.assess(case.text)
    fresh = by_model(today)
    kept = case.scored if case.scored.version else fresh
    if not kept.version:
        return None
    return Scored(
        lines=_lines(kept),
        unavailable=[attribute(name) for name, p in _in_order(kept) if p is None],
        highest=attribute(kept.attribute) if kept.attribute else "",
        version=case.scored.version,
        now=fresh.version,
        moved=_moved(today, fresh.attribute if kept.attribute == DESK else kept.attribute),
        is_held_by_it=any(reason["code"] == "score" for reason in case.why),
    )


def _in_order(kept: Weighed) -> list[tuple[str, float | None]]:
    """The desk's own chances first, then the attributes as they are listed everywhere: a database may keep
    the names in an order of its own.
    """
    order = {name: n for n, name in enumerate(ATTRIBUTES, 1)}
    return sorted(kept.probabilities.items(), key=lambda each: (order.get(each[0], 0), each[0]))


def _lines(kept: Weighed) -> list[Line]:
    return [
        Line(
            attribute(name),
            percent(probability),
            name == kept.attribute,
            name in COUNTED or name == DESK,
        )
        for name, probability in _in_order(kept)
        if probability is not None
    ]


def _moved(today: Assessment, name: str) -> list[Moved]:
    """The words that weigh most, the heaviest first, each once."""
    found = next((score.weights for score in today.scores if score.attribute == name), ())
    heaviest: dict[str, Weight] = {}
    for weight in sorted(found, key=lambda weight: -abs(weight.weight)):
        heaviest.setdefault(weight.excerpt, weight)
    chosen = list(heaviest.values())[:MOST_MARKED]
    most = max((abs(weight.weight) for weight in chosen), default=0.0)
    return [
        Moved(w.excerpt, f"{w.weight:+.1f}".replace("-", "−"), w.weight > 0, _level(abs(w.weight), most))
        for w in chosen
    ]


def _level(weight: float, most: float) -> int:
    return 1 + sum(weight >= step * most for step in STEPS)
