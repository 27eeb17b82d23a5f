"""What the ledger tells of layers, and the same facts read off the rows again."""

from collections.abc import Collection
from hashlib import sha256
from uuid import UUID

from undersigned.ledger.rules import Facts

from .models import Promotion


def of_promotion(row: Promotion) -> Facts:
    layer = row.layer
    return {
        "promotion": row.id,
        "layer": row.layer_id,
        "numbers_sha256": None if layer is None else sha256(bytes(layer.numbers)).hexdigest(),
        "at": row.at,
    }


def promotions(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What promotions say now."""
    rows = Promotion.objects.filter(id__in=keys).select_related("layer")
    return {row.id: {**of_promotion(row), "actor": row.by_id, "subject": row.community_id} for row in rows}
