"""Reads of this room: what a desk taught, and what that says of a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from undersigned.kernel.errors import NotFound
from undersigned.moderation import reads as moderation
from undersigned.scoring import reads as scorer

from .drift import Drift, drift
from .fitting import Floats
from .learned import Learned, Material
from .models import Layer, Promotion
from .plain import plain
from .rules import MOST, Ranked
from .shapes import Example, LayerShape, PromotionShape

if TYPE_CHECKING:
    from datetime import datetime

    from undersigned.communities.models import Community

LEAST = 1e-6  # chances beyond have no log-odds worth the name


def features(texts: Sequence[str]) -> Floats:
    """What a layer sees of texts: nothing but the texts. Shape  (texts, features)"""
    plainly = np.array([plain(text) for text in texts], np.float32)
    return np.hstack([scorer.features(texts), plainly]).astype(float)


def log_odds(chance: float | None) -> float:
    """Shape  chance: 0–1; None gives NaN"""
    if chance is None:
        return float("nan")
    chance = min(max(chance, LEAST), 1 - LEAST)
    return log(chance / (1 - chance))


def examples(community_id: UUID) -> list[Example]:
    """The newest texts that people judged, the oldest first."""
    return [
        Example(j.revision_id, j.text, j.is_against, j.clauses, j.by, j.at)
        for j in moderation.judged(community_id, MOST)
    ]


def material(examples: Sequence[Example], shipped: Sequence[float | None]) -> Material:
    """Examples as a layer is made from them. Shape  shipped: the shipped score of each, 0–1"""
    return Material(
        examples,
        features([example.text for example in examples]),
        np.array([log_odds(chance) for chance in shipped]),
    )


def chance(community: Community, text: str, shipped: float | None) -> dict[str, float] | None:
    """How likely this desk refuses a text: under any clause, and under each that has a chance of its own.
    None while no layer scores there, or the one that did stands on another scorer than today's.

    Shape  shipped: the shipped score of it, 0–1 → by head
    """
    if community.layer is None:
        return None
    layer = _ready(community.layer)
    if layer is None:
        return None
    said = layer.chances(features([text]), np.array([log_odds(shipped)]))[0]
    return dict(zip(layer.heads, said.tolist(), strict=True))


def version(community: Community) -> str:
    """What a decision names the layer by that scores in a community; empty where none does."""
    if community.layer is None or _ready(community.layer) is None:
        return ""
    return f"layer-{_number(community.layer)}"


@lru_cache(64)
def _ready(layer_id: UUID) -> Learned | None:
    """A layer is never edited: read once a process."""
    row = Layer.objects.get(id=layer_id)
    return ready(row) if row.base == scorer.VERSION else None


@lru_cache(64)
def _number(layer_id: UUID) -> int:
    return Layer.objects.values_list("number", flat=True).get(id=layer_id)


def ready(row: Layer) -> Learned:
    """A layer to be asked."""
    return Learned.of(bytes(row.numbers), row.heads)


def layer(layer_id: UUID) -> LayerShape:
    """One layer. Errors  NotFound"""
    row = Layer.objects.filter(id=layer_id).first()
    if row is None:
        raise NotFound(what="layer")
    return _shape(row)


def learned(layer_id: UUID) -> Learned:
    """Its numbers."""
    return ready(Layer.objects.get(id=layer_id))


def newest(community_id: UUID) -> LayerShape | None:
    """The last layer that was made."""
    row = Layer.objects.filter(community_id=community_id).order_by("-number").first()
    return None if row is None else _shape(row)


def promotions(community_id: UUID, most: int = 20) -> list[PromotionShape]:
    """Which layers have scored, the newest first."""
    rows = Promotion.objects.filter(community_id=community_id).select_related("layer").order_by("-at", "-id")
    return [
        PromotionShape(p.layer_id, p.layer.number if p.layer else None, p.by_id, p.at) for p in rows[:most]
    ]


def drift_of(community: Community, now: datetime) -> Drift | None:
    """How the layer that scores does since it was promoted; None while none does."""
    name = version(community)
    promotion = in_force(community.id)
    if not name or promotion is None or promotion.layer is None:
        return None
    facts = promotion.layer.facts
    told = facts["scores"]["challenger"]
    scored = moderation.borne_out(community.id, f"+{name}", promotion.at, MOST)
    return drift(scored, facts["bands"], Ranked(told["area"], told["low"], told["high"]), now)


def in_force(community_id: UUID) -> Promotion | None:
    """The newest promotion, as a row."""
    rows = Promotion.objects.filter(community_id=community_id).select_related("layer")
    return rows.order_by("-at", "-id").first()


def _shape(row: Layer) -> LayerShape:
    return LayerShape(
        id=row.id,
        community_id=row.community_id,
        number=row.number,
        base=row.base,
        fitted_at=row.fitted_at,
        until=row.until,
        newest=row.newest,
        examples=row.examples,
        against=row.against,
        heads=tuple(row.heads),
        facts=row.facts,
    )
