"""Reads of this room: a notice for its writer, by a signed link, and for the desk."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet

from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotFound
from undersigned.moderation import reads as moderation
from undersigned.moderation.shapes import DecisionShape

from . import rules
from .models import NoticeItem, UnlawfulNotice
from .shapes import ItemShape, Known, NoticeShape, Purpose, Writer


def token(notice_id: UUID, purpose: Purpose) -> str:
    """What a link in a letter carries: it opens this notice, for this and nothing else."""
    return signing.Signer(salt=f"unlawful.{purpose}").sign(notice_id.hex)


def noticed_by(link: str, purpose: Purpose) -> UUID:
    """The notice that a link opens.

    Errors  NotFound where it is not one of ours
    """
    try:
        return UUID(signing.Signer(salt=f"unlawful.{purpose}").unsign(link))
    except (signing.BadSignature, ValueError):
        raise NotFound(what="notice") from None


def notice(notice_id: UUID) -> NoticeShape:
    """A notice with what became of each comment. Three queries.

    Errors  NotFound
    """
    row = UnlawfulNotice.objects.filter(id=notice_id).first()
    if row is None:
        raise NotFound(what="notice")
    found = list(
        row.items.select_related("comment__story", "comment__community", "report__case__claim").defer(
            "comment__story__body"
        )
    )
    decided = moderation.last_decisions([item.comment_id for item in found])
    items = tuple(_item(row, item, decided.get(item.comment_id)) for item in found)
    state = rules.state([item.state for item in items])
    return NoticeShape(row.id, row.reference, state, row.sent_at, items)


def writers(report_ids: Collection[UUID]) -> dict[UUID, Writer]:
    """Who sent the notices that these reports came from, by report: for the desk."""
    rows = NoticeItem.objects.filter(report_id__in=report_ids).select_related("notice")
    return {
        row.report_id: Writer(
            row.notice_id, row.notice.reference, row.notice.name, row.notice.email, row.child_abuse
        )
        for row in rows
        if row.report_id is not None
    }


def known(report_ids: Collection[UUID]) -> dict[UUID, Known]:
    """Which of these reports came by a notice."""
    rows = NoticeItem.objects.filter(report_id__in=report_ids)
    found = rows.values_list("report_id", "notice_id", "notice__reference")
    return {report_id: Known(notice_id, reference) for report_id, notice_id, reference in found if report_id}


def unconfirmed(kept: timedelta) -> QuerySet[UnlawfulNotice]:
    """Notices that nobody has confirmed for so long."""
    return UnlawfulNotice.objects.filter(taken_up_at=None, sent_at__lt=now() - kept)


def writers_over() -> QuerySet[UnlawfulNotice]:
    """Notices that tell who sent them, though none of their reports does so any more."""
    reported = NoticeItem.objects.filter(notice=OuterRef("pk"), report__isnull=False)
    telling = reported.exclude(report__name="", report__email="")
    rows = UnlawfulNotice.objects.filter(~Exists(telling), taken_up_at__isnull=False)
    return rows.exclude(name="", email="")


def _item(notice: UnlawfulNotice, row: Any, last: DecisionShape | None) -> ItemShape:
    report, comment = row.report, row.comment
    decision = last if report is not None and last is not None and last.at >= report.at else None
    state = rules.item_state(
        is_taken_up=notice.taken_up_at is not None,
        is_reported=report is not None,
        is_open=report is not None and report.case.closed_at is None,
        is_seen=report is not None and _is_seen(report.case, now()),
    )
    is_over = state == "answered"
    verdict = None if decision is None else decision.verdict
    return ItemShape(
        number=row.number,
        comment_id=comment.id,
        community=comment.community.slug,
        story_key=comment.story.key,
        headline=comment.story.headline,
        law=row.law,
        text=row.text,
        state=state,
        outcome=rules.outcome(verdict, is_reported=report is not None) if is_over else None,
        detector=decision.detector if is_over and decision is not None else "",
        decided_at=decision.at if is_over and decision is not None else None,
    )


def _is_seen(case: Any, at: datetime) -> bool:
    """Whether a person has it before them now, or has passed it on to another."""
    lease = getattr(case, "claim", None)
    return case.escalated_at is not None or (lease is not None and lease.until > at)
