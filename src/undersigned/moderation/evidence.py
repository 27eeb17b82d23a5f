"""What this room's rows say, in the ledger's terms: told when an act is recorded, compared ever after."""

import json
from collections.abc import Collection
from uuid import UUID

from undersigned.ledger.rules import Facts, bound, hashed

from .models import Appeal, Decision, MonthlyReport, Report, RestrictionAppeal, SecondLook, Selection


def of_decision(row: Decision) -> Facts:
    return {
        "decision": row.id,
        "case": row.case_id,
        "verdict": row.verdict,
        "revision": row.revision.number,
        "guidelines": row.guidelines_id,
        "clauses": row.clauses,
        "note_sha256": hashed(row.note),
        "label_sha256": hashed(row.label),
        "source": row.source,
        "facts_sha256": hashed(row.facts),
        "law_sha256": bound(row.law, row.law_text) if row.law else None,
        "detector": row.detector or None,
        "reply_sha256": hashed(row.reply),
        "selection": row.selection_id,
        "policy": row.policy_id,
        "at": row.at,
    }


def of_report(row: Report) -> Facts:
    """Without who a stranger says to be: that may have to be forgotten."""
    return {
        "report": row.id,
        "case": row.case_id,
        "clause": row.clause or None,
        "law_sha256": hashed(row.law),
        "text_sha256": hashed(row.text),
        "at": row.at,
    }


def of_appeal(row: Appeal) -> Facts:
    return {
        "appeal": row.id,
        "case": row.case_id,
        "of_report": row.report_id,
        "text_sha256": hashed(row.text),
        "at": row.at,
    }


def of_look(row: SecondLook) -> Facts:
    return {"look": row.id, "verdict": row.verdict, "clauses": row.clauses, "at": row.at}


def looks(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What second looks say now."""
    return {
        row.id: {**of_look(row), "subject": row.decision_id, "actor": row.by_id}
        for row in SecondLook.objects.filter(id__in=keys)
    }


def of_restriction_appeal(row: RestrictionAppeal) -> Facts:
    return {"appeal": row.id, "text_sha256": hashed(row.text), "at": row.at}


def of_restriction_answer(row: RestrictionAppeal) -> Facts:
    return {
        "appeal": row.id,
        "outcome": row.outcome,
        "note_sha256": hashed(row.note),
        "at": row.answered_at,
    }


def restriction_appeals(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What appeals against restrictions say now."""
    return {
        row.id: {**of_restriction_appeal(row), "subject": row.restriction_id, "actor": row.by_id}
        for row in RestrictionAppeal.objects.filter(id__in=keys)
    }


def restriction_answers(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """How they are answered now."""
    return {
        row.id: {**of_restriction_answer(row), "subject": row.restriction_id, "actor": row.answered_by_id}
        for row in RestrictionAppeal.objects.filter(id__in=keys)
    }


def of_selection(row: Selection) -> Facts:
    return {
        "selection": row.id,
        "verdict": row.verdict,
        "clauses": row.clauses,
        "note_sha256": hashed(row.note),
        "items_sha256": bound(row.items),
        "at": row.at,
    }


def of_seconding(row: Selection) -> Facts:
    return {"selection": row.id, "at": row.seconded_at}


def of_dropping(row: Selection) -> Facts:
    return {"selection": row.id, "at": row.dropped_at}


def selections(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What selections say now."""
    rows = Selection.objects.filter(id__in=keys)
    return {row.id: {**of_selection(row), "subject": row.id, "actor": row.by_id} for row in rows}


def secondings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Who agreed to selections, and when."""
    rows = Selection.objects.filter(id__in=keys)
    return {row.id: {**of_seconding(row), "subject": row.id, "actor": row.seconded_by_id} for row in rows}


def droppings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Who gave selections up, and when."""
    rows = Selection.objects.filter(id__in=keys)
    return {row.id: {**of_dropping(row), "subject": row.id, "actor": row.dropped_by_id} for row in rows}


def decisions(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What decisions say now."""
    return {
        row.id: {**of_decision(row), "subject": row.comment_id, "actor": row.by_id}
        for row in Decision.objects.filter(id__in=keys).select_related("revision")
    }


def reports(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What reports say now."""
    return {
        row.id: {**of_report(row), "subject": row.comment_id, "actor": row.by_id}
        for row in Report.objects.filter(id__in=keys)
    }


def appeals(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What appeals say now."""
    return {
        row.id: {**of_appeal(row), "subject": row.decision_id, "actor": row.by_id}
        for row in Appeal.objects.filter(id__in=keys)
    }


def answers(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Which decision answers each appeal now, by the case of the appeal."""
    return {row.case_id: {"decision": row.answer_id} for row in Appeal.objects.filter(case_id__in=keys)}


def of_month(row: MonthlyReport) -> Facts:
    """Shape  counted_sha256: of all that was counted, whatever the order in which a database gives it back"""
    return {
        "report": row.id,
        "month": row.month.isoformat(),
        "counted_sha256": hashed(json.dumps(row.counted, sort_keys=True)),
        "at": row.written_at,
    }


def months(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What monthly reports say now."""
    return {
        row.id: {**of_month(row), "subject": row.id, "community": row.community_id}
        for row in MonthlyReport.objects.filter(id__in=keys)
    }
