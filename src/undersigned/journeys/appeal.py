"""Somebody asks that someone else look at a decision again: its author, or who reported the comment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction

from undersigned.conversation import actions as conversation
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotAllowed, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import AppealNotPossible

from .letters import write_to
from .report import write_reporter

if TYPE_CHECKING:
    from undersigned.conversation.models import Comment
    from undersigned.moderation.models import Appeal, Decision, Report

LONGEST_TEXT = 2_000


def appeal(actor: Actor, decision_id: UUID, text: str) -> UUID:
    """Appeal a refusal or removal of one's own comment, or the keeping of one that one reported: once, within
    six months; a receipt says until when it should be answered.

    Shape   text: 1–2,000 characters → id of the Appeal
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(text), AppealNotPossible(why)
    Source  rule N6; DSA art. 20
    """
    if actor.person_id is None:
        raise NotSignedIn
    text, now = checked(text), clock.now()
    with transaction.atomic():
        decision = cases.decision_row(decision_id)
        comment = conversation.lock(decision.comment_id)
        if comment.author_id != actor.person_id:
            report = cases.report_by(actor.person_id, decision)
            if report is None:
                raise NotAllowed
            return _by_reporter(actor, report, comment, text, now)
        cases.check_appeal(decision, now)
        asked = moderation.appeal(decision, text, by_id=actor.person_id, at=now, due_at=due(now))
        facts = {"story": comment.story.headline, "comment_id": comment.id, "text": text, "due_at": due(now)}
        write_to(actor.person_id, "appeal-received", appeal_id=asked.id, **facts)
        _record(actor, asked, decision, comment)
    return asked.id


def appeal_report(report_id: UUID, text: str) -> UUID:
    """The same for somebody without an account, who came by the link in their letter.

    Errors  NotAllowed for the report of a person with an account, who signs in; as `appeal`
    """
    text, now = checked(text), clock.now()
    with transaction.atomic():
        report = cases.report_row(report_id)
        if report.by_id is not None:
            raise NotAllowed
        return _by_reporter(Actor("visitor"), report, conversation.lock(report.comment_id), text, now)


def checked(text: str) -> str:
    """Why somebody appeals. Errors  Invalid(text)"""
    text = text.strip()
    if not text or len(text) > LONGEST_TEXT:
        raise Invalid({"text": ["too-long" if text else "empty"]})
    return text


def due(now: datetime) -> datetime:
    """When an appeal of this moment should be answered."""
    return now + timedelta(days=settings.APPEAL_DAYS)


def _by_reporter(actor: Actor, report: Report, comment: Comment, text: str, now: datetime) -> UUID:
    decision = cases.answering(report)
    if decision is None:
        raise AppealNotPossible(why="not-appealable")
    cases.check_reporters_appeal(report, decision, now)
    asked = moderation.appeal(decision, text, by_id=report.by_id, report=report, at=now, due_at=due(now))
    write_reporter(report, "report-appeal-received", comment, appeal_id=asked.id, text=text, due_at=due(now))
    _record(actor, asked, decision, comment)
    return asked.id


def _record(actor: Actor, asked: Appeal, decision: Decision, comment: Comment) -> None:
    ledger.append(
        "decision:appealed",
        actor,
        decision.id,
        community_id=comment.community_id,
        **evidence.of_appeal(asked),
        comment=comment.id,
    )
