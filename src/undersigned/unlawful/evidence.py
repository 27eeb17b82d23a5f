"""What this room's rows say, in the ledger's terms: told when an act is recorded, compared ever after."""

from collections.abc import Collection
from uuid import UUID

from undersigned.ledger.rules import Facts, bound

from .models import UnlawfulNotice


def of_notice(row: UnlawfulNotice) -> Facts:
    """Without who sent it: that may have to be forgotten."""
    items = list(row.items.all())
    return {
        "notice": row.id,
        "comments": [item.comment_id for item in items],
        "words_sha256": bound(*((item.law, item.text, item.child_abuse) for item in items)),
        "at": row.sent_at,
    }


def notices(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What notices say now."""
    rows = UnlawfulNotice.objects.filter(id__in=keys).prefetch_related("items")
    return {row.id: {**of_notice(row), "subject": row.id} for row in rows}
