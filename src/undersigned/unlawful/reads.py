"""Reads of this room: a notice for its writer, by a signed link, and for the desk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet

from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotFound
from undersigned.moderation import reads as moderation
from undersigned.moderation.shapes import DecisionShape

from . import rules
from .defamation import Procedure, step
from .headings import headed as headed
from .headings import reheaded
from .models import DefamationNotice, NoticeItem, UnlawfulNotice
from .shapes import Copy, ItemShape, Known, NoticeShape, ProcedureShape, Purpose, Writer

if TYPE_CHECKING:
    from undersigned.conversation.models import Comment
    from undersigned.moderation.models import Case


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
    row = UnlawfulNotice.objects.select_related("defamation").filter(id=notice_id).first()
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
    complaint = getattr(row, "defamation", None)
    asked_at, answer = (None, "") if complaint is None else (complaint.asked_at, complaint.answer)
    return NoticeShape(row.id, row.reference, state, row.sent_at, items, asked_at, answer)


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


def copy(notice_id: UUID) -> Copy:
    """What the author is sent of a complaint, headed in the active language: only what may be passed on.

    Errors  NotFound
    """
    row = DefamationNotice.objects.select_related("notice").filter(notice_id=notice_id).first()
    if row is None:
        raise NotFound(what="notice")
    item = row.notice.items.select_related("comment__story", "comment__community").get()
    return Copy(
        reference=row.notice.reference,
        text=reheaded(item.text),
        name=row.notice.name if row.pass_name else "",
        email=row.notice.email if row.pass_email else "",
        community=item.comment.community.slug,
        story_key=item.comment.story.key,
        headline=item.comment.story.headline,
        comment_id=item.comment_id,
    )


def complained_of(notice: UnlawfulNotice) -> tuple[Comment, Case | None]:
    """The one comment of a complaint of defamation, and its case; none where readers no longer saw it."""
    item = notice.items.select_related("report__case", "comment__story", "comment__community").get()
    return item.comment, None if item.report is None else item.report.case


def procedure_facts(notice_id: UUID) -> Procedure:
    """How far the UK's procedure about a notice is.

    Errors  NotFound
    """
    rows = NoticeItem.objects.filter(notice_id=notice_id, notice__defamation__isnull=False)
    item = rows.select_related("notice__defamation", "report__case").first()
    if item is None:
        raise NotFound(what="notice")
    return _facts(item)


def procedures(case_ids: Collection[UUID]) -> dict[UUID, ProcedureShape]:
    """The UK's procedure about each of these cases that has one, in one query; the newest complaint's."""
    rows = NoticeItem.objects.filter(report__case_id__in=case_ids, notice__defamation__isnull=False)
    found = rows.select_related("notice__defamation", "report__case").order_by("notice__sent_at")
    return {item.report.case_id: _procedure(item) for item in found if item.report is not None}


def _procedure(item: Any) -> ProcedureShape:
    row = item.notice.defamation
    return ProcedureShape(
        reference=item.notice.reference,
        step=step(_facts(item), now()),
        received_at=item.notice.sent_at,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        answer=row.answer,
        poster_name=row.poster_name,
        poster_address=row.poster_address,
        poster_passes_on=row.poster_passes_on,
    )


def _facts(item: Any) -> Procedure:
    """The clock runs from when the notice was sent, also where its writer confirmed it later."""
    row, report = item.notice.defamation, item.report
    is_open = report is not None and report.case.closed_at is None
    return Procedure(item.notice.sent_at, row.asked_at, row.answer, is_open)


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
    decision = last if report is not None and last is not None and _is_since(report, last) else None
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
        report_id=row.report_id,
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


def _is_since(report: Any, decision: DecisionShape) -> bool:
    """Whether a decision answers a report: it closed its case, or came later, on appeal for instance."""
    return bool(decision.case_id == report.case_id or decision.at > report.at)


def _is_seen(case: Any, at: datetime) -> bool:
    """Whether a person has it before them now, or has passed it on to another."""
    lease = getattr(case, "claim", None)
    return case.escalated_at is not None or (lease is not None and lease.until > at)
