"""Reads of this room: the queue, a case, decisions and appeals."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotFound

from .appeals import answering as answering
from .appeals import appeal as appeal
from .appeals import appeal_rows as appeal_rows
from .appeals import appeals_by as appeals_by
from .appeals import appeals_of_case as appeals_of_case
from .appeals import check_appeal as check_appeal
from .appeals import check_reporters_appeal as check_reporters_appeal
from .appeals import is_last_word as is_last_word
from .appeals import own_report as own_report
from .appeals import own_reports as own_reports
from .appeals import report_by as report_by
from .appeals import report_row as report_row
from .appeals import reports_to_tell as reports_to_tell
from .appeals import rulings_on, with_appeals
from .appeals import shape as appeal_shape
from .appeals import was_overturned as was_overturned
from .choosing import by_score as by_score
from .choosing import handling as handling
from .choosing import would as would
from .errors import AppealNotPossible
from .forgetting import erased_texts as erased_texts
from .forgetting import refused_texts as refused_texts
from .forgetting import reporters as reporters
from .forgetting import withdrawn_texts as withdrawn_texts
from .judged import Borne as Borne
from .judged import Judged as Judged
from .judged import borne_out as borne_out
from .judged import judged as judged
from .judged import judged_count as judged_count
from .matches import is_matched as is_matched
from .matches import match_counts as match_counts
from .matches import matched_comments as matched_comments
from .models import Appeal, Case, Decision, Report, SavedNote
from .monthly import counted as counted
from .monthly import monthly_reports as monthly_reports
from .opining import detected_by as detected_by
from .opining import has_opinion as has_opinion
from .opining import is_decided_by_person as is_decided_by_person
from .opining import opinion_reasons as opinion_reasons
from .opining import opinions_of as opinions_of
from .opining import opinions_since as opinions_since
from .queue import at_work_before as at_work_before
from .queue import case as case
from .queue import comment_of as comment_of
from .queue import fitting as fitting
from .queue import next_up as next_up
from .queue import open_case_of as open_case_of
from .queue import open_counts as open_counts
from .queue import open_row_of as open_row_of
from .queue import queue as queue
from .queue import several as several
from .queue import tally as tally
from .reminding import reminders as reminders
from .restriction_appeals import check_restriction_appeal as check_restriction_appeal
from .restriction_appeals import open_restriction_appeals as open_restriction_appeals
from .restriction_appeals import restriction_appeal as restriction_appeal
from .restriction_appeals import restriction_appeals_of as restriction_appeals_of
from .restriction_appeals import restriction_appeals_waiting as restriction_appeals_waiting
from .rules import APPEAL_WINDOW, APPEALABLE, NEEDS_GROUND, clause_key, leaves, may_appeal
from .sample import agreed as agreed
from .sample import house_errors as house_errors
from .sample import look as look
from .sample import looks_waiting as looks_waiting
from .sample import next_look as next_look
from .sample import shape_of_look as shape_of_look
from .sample import unseen_errors as unseen_errors
from .selecting import is_decided_in as is_decided_in
from .selecting import selection as selection
from .selecting import selections_waiting as selections_waiting
from .shapes import Against, DecisionShape, NoteShape, ReportShape, Source
from .statement import sentences as sentences


def reports(case_id: UUID) -> list[ReportShape]:
    """What readers said, oldest first; without who they are."""
    rows = Case.objects.get(id=case_id).reports.order_by("at")
    return [ReportShape(r.id, r.clause, r.law, r.text, r.at, r.by_id is not None) for r in rows]


def reports_to_answer(case_id: UUID) -> list[Report]:
    """The reports in a case as rows, with whom to tell the outcome."""
    return list(Report.objects.filter(case_id=case_id).order_by("at", "id"))


def decisions(comment_id: UUID) -> list[DecisionShape]:
    """Every decision on a comment, newest first, with its appeal."""
    rows = list(_decisions().filter(comment_id=comment_id).order_by("-at", "-id"))
    rulings = [row for row in rows if row.verdict != Decision.Verdict.ESCALATE]
    return [_decision_shape(row, is_last_word=is_last_word(row, rulings)) for row in rows]


def rulings(comment_id: UUID) -> list[DecisionShape]:
    """The decisions that its author is told, newest first: that one was escalated stays at the desk."""
    return [each for each in decisions(comment_id) if each.verdict != Decision.Verdict.ESCALATE]


def decision(decision_id: UUID) -> DecisionShape:
    """One decision.

    Errors  NotFound
    """
    row = _decisions().filter(id=decision_id).first()
    if row is None:
        raise NotFound(what="decision")
    rulings = rulings_on(row.comment_id)
    return _decision_shape(row, is_last_word=is_last_word(row, rulings))


def last_decisions(comment_ids: Iterable[UUID]) -> dict[UUID, DecisionShape]:
    """The newest decision of each comment that its author is told, in one query; without any, absent."""
    newest: dict[UUID, DecisionShape] = {}
    for row in _rulings().filter(comment_id__in=list(comment_ids)).order_by("at", "id"):
        before = newest.get(row.comment_id)
        if before is None or not leaves(row.verdict, row.revision.number, before.revision):
            newest[row.comment_id] = _decision_shape(row, is_last_word=True)
    return newest


def waiting(comment_ids: Iterable[UUID]) -> dict[UUID, tuple[dict[str, Any], ...]]:
    """Why the latest text of each comment waits for a person, in one query; one that does not is absent.

    It waits in whatever case is open: a report may have come before the text did. What was refused waits
    no more, though the text before it may be reported. Of what was taken out of sight that is said, and not
    why its case was opened: it had been public.
    """
    behind = Q(comment__state="published") & ~Q(comment__shown__number=F("comment__latest_number"))
    rows = Case.objects.filter(Q(comment__state="held") | behind, closed_at=None)
    rows = rows.filter(comment_id__in=list(comment_ids)).exclude(kind=Case.Kind.APPEAL)
    newest = Q(revision__number=F("comment__latest_number"))
    refused = Decision.objects.filter(newest, comment=OuterRef("comment"), verdict="refuse")
    held = Decision.objects.filter(case=OuterRef("pk"), verdict=Decision.Verdict.HOLD)
    rows = rows.exclude(behind, Exists(refused)).annotate(is_kept_out=Exists(held))
    return {row.comment_id: _kept_out(row.why) if row.is_kept_out else tuple(row.why) for row in rows}


def _kept_out(why: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    return (*(reason for reason in why if reason["code"] == "legal"), {"code": "kept-out"})


def is_kept_out(comment_id: UUID) -> bool:
    """Whether a comment was taken out of sight until a person decides, and nobody has."""
    held = Decision.objects.filter(comment_id=comment_id, verdict=Decision.Verdict.HOLD)
    return held.filter(case__closed_at=None).exists()


def escalation(case_id: UUID) -> Decision | None:
    """The decision that put a case before someone else, if one did."""
    return Decision.objects.filter(case_id=case_id, verdict=Decision.Verdict.ESCALATE).first()


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


def restricting(community_id: UUID, since: datetime, until: datetime) -> Iterator[Decision]:
    """Decisions of a time that restricted or labelled a comment, oldest first, with what they rest on."""
    rows = Decision.objects.filter(
        comment__community_id=community_id,
        at__gte=since,
        at__lt=until,
        verdict__in=(*NEEDS_GROUND, Decision.Verdict.LABEL),
    )
    return rows.select_related("comment", "case", "guidelines").order_by("at", "id").iterator(1_000)


def last_against(author_id: UUID, community_id: UUID, limit: int = 3) -> list[Against]:
    """What was last decided against an author in one community, newest first."""
    rows = Decision.objects.filter(
        comment__author_id=author_id, comment__community_id=community_id, verdict__in=APPEALABLE
    ).select_related("revision")
    return [
        Against(
            row.comment_id, row.verdict, tuple(row.clauses), row.revision.text, row.revision.purged_at, row.at
        )
        for row in rows.order_by("-at", "-id")[:limit]
    ]


def saved_notes(community_id: UUID, language: str = "") -> list[NoteShape]:
    """The notes kept for a community, by clause; in one language, or in all."""
    rows = SavedNote.objects.filter(community_id=community_id, ended_at=None)
    if language:
        rows = rows.filter(language=language)
    found = [NoteShape(row.id, row.clause, row.language, row.text, row.by_id, row.at) for row in rows]
    return sorted(found, key=lambda note: (clause_key(note.clause), note.language, note.at))


def saved_note(note_id: UUID) -> SavedNote:
    """One note, as a row. Errors  NotFound: none such, or ended"""
    row = SavedNote.objects.filter(id=note_id, ended_at=None).first()
    if row is None:
        raise NotFound(what="note")
    return row


def _decisions() -> QuerySet[Any]:
    return with_appeals(Decision.objects.select_related("guidelines", "revision", "comment"))


def _rulings() -> QuerySet[Any]:
    return _decisions().exclude(verdict=Decision.Verdict.ESCALATE)


def _decision_shape(row: Any, *, is_last_word: bool) -> DecisionShape:
    asked: Appeal | None = getattr(row, "own_appeal", None)
    try:
        may_appeal(
            row.verdict,
            row.comment.state,
            is_newest=is_last_word,
            is_answer=row.answers_author,
            already=asked is not None,
            decided_at=row.at,
            now=now(),
        )
        appealable = True
    except AppealNotPossible:
        appealable = False
    return DecisionShape(
        id=row.id,
        case_id=row.case_id,
        comment_id=row.comment_id,
        revision=row.revision.number,
        verdict=row.verdict,
        clauses=tuple(row.clauses),
        guidelines_id=row.guidelines_id,
        guidelines_version=row.guidelines.version,
        note=row.note,
        label=row.label,
        source=cast("Source", row.source),
        facts=row.facts,
        law=row.law,
        law_text=row.law_text,
        detector=row.detector,
        reply=row.reply,
        by_id=row.by_id,
        at=row.at,
        appeal_until=row.at + APPEAL_WINDOW,
        stands=is_last_word and row.comment.state != "withdrawn",
        is_answer=row.answers_author,
        answers_reporter=row.answers_reporter,
        may_be_appealed=appealable,
        appeal=None if asked is None else appeal_shape(asked),
    )
