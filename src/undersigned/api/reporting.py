"""Reports of comments, with or without an account; appeals against decisions, and what became of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from undersigned.conversation import reads as comments
from undersigned.journeys.appeal import appeal
from undersigned.journeys.appeal_restriction import appeal_restriction
from undersigned.journeys.report import ReportDraft, report
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed, NotFound
from undersigned.moderation import reads as moderation
from undersigned.people import reads as people
from undersigned.snapshots.build import Document
from undersigned.web.pace import REPORTS, keep_pace_of_reports

from . import shapes, shapes_of_people
from .addresses import COMMENT, V1
from .answering import private
from .bodies import NewAppeal, NewReport
from .callers import SIGNED_IN, caller
from .documents import appeal_document, restriction_appeal_document
from .door import Request, asked_language
from .service import router


@router.post(
    f"{COMMENT}/reports",
    response={201: shapes.Received},
    tags=["Writing"],
    openapi_extra={"security": [{}, *({type(way).__name__: []} for way in SIGNED_IN)]},
)
def report_comment(request: HttpRequest, comment: UUID, sent: NewReport) -> HttpResponse:
    """Bring a comment before a person: by a clause of the guidelines, or by a law.

    Nobody needs an account for this; who has none gives name, e-mail and good faith.
    """
    actor = caller(request)
    left, wait = keep_pace_of_reports(request, sent.email) if actor is None else (0, 0)
    draft = ReportDraft(**sent.model_dump(), language=asked_language(request) or "")
    report_id = report(actor, comment, draft)
    answer = private({"id": str(report_id), "state": "received"}, 201)
    if actor is None:
        name, limit, seconds = REPORTS
        answer["RateLimit-Policy"] = f'"{name}";q={limit};w={seconds}'
        answer["RateLimit"] = f'"{name}";r={left};t={wait}'
    return answer


@router.post(
    f"{V1}/decisions/{{decision}}/appeals",
    response={201: shapes_of_people.Appeal},
    auth=SIGNED_IN,
    tags=["Writing"],
)
def appeal_decision(request: Request, decision: UUID, sent: NewAppeal) -> HttpResponse:
    """Ask that someone else look again: once, within six months.

    Whoever wrote the comment appeals what went against it; whoever reported it, the decision that keeps it.
    """
    appeal_id = appeal(request.auth, decision, sent.text)
    return private(appeal_document(moderation.appeal(appeal_id)), 201)


@router.post(
    f"{V1}/restrictions/{{restriction}}/appeals",
    response={201: shapes_of_people.Appeal},
    auth=SIGNED_IN,
    tags=["Writing"],
)
def appeal_own_restriction(request: Request, restriction: UUID, sent: NewAppeal) -> HttpResponse:
    """Ask that someone else look again at a restriction of one’s own: once, within six months."""
    appeal_id = appeal_restriction(request.auth, restriction, sent.text)
    return private(restriction_appeal_document(moderation.restriction_appeal(appeal_id)), 201)


@router.get(f"{V1}/appeals/{{appeal}}", response=shapes_of_people.Appeal, auth=SIGNED_IN, tags=["Writing"])
def get_appeal(request: Request, appeal: UUID) -> HttpResponse:
    """How far one’s appeal is, and how it was answered: against a decision or against a restriction."""
    try:
        found = moderation.appeal(appeal)
    except NotFound:
        return private(_of_restriction(request.auth, appeal))
    if found.by_id is None or found.by_id != request.auth.person_id:
        _require_desk(request.auth, comments.by_id(found.comment_id).community_id)
    return private(appeal_document(found))


def _of_restriction(actor: Actor, appeal_id: UUID) -> Document:
    found = moderation.restriction_appeal(appeal_id)
    if found.by_id != actor.person_id:
        _require_desk(actor, found.community_id)
    return restriction_appeal_document(found)


def _require_desk(actor: Actor, community_id: UUID | None) -> None:
    """Errors  NotFound: whose it is, is nobody else's business"""
    try:
        people.require(actor, community_id, "moderator", "editor")
    except NotAllowed:
        raise NotFound(what="appeal") from None
