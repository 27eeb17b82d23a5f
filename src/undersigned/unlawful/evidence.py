"""What this room's rows say, in the ledger's terms: told when an act is recorded, compared ever after."""

from collections.abc import Collection
from uuid import UUID

from undersigned.ledger.rules import Facts, bound

from .models import DefamationNotice, UnlawfulNotice


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


def of_asking(row: DefamationNotice) -> Facts:
    return {"notice": row.notice_id, "at": row.asked_at}


def of_answer(row: DefamationNotice) -> Facts:
    """Without the name and address given: they may have to be forgotten."""
    return {
        "notice": row.notice_id,
        "answer": row.answer,
        "passes_on": row.poster_passes_on,
        "at": row.answered_at,
    }


def askings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What is kept of the letters to authors now."""
    return {row.notice_id: of_asking(row) for row in DefamationNotice.objects.filter(notice_id__in=keys)}


def answers(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What authors' answers say now."""
    return {row.notice_id: of_answer(row) for row in DefamationNotice.objects.filter(notice_id__in=keys)}
