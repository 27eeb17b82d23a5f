"""Writes of this room. Called by journeys, inside their transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from undersigned.conversation.models import Comment, Revision
from undersigned.kernel.errors import NotFound
from undersigned.prepared import Insert

from . import filing, rules
from .appealing import answer as answer
from .appealing import appeal as appeal
from .appealing import drop_appeals
from .errors import AlreadyReported, Overtaken
from .forgetting import forget_excerpts as forget_excerpts
from .forgetting import forget_reporters as forget_reporters
from .forgetting import forget_weighings as forget_weighings
from .models import Case, Claim, Decision, LegalMatch, Report, SavedNote, Weighing
from .monthly import write_month as write_month
from .opining import keep_opinion as keep_opinion
from .reminding import note_reminder as note_reminder
from .restriction_appeals import answer_restriction_appeal as answer_restriction_appeal
from .restriction_appeals import appeal_restriction as appeal_restriction
from .restriction_appeals import claim_restriction_appeal as claim_restriction_appeal
from .restriction_appeals import lock_restriction_appeal as lock_restriction_appeal
from .restriction_appeals import open_appeal_of as open_appeal_of
from .restriction_appeals import release_restriction_appeal as release_restriction_appeal
from .sample import draw as draw
from .sample import take_look as take_look
from .selecting import drop_selection as drop_selection
from .selecting import lock_selection as lock_selection
from .selecting import make_selection as make_selection
from .selecting import note_progress as note_progress
from .selecting import second_selection as second_selection
from .shapes import Ruling

LEASE = timedelta(minutes=5)

_write_decision = Insert(Decision)
_write_weighing = Insert(Weighing)


def open_case(
    comment: Comment, kind: str, why: Sequence[dict[str, Any]], at: datetime, *, detector: str = ""
) -> Case:
    """A case for a comment; the open one takes further reasons, and the graver kind wins.

    Shape  detector: the scorer and its version, where it marked something in the text
    """
    case = comment.cases.filter(closed_at=None).exclude(kind=Case.Kind.APPEAL).first()
    said = filing.said(comment)
    if case is None:
        case = comment.cases.create(
            community_id=comment.community_id,
            kind=kind,
            why=list(why),
            opened_at=at,
            detector=detector,
            rank=rules.rank(kind, why),
            doubt=rules.doubt(kind, said.percent),
        )
    else:
        case.why = [*case.why, *(reason for reason in why if reason not in case.why)]
        case.kind = rules.graver(case.kind, kind)
        case.detector = detector or case.detector
        case.rank = rules.rank(case.kind, case.why, is_escalated=case.escalated_at is not None)
        case.doubt = rules.doubt(case.kind, said.percent)
        case.save(update_fields=["why", "kind", "detector", "rank", "doubt"])
    filing.file(case, comment, said)
    _match(case, comment, why, at)
    return case


def _match(case: Case, comment: Comment, why: Sequence[dict[str, Any]], at: datetime) -> None:
    """Keep which legal restrictions a comment concerns; once each, whatever text of it does."""
    for restriction_id in (reason["restriction"] for reason in why if reason["code"] == "legal"):
        LegalMatch.objects.get_or_create(
            restriction_id=restriction_id, comment=comment, defaults={"case": case, "at": at}
        )


def revised(comment: Comment, text: str, percent: int | None, *, waits: bool) -> None:
    """A comment has another text: its open cases are found by that, and what was said of the earlier one is
    said no more. What is to be said of this one comes after, where anything is.

    Shape  waits: for a person, before it is shown
    """
    filing.refile(comment, text, percent)
    case = comment.cases.filter(closed_at=None).exclude(kind=Case.Kind.APPEAL).first()
    if case is None:
        return
    case.why, case.kind, case.detector = *rules.left(case.kind, case.why, waits=waits), ""
    case.rank = rules.rank(case.kind, case.why, is_escalated=case.escalated_at is not None)
    case.doubt = rules.doubt(case.kind, percent) if case.escalated_at is None else rules.NO_MATTER
    case.save(update_fields=["why", "kind", "detector", "rank", "doubt"])
    filing.file(case, comment, filing.Said(text, percent))


def keep_weighing(revision: Revision, weighed: rules.Weighed) -> None:
    """How a fresh revision scored; nothing where there is no model to say."""
    if weighed is rules.NOT_WEIGHED:
        return
    _write_weighing(
        Weighing(
            revision=revision,
            percent=weighed.percent,
            attribute=weighed.attribute,
            probabilities=dict(weighed.probabilities),
            version=weighed.version,
        )
    )


def lock_case(case_id: UUID) -> Case:
    """The case, held until the transaction ends.

    Errors  NotFound
    """
    case = Case.objects.select_for_update(of=("self",)).filter(id=case_id).first()
    if case is None:
        raise NotFound(what="case")
    return case


def claim(case: Case, person_id: UUID, now: datetime) -> Claim:
    """Lease a locked case for five minutes, or renew one's own lease, which keeps its beginning.

    Errors  Overtaken when it is closed or someone else's lease runs
    """
    if case.closed_at is not None:
        raise Overtaken(why="decided")
    held = Claim.objects.filter(case=case).first()
    if held is not None and held.by_id != person_id and held.until > now:
        raise Overtaken(why="claimed", until=held.until.isoformat())
    is_renewed = held is not None and held.by_id == person_id and held.until > now
    begun = held.at if held is not None and is_renewed else now
    lease, _ = Claim.objects.update_or_create(
        case=case, defaults={"by_id": person_id, "at": begun, "until": now + LEASE}
    )
    return lease


def release(case_id: UUID, person_id: UUID) -> None:
    """Give up one's lease."""
    Claim.objects.filter(case_id=case_id, by_id=person_id).delete()


def decide(
    comment: Comment,
    revision: Revision,
    *,
    case: Case | None,
    ruling: Ruling,
    guidelines_id: UUID,
    by_id: UUID | None,
    at: datetime,
    claimed_at: datetime | None = None,
) -> Decision:
    """Record a decision. What it does to the comment is its journey's business.

    Shape  claimed_at: when whoever decides took the case before them, if they did
    """
    brought = "own" if case is None else rules.source(case.kind, case.why)
    decision = Decision(
        community_id=comment.community_id,
        comment=comment,
        revision=revision,
        case=case,
        verdict=ruling.verdict,
        guidelines_id=guidelines_id,
        clauses=list(ruling.clauses),
        note=ruling.note,
        label=ruling.label,
        source=ruling.source or brought,
        facts=ruling.facts,
        law=ruling.law,
        law_text=ruling.law_text,
        reply=ruling.reply,
        detector=ruling.detector or ("" if case is None else case.detector),
        selection_id=ruling.selection_id,
        policy_id=ruling.policy_id,
        by_id=by_id,
        at=at,
        waited_seconds=None if case is None else _seconds(case.opened_at, at),
        handled_seconds=None if claimed_at is None or claimed_at == at else _seconds(claimed_at, at),
    )
    _write_decision(decision)
    return decision


def _seconds(since: datetime, until: datetime) -> int:
    return max(int((until - since).total_seconds()), 0)


def close_case(case: Case, at: datetime) -> None:
    """End a locked case and its lease."""
    case.closed_at = at
    case.save(update_fields=["closed_at"])
    filing.take_out([case.id])
    Claim.objects.filter(case=case).delete()


def set_due(case: Case, at: datetime | None) -> None:
    """By when something has to be done about it; None for no such time."""
    case.due_at = at
    case.save(update_fields=["due_at"])


def escalate(case: Case, at: datetime) -> None:
    """Put a locked case before an editor; it stays open and free to be claimed."""
    case.escalated_at, case.rank, case.doubt = at, rules.ESCALATED, rules.NO_MATTER
    case.save(update_fields=["escalated_at", "rank", "doubt"])
    Claim.objects.filter(case=case).delete()


def close_cases_of(comment: Comment, at: datetime) -> list[UUID]:
    """End the open cases of a comment that its author withdrew, appeals included; which."""
    open_cases = list(comment.cases.filter(closed_at=None).values_list("id", flat=True))
    Claim.objects.filter(case_id__in=open_cases).delete()
    Case.objects.filter(id__in=open_cases).update(closed_at=at)
    filing.take_out(open_cases)
    drop_appeals(open_cases)
    return open_cases


def report(comment: Comment, case: Case, by_id: UUID | None, fields: dict[str, Any], at: datetime) -> Report:
    """Keep a report with the case it opened or joined.

    Errors  AlreadyReported by the same person or the same address
    """
    email = fields.get("email", "")
    if email and comment.reports.filter(Q(email__iexact=email)).exists():
        raise AlreadyReported
    try:
        with transaction.atomic():
            return Report.objects.create(comment=comment, case=case, by_id=by_id, at=at, **fields)
    except IntegrityError:
        raise AlreadyReported from None


def notify(comment: Comment, case: Case, fields: dict[str, Any], at: datetime) -> Report:
    """Keep what a notice of unlawful content says of one comment; the same may be notified again."""
    return Report.objects.create(comment=comment, case=case, at=at, **fields)


def save_note(
    community_id: UUID, clause: str, language: str, text: str, by_id: UUID, at: datetime
) -> SavedNote:
    """Keep words to authors, to be used again."""
    return SavedNote.objects.create(
        community_id=community_id, clause=clause, language=language, text=text, by_id=by_id, at=at
    )


def end_note(note: SavedNote, at: datetime) -> None:
    """Nobody is offered it any more."""
    note.ended_at = at
    note.save(update_fields=["ended_at"])
