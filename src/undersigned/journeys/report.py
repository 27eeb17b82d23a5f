"""Someone reports a comment; a person will look, and one case gathers all reports of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.conversation import actions as conversation
from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotFound
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence, rules
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import AlreadyReported
from undersigned.unlawful import reads as notices

from . import notice_link, report_link
from .letters import write, write_to

if TYPE_CHECKING:
    from undersigned.conversation.models import Comment
    from undersigned.moderation.models import Decision, Report

LONGEST = {"text": 2_000, "law": 500, "name": 161, "email": 254}


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What a reporter says. Without an account: name, e-mail and good faith besides.

    Shape  clause: a number of the guidelines; or law, for unlawful content; language: of the letters to them
    """

    clause: str = ""
    text: str = ""
    law: str = ""
    name: str = ""
    email: str = ""
    good_faith: bool = False
    language: str = "en"


def report(actor: Actor | None, comment_id: UUID, draft: ReportDraft) -> UUID:
    """Bring a published comment before a person; who reported it gets a receipt, and later the outcome.

    Shape   actor: None for someone without an account → id of the Report
    Errors  NotFound, Invalid(fields), AlreadyReported
    """
    person_id = actor.person_id if actor is not None else None
    draft = replace(draft, law=draft.law.strip(), text=draft.text.strip(), name=draft.name.strip())
    now = clock.now()
    with transaction.atomic():
        if comments.published(comment_id).state != "published":
            raise NotFound(what="comment")
        comment = conversation.lock(comment_id)
        guidelines = communities.guidelines(comment.community_id, "en")
        _check(draft, person_id, frozenset(c.number for c in guidelines.clauses))
        if comment.author_id == person_id:
            raise Invalid({"comment": ["own"]})
        if person_id is not None and comment.reports.filter(by_id=person_id).exists():
            raise AlreadyReported
        why = {"code": "reported", "clause": draft.clause, "law": bool(draft.law)}
        case = moderation.open_case(comment, "notice" if draft.law else "reported", [why], now)
        kept = moderation.report(comment, case, person_id, _kept(draft, person_id), now)
        ledger.append(
            "comment:reported",
            actor or Actor("visitor"),
            comment.id,
            community_id=comment.community_id,
            **evidence.of_report(kept),
            signed_in=person_id is not None,
        )
        write_reporter(kept, "report-received", comment)
    return kept.id


def tell_reporters(case_id: UUID, decision: Decision | None, comment: Comment) -> None:
    """The outcome of a case, to everybody who reported the comment in it, and to reporters who appealed.

    Shape  decision: None where its author withdrew the comment
    """
    stays = comment.state == "published"
    until = None if decision is None else decision.at + rules.APPEAL_WINDOW
    answered = cases.reports_to_answer(case_id)
    known = notices.known([kept.id for kept in answered])
    for kept in answered:
        facts: dict[str, object] = {"decision": decision, "stays": stays, "appeal_until": until}
        letter = "report-answered"
        if kept.id in known:
            letter = "notice-answered"
            facts["reference"] = known[kept.id].reference
            facts["link"] = notice_link.address(known[kept.id].notice_id, "status")
        write_reporter(kept, letter, comment, **facts)
    for asked in cases.appeal_rows(case_id):
        if asked.report is not None:
            facts = {"decision": decision, "stays": stays, "outcome": asked.outcome, "appeal_id": asked.id}
            write_reporter(asked.report, "report-appeal-answered", comment, **facts)


def tell_of_reversal(decision: Decision, comment: Comment) -> None:
    """To everybody who reported the comment before and was told what this decision turned."""
    stays = comment.state == "published"
    turned = cases.reports_to_tell(comment, decision)
    known = notices.known([kept.id for kept in turned])
    for kept in turned:
        facts: dict[str, object] = {"decision": decision, "stays": stays}
        if kept.id in known:
            facts["reference"] = known[kept.id].reference
            facts["link"] = notice_link.address(known[kept.id].notice_id, "status")
        write_reporter(kept, "report-reversed", comment, **facts)


def write_reporter(kept: Report, letter: str, comment: Comment, **facts: object) -> None:
    """A letter to whoever reported a comment, with the address where they see what became of it."""
    facts |= {
        "comment_id": comment.id,
        "report": kept,
        "story": comment.story.headline,
        "url": f"{settings.BASE_URL}/{comment.community.slug}/{comment.story.key}/",
    }
    if kept.by_id is not None:
        page = f"{settings.BASE_URL}/account/reports/{kept.id}/"
        with suppress(NotFound):  # whoever closed their account is not written to
            write_to(kept.by_id, letter, page=page, **facts)
    elif kept.email:  # nobody can write to whom the retention rules have forgotten
        write(kept.email, kept.name, kept.language, letter, page=report_link.address(kept.id), **facts)


def _check(draft: ReportDraft, person_id: UUID | None, known: frozenset[str]) -> None:
    fields: dict[str, list[str]] = {}
    if not draft.clause and not draft.law:
        fields["clause"] = ["required"]
    elif draft.clause and draft.clause not in known:
        fields["clause"] = ["unknown"]
    if draft.law and not draft.text:
        fields["text"] = ["required"]
    if person_id is None:
        if not draft.name:
            fields["name"] = ["required"]
        try:
            validate_email(draft.email)
        except ValidationError:
            fields["email"] = ["not-an-address" if draft.email.strip() else "required"]
        if not draft.good_faith:
            fields["good_faith"] = ["required"]
    fields |= {name: ["too-long"] for name, most in LONGEST.items() if len(getattr(draft, name)) > most}
    if fields:
        raise Invalid(fields)


def _kept(draft: ReportDraft, person_id: UUID | None) -> dict[str, object]:
    said: dict[str, object] = {"clause": draft.clause, "law": draft.law, "text": draft.text}
    if person_id is None:
        said |= {"name": draft.name, "email": draft.email, "good_faith": True}
        said["language"] = draft.language
    return said
