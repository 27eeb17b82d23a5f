"""Reads of this room: the queue, a case, decisions and appeals."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from undersigned.conversation.models import Revision
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotFound

from .errors import AppealNotPossible
from .models import Appeal, Case, Decision
from .rules import may_appeal
from .shapes import AppealShape, CaseShape, DecisionShape, ReportShape

URGENCY = {"reported": 0, "appeal": 1, "held": 2, "review": 3}


def queue(
    community_ids: Iterable[UUID] | None,
    kind: str | None = None,
    limit: int = 50,
    after: UUID | None = None,
) -> list[CaseShape]:
    """Open cases, the most urgent first: escalated, reported, appealed, held, to review; then the oldest.

    Shape   community_ids: None means all; after: the last case of the page before
    Errors  NotFound: no such case to go on from
    """
    rows = _cases().filter(closed_at=None)
    if community_ids is not None:
        rows = rows.filter(community_id__in=list(community_ids))
    if kind:
        rows = rows.filter(kind=kind)
    if after is not None:
        last = _cases().filter(id=after).first()
        if last is None:
            raise NotFound(what="case")
        here = {"urgency": last.urgency, "opened_at": last.opened_at}
        rows = rows.filter(
            Q(urgency__gt=last.urgency)
            | Q(urgency=last.urgency, opened_at__gt=last.opened_at)
            | Q(**here, id__gt=last.id)
        )
    return [_case_shape(row) for row in rows.order_by("urgency", "opened_at", "id")[:limit]]


def open_counts(community_ids: Iterable[UUID] | None) -> dict[str, int]:
    """Open cases by kind."""
    rows = Case.objects.filter(closed_at=None)
    if community_ids is not None:
        rows = rows.filter(community_id__in=list(community_ids))
    return dict(rows.values_list("kind").annotate(Count("id")).order_by("kind"))


def case(case_id: UUID) -> CaseShape:
    """One case, open or closed.

    Errors  NotFound
    """
    row = _cases().filter(id=case_id).first()
    if row is None:
        raise NotFound(what="case")
    return _case_shape(row)


def open_case_of(comment_id: UUID) -> CaseShape | None:
    row = _cases().filter(comment_id=comment_id, closed_at=None).order_by("opened_at").first()
    return None if row is None else _case_shape(row)


def reports(case_id: UUID) -> list[ReportShape]:
    """What readers said, oldest first; without who they are."""
    rows = Case.objects.get(id=case_id).reports.order_by("at")
    return [ReportShape(r.clause, r.law, r.text, r.at, r.by_id is not None) for r in rows]


def decisions(comment_id: UUID) -> list[DecisionShape]:
    """Every decision on a comment, newest first, with its appeal."""
    rows = list(_decisions().filter(comment_id=comment_id).order_by("-at", "-id"))
    return [_decision_shape(row, newest=rows[0]) for row in rows]


def decision(decision_id: UUID) -> DecisionShape:
    """One decision.

    Errors  NotFound
    """
    row = _decisions().filter(id=decision_id).first()
    if row is None:
        raise NotFound(what="decision")
    newest = _decisions().filter(comment_id=row.comment_id).order_by("-at", "-id")[0]
    return _decision_shape(row, newest=newest)


def last_decisions(comment_ids: Iterable[UUID]) -> dict[UUID, DecisionShape]:
    """The newest decision of each comment, in one query; a comment without any is absent."""
    newest: dict[UUID, DecisionShape] = {}
    for row in _decisions().filter(comment_id__in=list(comment_ids)).order_by("at", "id"):
        newest[row.comment_id] = _decision_shape(row, newest=row)
    return newest


def waiting(comment_ids: Iterable[UUID]) -> dict[UUID, tuple[dict[str, Any], ...]]:
    """Why each comment waits for a person, in one query; one that does not wait is absent."""
    rows = Case.objects.filter(comment_id__in=list(comment_ids), closed_at=None, kind=Case.Kind.HELD)
    return {row.comment_id: tuple(row.why) for row in rows}


def appeal(appeal_id: UUID) -> AppealShape:
    """One appeal.

    Errors  NotFound
    """
    row = Appeal.objects.select_related("decision", "answer", "case__claim").filter(id=appeal_id).first()
    if row is None:
        raise NotFound(what="appeal")
    return _appeal_shape(row)


def appeal_of_case(case_id: UUID) -> AppealShape | None:
    """The appeal that a case answers."""
    row = Appeal.objects.select_related("decision", "answer", "case__claim").filter(case_id=case_id).first()
    return None if row is None else _appeal_shape(row)


def appeal_row(case_id: UUID) -> Appeal | None:
    """The appeal that a case answers, as a row to be answered."""
    return Appeal.objects.select_related("decision").filter(case_id=case_id).first()


def decision_row(decision_id: UUID) -> Decision:
    """A decision as a row to be appealed.

    Errors  NotFound
    """
    row = (
        Decision.objects.select_related("comment__story", "comment__community").filter(id=decision_id).first()
    )
    if row is None:
        raise NotFound(what="decision")
    return row


def check_appeal(row: Decision, at: datetime) -> None:
    """Refuse an appeal that is not possible.

    Errors  AppealNotPossible
    """
    newest = (
        Decision.objects.filter(comment_id=row.comment_id)
        .exclude(verdict="escalate")
        .order_by("-at", "-id")[0]
    )
    may_appeal(
        row.verdict,
        is_newest=newest.id == row.id,
        is_answer=Appeal.objects.filter(answer=row).exists(),
        already=Appeal.objects.filter(decision=row).exists(),
        decided_at=row.at,
        now=at,
    )


def _cases() -> QuerySet[Any]:
    newest = Revision.objects.filter(comment=OuterRef("comment"), number=OuterRef("comment__latest_number"))
    urgency = Choice(
        When(escalated_at__isnull=False, then=Value(-1)),
        *(When(kind=kind, then=Value(rank)) for kind, rank in URGENCY.items()),
        output_field=IntegerField(),
    )
    return Case.objects.select_related("community", "comment__story", "comment__shown", "claim").annotate(
        newest_text=Subquery(newest.values("text")),
        newest_html=Subquery(newest.values("html")),
        report_count=Count("reports"),
        urgency=urgency,
        story_key=F("comment__story__key"),
    )


def _case_shape(row: Any) -> CaseShape:
    lease = getattr(row, "claim", None)
    runs = lease is not None and lease.until > now()
    shown = row.comment.shown
    return CaseShape(
        id=row.id,
        kind=row.kind,
        community=row.community.slug,
        community_id=row.community_id,
        comment_id=row.comment_id,
        story_key=row.story_key,
        story_headline=row.comment.story.headline,
        byline=row.comment.byline_name,
        text=row.newest_text,
        html=row.newest_html,
        shown_text=shown.text if shown is not None else "",
        revision=row.comment.latest_number,
        state=row.comment.state,
        why=tuple(row.why),
        report_count=row.report_count,
        opened_at=row.opened_at,
        escalated_at=row.escalated_at,
        closed_at=row.closed_at,
        claimed_by=lease.by_id if lease is not None and runs else None,
        claimed_until=lease.until if lease is not None and runs else None,
    )


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related(
        "guidelines", "revision", "appeal__answer", "appeal__decision", "appeal__case__claim", "answers"
    )


def _decision_shape(row: Decision, newest: Decision) -> DecisionShape:
    asked: Appeal | None = getattr(row, "appeal", None)
    is_answer = getattr(row, "answers", None) is not None
    try:
        may_appeal(
            row.verdict,
            is_newest=newest.id == row.id,
            is_answer=is_answer,
            already=asked is not None,
            decided_at=row.at,
            now=now(),
        )
        appealable = True
    except AppealNotPossible:
        appealable = False
    return DecisionShape(
        id=row.id,
        comment_id=row.comment_id,
        revision=row.revision.number,
        verdict=row.verdict,
        clauses=tuple(row.clauses),
        guidelines_version=row.guidelines.version,
        note=row.note,
        by_id=row.by_id,
        at=row.at,
        is_answer=is_answer,
        may_be_appealed=appealable,
        appeal=None if asked is None else _appeal_shape(asked),
    )


def _appeal_shape(row: Appeal) -> AppealShape:
    answer = row.answer
    lease = getattr(row.case, "claim", None)
    seen = lease is not None and lease.until > now()
    return AppealShape(
        id=row.id,
        decision_id=row.decision_id,
        comment_id=row.decision.comment_id,
        text=row.text,
        at=row.at,
        state="answered" if answer is not None else "with-a-person" if seen else "received",
        outcome=None if answer is None else "overturned" if answer.verdict == "publish" else "upheld",
        answer_id=row.answer_id,
        answer_note=answer.note if answer is not None else "",
        answered_at=answer.at if answer is not None else None,
    )
