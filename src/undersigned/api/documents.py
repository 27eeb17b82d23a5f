"""What authors and the desk are told, as JSON values."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from undersigned.communities import reads as communities
from undersigned.communities.shapes import GuidelinesShape
from undersigned.licensing.shapes import ReprintShape
from undersigned.moderation.reads import sentences
from undersigned.moderation.shapes import (
    AppealShape,
    CaseShape,
    DecisionShape,
    OwnReport,
    RestrictionAppealShape,
)
from undersigned.snapshots.build import Document, moment

from .words import case_reasons_of


def appeal_document(shape: AppealShape) -> Document:
    return {
        "id": str(shape.id),
        "decision": str(shape.decision_id),
        "comment": str(shape.comment_id),
        "report": str(shape.report_id) if shape.report_id else None,
        "restriction": None,
        "text": shape.text,
        "at": moment(shape.at),
        "due_at": moment(shape.due_at),
        "state": shape.state,
        "outcome": shape.outcome,
        "answer": str(shape.answer_id) if shape.answer_id else None,
        "answer_note": shape.answer_note,
        "answered_at": moment(shape.answered_at),
    }


def restriction_appeal_document(shape: RestrictionAppealShape) -> Document:
    """An appeal against a restriction, in the same shape."""
    return {
        "id": str(shape.id),
        "decision": None,
        "comment": None,
        "report": None,
        "restriction": str(shape.restriction_id),
        "text": shape.text,
        "at": moment(shape.at),
        "due_at": moment(shape.due_at),
        "state": shape.state,
        "outcome": shape.outcome,
        "answer": None,
        "answer_note": shape.answer_note,
        "answered_at": moment(shape.answered_at),
    }


def report_document(shape: OwnReport) -> Document:
    """A report as whoever sent it is told of it."""
    return {
        "id": str(shape.id),
        "comment": str(shape.comment_id),
        "community": shape.community,
        "story": shape.story_key,
        "headline": shape.story_headline,
        "clause": shape.clause or None,
        "law": shape.law or None,
        "text": shape.text,
        "at": moment(shape.at),
        "state": shape.state,
        "outcome": shape.outcome,
        "decision": str(shape.decision_id) if shape.decision_id else None,
        "answered_at": moment(shape.answered_at),
        "may_be_appealed": shape.may_be_appealed,
        "appeal_until": moment(shape.appeal_until),
        "appeal": appeal_document(shape.appeal) if shape.appeal else None,
    }


def guidelines_of(decisions: Iterable[DecisionShape], language: str) -> Mapping[UUID, GuidelinesShape]:
    """The guidelines each decision was made under, in two queries."""
    return communities.guidelines_by_ids({each.guidelines_id for each in decisions}, language)


def decision_document(shape: DecisionShape, guidelines: Mapping[UUID, GuidelinesShape]) -> Document:
    """A decision as its author is told it: verdict, clauses in the words of that version, note."""
    clauses = guidelines[shape.guidelines_id].clauses
    return {
        "id": str(shape.id),
        "comment": str(shape.comment_id),
        "revision": shape.revision,
        "verdict": shape.verdict,
        "clauses": [
            {"number": clause.number, "title": clause.title, "text": clause.text}
            for clause in clauses
            if clause.number in shape.clauses
        ],
        "guidelines_version": shape.guidelines_version,
        "note": shape.note,
        "label": shape.label or None,
        "source": shape.source,
        "facts": shape.facts,
        "law": shape.law or None,
        "law_text": shape.law_text or None,
        "detector": shape.detector or None,
        "automated": shape.by_id is None,
        "reasons": sentences(shape),
        "at": moment(shape.at),
        "may_be_appealed": shape.may_be_appealed,
        "appeal": appeal_document(shape.appeal) if shape.appeal else None,
    }


def case_document(shape: CaseShape) -> Document:
    """A case as it stands in the queue, with the text to judge."""
    return {
        "id": str(shape.id),
        "kind": shape.kind,
        "community": shape.community,
        "story": shape.story_key,
        "headline": shape.story_headline,
        "comment": str(shape.comment_id),
        "byline": shape.byline,
        "text": shape.text,
        "html": shape.html,
        "shown_text": shape.shown_text or None,
        "revision": shape.revision,
        "state": shape.state,
        "why": case_reasons_of(shape.why),
        "reports": shape.report_count,
        "opened_at": moment(shape.opened_at),
        "escalated_at": moment(shape.escalated_at),
        "due_at": moment(shape.due_at),
        "claimed_by": str(shape.claimed_by) if shape.claimed_by else None,
        "claimed_until": moment(shape.claimed_until),
    }


def reprint_document(shape: ReprintShape, statement: str) -> Document:
    """A reprint as it was frozen, with the statement that goes wherever it goes."""
    return {
        "id": str(shape.id),
        "comment": str(shape.comment_id),
        "comment_state": shape.comment_state,
        "use": shape.use,
        "part": shape.part,
        "text": shape.text,
        "byline": {"name": shape.byline_name, "place": shape.byline_place},
        "story": {"headline": shape.story_headline, "url": shape.story_url},
        "licence_version": shape.licence_version,
        "statement": statement,
        "sha256": shape.sha256,
        "at": moment(shape.at),
    }
