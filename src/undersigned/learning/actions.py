"""Writes of this room. Called by journeys, inside their transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from undersigned.scoring import reads as scorer

from .learned import Learned
from .models import Layer, Promotion
from .shapes import Example


def keep_layer(
    community_id: UUID,
    learned: Learned,
    examples: Sequence[Example],
    newest: datetime,
    facts: Mapping[str, Any],
    at: datetime,
) -> Layer:
    """Keep a layer that was made; one that nobody promoted makes room for it.

    Shape  examples: those it learnt from, the oldest first; newest: of those it was compared on
    """
    last = Layer.objects.filter(community_id=community_id).order_by("-number").first()
    if last is not None and not last.promotions.exists():
        last.delete()
    return Layer.objects.create(
        community_id=community_id,
        number=1 if last is None else last.number + 1,
        base=scorer.VERSION,
        fitted_at=at,
        until=examples[-1].at,
        newest=newest,
        examples=len(examples),
        against=sum(example.is_against for example in examples),
        heads=list(learned.heads),
        numbers=learned.kept(),
        facts=dict(facts),
    )


def note_alarm(promotion: Promotion, at: datetime) -> bool:
    """That the desk is told of a layer that drifts, once; whether it was not told before."""
    return bool(Promotion.objects.filter(id=promotion.id, alarmed_at=None).update(alarmed_at=at))


def promote(community_id: UUID, layer_id: UUID | None, by_id: UUID | None, at: datetime) -> Promotion:
    """Which layer scores from now on; None: the shipped model alone."""
    return Promotion.objects.create(community_id=community_id, layer_id=layer_id, by_id=by_id, at=at)
