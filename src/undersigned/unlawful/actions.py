"""Writes of this room. Called by journeys, inside their transaction."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from undersigned.kernel.errors import NotFound
from undersigned.moderation.models import Report

from .models import DefamationNotice, NoticeItem, UnlawfulNotice
from .reads import unconfirmed, writers_over
from .rules import REFERENCE
from .shapes import AnswerDraft, DefamationDraft, NoticeDraft

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
    """Forget who sent the notices whose reports no longer tell it, and who objected; how many."""
    over = list(writers_over().values_list("id", flat=True))
    DefamationNotice.objects.filter(notice_id__in=over).update(poster_name="", poster_address="")
    return UnlawfulNotice.objects.filter(id__in=over).update(name="", email="")


def keep_defamation(notice: UnlawfulNotice, draft: DefamationDraft) -> DefamationNotice:
    """What a complaint of defamation says beside its text."""
    return DefamationNotice.objects.create(
        notice=notice, pass_name=bool(draft.pass_name), pass_email=bool(draft.pass_email)
    )


def ask(notice: UnlawfulNotice, at: datetime) -> None:
    """The author has been sent it."""
    notice.defamation.asked_at = at
    notice.defamation.save(update_fields=["asked_at"])


def remind(notice: UnlawfulNotice, at: datetime) -> bool:
    """The desk is told that a removal is due; False when it was told before."""
    rows = DefamationNotice.objects.filter(notice=notice, reminded_at=None)
    return bool(rows.update(reminded_at=at))


def answer(notice: UnlawfulNotice, draft: AnswerDraft, at: datetime) -> None:
    """Keep what the author answered."""
    row = notice.defamation
    row.answer, row.answered_at = draft.answer, at
    if row.answer == DefamationNotice.Answer.KEEP:
        row.poster_name, row.poster_address = draft.name.strip(), draft.address.strip()
        row.poster_passes_on = bool(draft.pass_on)
    row.save()
