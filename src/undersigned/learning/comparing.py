"""What is told of a layer before anybody promotes it: beside what scores now, on texts it never saw. Pure."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np

from . import rules
from .fitting import Floats, Truths, chances
from .learned import Learned, Material, without
from .rules import Ranked

APART_SHOWN = 50
PLACES = 4


def compared(learnt: Material, held: Material, layer: Learned, champion: Learned | None) -> dict[str, Any]:
    """Figures of a layer, as JSON.

    Shape   learnt, held: what it was made from, and what it is compared on; champion: that scores now, None
            for the shipped score alone → what `LayerShape.facts` is
    """
    truth = held.truth
    shipped = chances(np.where(np.isnan(held.shipped), layer.scaling.base, held.shipped))
    said = layer.chances(held.features, held.shipped)
    before = None if champion is None else champion.chances(held.features, held.shipped)
    now = shipped if before is None else before[:, 0]
    scores = {"shipped": shipped, "champion": None if before is None else now, "challenger": said[:, 0]}
    return {
        "held_out": len(truth),
        "held_against": int(truth.sum()),
        "scores": {
            name: _told(rules.ranked(score, truth)) | {"off": _rounded(rules.off_by(score, truth))}
            for name, score in scores.items()
            if score is not None
        },
        "better": _told(rules.apart(said[:, 0], now, truth)),
        "clauses": [
            _of_clause(clause, held, said[:, n], shipped) for n, clause in enumerate(layer.heads) if clause
        ],
        "people": _people(learnt, held, layer),
        "apart": _apart(held, said[:, 0], now, np.isnan(held.shipped) if champion is None else None),
        "bands": bands(said[:, 0]),
        "price": layer.price,
    }


def bands(said: Floats) -> list[int]:
    """How many chances stand in each tenth, from 0 to 1."""
    tenths = np.minimum((said * rules.BANDS).astype(int), rules.BANDS - 1)
    return [int(count) for count in np.bincount(tenths, minlength=rules.BANDS)]


def _of_clause(clause: str, held: Material, said: Floats, shipped: Floats) -> dict[str, Any]:
    under = held.under(clause)
    return {
        "clause": clause,
        "against": int(under.sum()),
        "challenger": _told(rules.ranked(said, under)),
        "shipped": _told(rules.ranked(shipped, under)),
    }


def _people(learnt: Material, held: Material, layer: Learned) -> list[dict[str, Any]]:
    """Whose decisions weigh how much, and how far the chances would move without them."""
    by: list[Hashable] = [example.by for example in learnt.examples]
    weights = rules.weights(by, learnt.truth)
    if weights is None:
        raise ValueError("no layer is learnt from these")
    moved: Mapping[Hashable, float] = without(learnt, layer, held)
    return [
        {
            "person": str(person),
            "decisions": by.count(person),
            "share": round(share, PLACES),
            "moved": _rounded(moved.get(person)),
        }
        for person, share in rules.shares(by, weights).items()
    ]


def _apart(held: Material, said: Floats, now: Floats, unknown: Truths | None) -> list[dict[str, Any]]:
    """Where the two differ most, and what people said. Shape  unknown: which have no score now"""
    return [
        {
            "revision": str(held.examples[at].revision_id),
            "challenger": round(float(said[at]), PLACES),
            "now": None if unknown is not None and unknown[at] else round(float(now[at]), PLACES),
            "against": held.examples[at].is_against,
            "clauses": list(held.examples[at].clauses),
        }
        for at in np.argsort(-np.abs(said - now), kind="stable")[:APART_SHOWN]
    ]


def _told(ranked: Ranked) -> dict[str, float | None]:
    return {"area": _rounded(ranked.area), "low": _rounded(ranked.low), "high": _rounded(ranked.high)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)
