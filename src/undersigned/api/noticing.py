"""Notices of unlawful content, from anyone, and the challenge that spares them a letter."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from undersigned.journeys import notice_link
from undersigned.journeys.notify import check_notice, notify
from undersigned.kernel.errors import Invalid
from undersigned.unlawful import reads as notices
from undersigned.unlawful.shapes import ItemDraft, NoticeDraft
from undersigned.web import proof
from undersigned.web.pace import NOTICES, keep_pace_of_notices

from . import shapes
from .addresses import V1
from .answering import private
from .bodies import NewNotice
from .door import asked_language
from .service import router

ANYONE: dict[str, Any] = {"security": [{}]}


@router.get(f"{V1}/notices/challenge", response=shapes.Challenge, tags=["Writing"], openapi_extra=ANYONE)
def get_challenge(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the router passes it
    """What a program answers so that its notice is taken at once."""
    told = {"challenge": proof.challenge(), "bits": settings.PROOF_BITS, "expires_in": proof.LIFE_SECONDS}
    return private(told)


@router.post(
    f"{V1}/notices",
    response={201: shapes.ReceivedNotice, 202: shapes.ReceivedNotice},
    tags=["Writing"],
    openapi_extra=ANYONE,
)
def give_notice(request: HttpRequest, sent: NewNotice) -> HttpResponse:
    """Notify one comment or several as unlawful; nobody needs an account for this.

    With the answer to a challenge it is before a person at once (201); without, once the link in a letter
    to its writer is opened (202).
    """
    items = tuple(ItemDraft(**item.model_dump()) for item in sent.items)
    language = asked_language(request) or "en"
    draft = NoticeDraft(items, sent.name, sent.email, sent.good_faith, language)
    check_notice(draft)
    if sent.proof is not None and not proof.spend(sent.proof.challenge, sent.proof.answer):
        raise Invalid({"proof": ["spent"]})
    is_proven = sent.proof is not None
    left, wait = keep_pace_of_notices(request, draft.email, is_proven=is_proven)
    found = notices.notice(notify(draft, is_proven=is_proven))
    is_unconfirmed = found.state == "unconfirmed"
    told = {
        "reference": found.reference,
        "state": "unconfirmed" if is_unconfirmed else "received",
        "status_url": notice_link.address(found.id, "status"),
    }
    answer = private(told, 202 if is_unconfirmed else 201)
    name, limit, seconds = NOTICES
    answer["RateLimit-Policy"] = f'"{name}";q={limit};w={seconds}'
    answer["RateLimit"] = f'"{name}";r={left};t={wait}'
    return answer
