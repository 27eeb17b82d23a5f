"""Writes of this room. Called by journeys, inside their transaction."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from undersigned.kernel.errors import NotFound
from undersigned.moderation.models import Report

from .models import NoticeItem, UnlawfulNotice
from .reads import unconfirmed, writers_over
from .rules import REFERENCE
from .shapes import NoticeDraft

REFERENCE_LENGTH = 8


def keep(draft: NoticeDraft, comment_ids: Sequence[UUID], at: datetime) -> UnlawfulNotice:
    """Keep a notice as it was sent, not yet taken up. Shape  comment_ids: one an item, in their order"""
    notice = UnlawfulNotice.objects.create(
        reference="".join(secrets.choice(REFERENCE) for _ in range(REFERENCE_LENGTH)),
        name=draft.name.strip(),
        email=draft.email.strip(),
        good_faith=draft.good_faith,
        language=draft.language,
        sent_at=at,
    )
    NoticeItem.objects.bulk_create(
        NoticeItem(
            notice=notice,
            number=number,
            comment_id=comment_id,
            law=item.law.strip(),
            text=item.text.strip(),
            child_abuse=item.child_abuse,
        )
        for number, (item, comment_id) in enumerate(zip(draft.items, comment_ids, strict=True))
    )
    return notice


def lock(notice_id: UUID) -> UnlawfulNotice:
    """The notice, held until the transaction ends.

    Errors  NotFound
    """
    found = UnlawfulNotice.objects.select_for_update().filter(id=notice_id).first()
    if found is None:
        raise NotFound(what="notice")
    return found


def tie(item: NoticeItem, report: Report) -> None:
    """What an item became."""
    item.report = report
    item.save(update_fields=["report"])


def take_up(notice: UnlawfulNotice, at: datetime) -> None:
    """From now on it is before a person."""
    notice.taken_up_at = at
    notice.save(update_fields=["taken_up_at"])


def forget_unconfirmed(kept: timedelta) -> int:
    """Delete what nobody confirmed in time, names and all; how many notices."""
    return unconfirmed(kept).delete()[1].get("unlawful.UnlawfulNotice", 0)


def forget_writers() -> int:
    """Forget who sent the notices whose reports no longer tell it; how many."""
    return writers_over().update(name="", email="")
