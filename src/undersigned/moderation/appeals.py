"""Reads of appeals against decisions, and of what became of reports. Read through `reads`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from undersigned.conversation.models import Comment
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotFound

from . import rules
from .errors import AppealNotPossible
from .models import Appeal, Case, Decision, Report
from .shapes import AppealShape, AppealTally, OwnReport

INTERIM = ("escalate", "hold")  # these decide nothing for good


def appeal(appeal_id: UUID) -> AppealShape:
    """One appeal.

    Errors  NotFound
    """
    row = _appeals().filter(id=appeal_id).first()
    if row is None:
        raise NotFound(what="appeal")
    return shape(row)


def appeals_of_case(case_id: UUID) -> list[AppealShape]:
    """The appeals that a case answers, the first first."""
    return [shape(row) for row in _appeals().filter(case_id=case_id).order_by("at", "id")]


def appeal_rows(case_id: UUID) -> list[Appeal]:
    """The same, as rows to be answered: about one decision, and all of one side."""
    rows = Appeal.objects.filter(case_id=case_id).select_related("decision", "report")
    return list(rows.order_by("at", "id"))


def appeals_by(author_id: UUID, community_id: UUID) -> AppealTally:
    """How often an author appealed in one community, and how often that turned the decision."""
    rows = Appeal.objects.filter(by_id=author_id, case__community_id=community_id, report=None)
    overturned = Q(outcome=Appeal.Outcome.OVERTURNED)
    counted = rows.aggregate(asked=Count("id"), overturned=Count("id", filter=overturned))
    return AppealTally(counted["asked"], counted["overturned"])


def check_appeal(row: Decision, at: datetime) -> None:
    """Refuse an appeal of an author that is not possible.

    Errors  AppealNotPossible
    """
    rules.may_appeal(
        row.verdict,
        row.comment.state,
        is_newest=is_last_word(row, rulings_on(row.comment_id)),
        is_answer=Appeal.objects.filter(answer=row, report=None).exists(),
        already=Appeal.objects.filter(decision=row, report=None).exists(),
        decided_at=row.at,
        now=at,
    )


def rulings_on(comment_id: UUID) -> QuerySet[Decision]:
    """What was decided on a comment, the newest first; that it was passed on is no ruling."""
    rows = Decision.objects.filter(comment_id=comment_id).exclude(verdict=Decision.Verdict.ESCALATE)
    return rows.select_related("revision").order_by("-at", "-id")


def is_last_word(row: Decision, rulings: Iterable[Decision]) -> bool:
    """Whether no ruling came after one that says anything of the same text. Shape  rulings: newest first"""
    number = row.revision.number
    against = (each for each in rulings if not rules.leaves(each.verdict, each.revision.number, number))
    return next((each.id for each in against), None) == row.id


def was_overturned(comment_id: UUID, revision: int, person_id: UUID) -> bool:
    """Whether an appeal overturned what this person had decided on a text of a comment."""
    theirs = Q(
        decision__comment_id=comment_id, decision__revision__number=revision, decision__by_id=person_id
    )
    return Appeal.objects.filter(theirs, outcome=Appeal.Outcome.OVERTURNED).exists()


def check_reporters_appeal(report: Report, row: Decision, at: datetime) -> None:
    """The same of whoever reported the comment. Errors  AppealNotPossible"""
    rules.may_appeal_report(
        row.verdict,
        row.comment.state,
        already=Appeal.objects.filter(report=report).exists(),
        decided_at=row.at,
        now=at,
    )


def report_row(report_id: UUID) -> Report:
    """A report as a row. Errors  NotFound"""
    row = _reports().filter(id=report_id).first()
    if row is None:
        raise NotFound(what="report")
    return row


def reports_to_tell(comment: Comment, decision: Decision) -> list[Report]:
    """Whoever reported a comment and was told of an earlier decision what this one turned."""
    reports = _reports().filter(comment=comment, case__closed_at__isnull=False)
    answered = Q(case__decisions=decision) | Q(appeals__answer=decision)
    earlier = list(reports.exclude(answered).order_by("at", "id"))
    if not earlier:
        return []
    before = list(rulings_on(comment.id).exclude(id=decision.id).order_by("at", "id"))
    is_shown = comment.state == comment.State.PUBLISHED
    return [
        report
        for report in earlier
        if rules.last_told(report.case_id, [(d.case_id, d.verdict) for d in before if d.at >= report.at])
        is (not is_shown)
    ]


def report_by(person_id: UUID, decision: Decision) -> Report | None:
    """The report of a person that a decision answered."""
    if decision.case_id is None or decision.verdict in INTERIM:
        return None
    return _reports().filter(by_id=person_id, case_id=decision.case_id, case__closed_at__isnull=False).first()


def answering(report: Report) -> Decision | None:
    """The decision that answered a report, as a row to be appealed; None while it waits, or withdrawn."""
    return _answering([report]).get(report.case_id)


def own_reports(person_id: UUID, limit: int = 50) -> list[OwnReport]:
    """What a person reported, newest first, and what became of it, in three queries."""
    return _own(_reports().filter(by_id=person_id).order_by("-at", "-id")[:limit])


def own_report(report_id: UUID) -> OwnReport:
    """The same of one report. Errors  NotFound"""
    found = _own(_reports().filter(id=report_id))
    if not found:
        raise NotFound(what="report")
    return found[0]


def with_appeals(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Decisions with their author's appeal as `own_appeal`, and whether they answer one; no query more."""
    answered = Appeal.objects.filter(answer=OuterRef("pk"))
    found: QuerySet[Any] = rows.annotate(
        own_appeal=FilteredRelation("appeals", condition=Q(appeals__report=None)),
        answers_author=Exists(answered.filter(report=None)),
        answers_reporter=Exists(answered.filter(report__isnull=False)),
    ).select_related("own_appeal__answer", "own_appeal__decision", "own_appeal__case__claim")
    return found


def shape(row: Appeal) -> AppealShape:
    """As whoever appealed sees it: to an author the note of the answer, to a reporter its reply."""
    answer = row.answer
    is_reporters = row.report_id is not None
    said = "" if answer is None else answer.reply if is_reporters else answer.note
    is_over = answer is not None or row.outcome == Appeal.Outcome.WITHDRAWN
    return AppealShape(
        id=row.id,
        decision_id=row.decision_id,
        comment_id=row.decision.comment_id,
        report_id=row.report_id,
        by_id=row.by_id,
        party="reporter" if is_reporters else "author",
        text=row.text,
        at=row.at,
        due_at=row.case.due_at,
        state="answered" if is_over else "with-a-person" if _is_with_a_person(row.case) else "received",
        outcome=_outcome(row),
        answer_id=row.answer_id,
        answer_note=said,
        answered_at=answer.at if answer is not None else row.case.closed_at if is_over else None,
    )


def _outcome(row: Appeal) -> rules.Outcome | None:
    for outcome in rules.OUTCOMES:
        if row.outcome == outcome:
            return outcome
    return None


def _is_with_a_person(case: Case) -> bool:
    """Somebody took it, or passed it on to somebody else."""
    lease = getattr(case, "claim", None)
    return case.escalated_at is not None or (lease is not None and lease.until > now())


def _appeals() -> QuerySet[Appeal]:
    return Appeal.objects.select_related("decision", "answer", "case__claim")


def _reports() -> QuerySet[Report]:
    return Report.objects.select_related("case__claim", "comment__story", "comment__community")


def _answering(reports: Iterable[Report]) -> dict[UUID, Decision]:
    """The decision that closed the case of each report."""
    closed = {report.case_id for report in reports if report.case.closed_at is not None}
    if not closed:
        return {}
    rows = Decision.objects.filter(case_id__in=closed).exclude(verdict__in=INTERIM)
    found = rows.select_related("comment__story", "comment__community").order_by("at", "id")
    return {row.case_id: row for row in found if row.case_id is not None}


def _own(rows: Iterable[Report]) -> list[OwnReport]:
    reports = list(rows)
    decided = _answering(reports)
    appealed = {row.report_id: row for row in _appeals().filter(report__in=reports)} if reports else {}
    return [_own_report(row, decided.get(row.case_id), appealed.get(row.id)) for row in reports]


def _own_report(row: Report, decision: Decision | None, asked: Appeal | None) -> OwnReport:
    comment = row.comment
    is_over = row.case.closed_at is not None
    return OwnReport(
        id=row.id,
        comment_id=comment.id,
        community=comment.community.slug,
        community_id=comment.community_id,
        story_key=comment.story.key,
        story_headline=comment.story.headline,
        clause=row.clause,
        law=row.law,
        text=row.text,
        at=row.at,
        by_id=row.by_id,
        state="answered" if is_over else "with-a-person" if _is_with_a_person(row.case) else "received",
        outcome=_became(decision, comment.state) if is_over else None,
        is_reversed=decision is not None and rules.is_reversed(decision.verdict, comment.state),
        decision_id=None if decision is None else decision.id,
        answered_at=row.case.closed_at,
        appeal_until=None if decision is None else decision.at + rules.APPEAL_WINDOW,
        may_be_appealed=_may_appeal(decision, comment.state, already=asked is not None),
        appeal=None if asked is None else shape(asked),
    )


def _became(decision: Decision | None, state: str) -> rules.Became:
    if decision is None:
        return "withdrawn"
    if rules.stays(decision.verdict, state) == rules.is_reversed(decision.verdict, state):
        return "taken-away"
    return "labelled" if decision.verdict == Decision.Verdict.LABEL else "kept"


def _may_appeal(decision: Decision | None, state: str, *, already: bool) -> bool:
    if decision is None:
        return False
    try:
        rules.may_appeal_report(decision.verdict, state, already=already, decided_at=decision.at, now=now())
    except AppealNotPossible:
        return False
    return True
