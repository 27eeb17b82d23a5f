"""Writes of appeals against decisions. Called through `actions`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from . import filing, rules
from .errors import AppealNotPossible
from .models import Appeal, Case, Decision, Report


def appeal(
    decision: Decision,
    text: str,
    *,
    by_id: UUID | None,
    report: Report | None = None,
    at: datetime,
    due_at: datetime,
) -> Appeal:
    """Open an appeal with a case of its own; a further reporter's joins the one that is open.

    Shape   report: of whoever appeals as a reporter; due_at: when it should be answered
    Errors  AppealNotPossible(already-appealed), also of two at once
    """
    reason: dict[str, Any] = {"code": "appeal", "decision": str(decision.id)}
    if report is not None:
        reason |= {"code": "reporter-appeal", "law": bool(report.law)}
    with transaction.atomic():
        case = _open(decision, reason, at, due_at, is_reporters=report is not None)
        try:
            return Appeal.objects.create(
                decision=decision, case=case, report=report, by_id=by_id, text=text, at=at
            )
        except IntegrityError:
            raise AppealNotPossible(why="already-appealed") from None


def answer(asked: Sequence[Appeal], decision: Decision) -> None:
    """Tie the appeals of a case to the decision that answers them, and say what it means to them."""
    for one in asked:
        one.answer = decision
        one.outcome = rules.outcome(decision.verdict, is_reporters=one.report_id is not None)
        one.save(update_fields=["answer", "outcome"])


def drop_appeals(case_ids: Sequence[UUID]) -> None:
    """The comment was withdrawn: there is nothing left to answer."""
    open_ones = Appeal.objects.filter(case_id__in=case_ids, answer=None)
    open_ones.update(outcome=Appeal.Outcome.WITHDRAWN)


def _open(
    decision: Decision, reason: dict[str, Any], at: datetime, due_at: datetime, *, is_reporters: bool
) -> Case:
    case = _joined(decision, reason) if is_reporters else None
    if case is None:
        case = decision.comment.cases.create(
            community_id=decision.comment.community_id,
            kind=Case.Kind.APPEAL,
            why=[reason],
            detector=decision.detector,
            opened_at=at,
            due_at=due_at,
            rank=rules.rank(Case.Kind.APPEAL, [reason]),
        )
    filing.file(case, decision.comment, filing.said(decision.comment))
    return case


def _joined(decision: Decision, reason: dict[str, Any]) -> Case | None:
    """The case in which another reporter's appeal of this decision waits, with this one in it."""
    open_ones = Appeal.objects.filter(decision=decision, report__isnull=False, case__closed_at=None)
    found = open_ones.values_list("case_id", flat=True).first()
    if found is None:
        return None
    case = Case.objects.select_for_update().get(id=found)
    if reason not in case.why:
        case.why = [*case.why, reason]
    case.rank = min(case.rank, rules.rank(case.kind, case.why))
    case.save(update_fields=["why", "rank"])
    return case
