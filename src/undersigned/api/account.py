"""Who I am here, what I sent, and what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.conversation.shapes import OwnComment
from undersigned.journeys.choose_display_name import choose_display_name
from undersigned.journeys.exchange_token import exchange_token
from undersigned.kernel.actor import Actor
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotSignedIn
from undersigned.moderation import reads as moderation
from undersigned.moderation.rules import APPEAL_WINDOW
from undersigned.moderation.shapes import RestrictionAppealShape
from undersigned.people import reads as people
from undersigned.snapshots.addresses import Place
from undersigned.snapshots.build import Document, moment
from undersigned.stories import reads as stories

from . import shapes_of_people as shapes
from .addresses import COMMUNITY, V1
from .answering import private
from .bodies import NewDisplayName, NewsroomToken
from .callers import SIGNED_IN
from .documents import decision_document, guidelines_of, report_document, restriction_appeal_document
from .door import Request, asked_language
from .service import router
from .words import doubts_of, reasons_of

PAGE = 50


@router.get(f"{V1}/me", response=shapes.Me, auth=SIGNED_IN, tags=["Account"])
def get_me(request: Request) -> HttpResponse:
    """The caller: name and its state, standings, restrictions."""
    profile = people.profile(_person(request))
    appealed = moderation.restriction_appeals_of(profile.person_id)
    slugs: dict[UUID | None, str] = {each.id: each.slug for each in communities.all_communities()}
    content = {
        "id": str(profile.person_id),
        "email": profile.email,
        "email_confirmed": profile.email_confirmed,
        "language": profile.language,
        "name": {
            "first": profile.first,
            "last": profile.last,
            "full": profile.full_name,
            "state": profile.name_state,
            "doubts": doubts_of(profile.name_doubts),
            "note": profile.name_note,
        },
        "place": profile.place,
        "display_names": [
            {"community": slugs[community_id], "display_name": name}
            for community_id, name in people.display_names(profile.person_id).items()
        ],
        "standing": [
            {"kind": each.kind, "community": slugs.get(each.community_id)}
            for each in people.standings_held(profile.person_id)
        ],
        "restrictions": [
            {
                "id": str(each.restriction_id),
                "kind": each.kind,
                "community": slugs.get(each.community_id),
                "reason": each.reason,
                "at": moment(each.at),
                "until": moment(each.until),
                "submissions_left": each.submissions_left,
                "every_seconds": each.every_seconds,
                **_appeal_of(appealed.get(each.restriction_id), each.at),
            }
            for each in people.restrictions_anywhere(profile.person_id)
        ],
    }
    return private(content)


def _appeal_of(appeal: RestrictionAppealShape | None, restricted_at: datetime) -> Document:
    return {
        "may_be_appealed": appeal is None and now() <= restricted_at + APPEAL_WINDOW,
        "appeal": None if appeal is None else restriction_appeal_document(appeal),
    }


@router.get(f"{V1}/me/comments", response=shapes.OwnComments, auth=SIGNED_IN, tags=["Account"])
def list_my_comments(
    request: Request, after: UUID | None = None, community: str | None = None, story: str | None = None
) -> HttpResponse:
    """What the caller sent, newest first, in every state, with the reasons for each.

    With `community` and `story` only what was sent there, and which comments there the caller recommends.
    """
    person_id = _person(request)
    here = stories.id_at(community, story) if community is not None and story is not None else None
    found = comments.own(person_id, PAGE + 1, after=after, story_id=here)
    shown = found[:PAGE]
    ids = [each.id for each in shown]
    decisions, waiting = moderation.last_decisions(ids), moderation.waiting(ids)
    guidelines = guidelines_of(decisions.values(), asked_language(request) or "")
    told = {comment_id: decision_document(made, guidelines) for comment_id, made in decisions.items()}
    content: Document = {
        "comments": [_own(each, told.get(each.id), waiting.get(each.id)) for each in shown],
        "next": str(shown[-1].id) if len(found) > PAGE else None,
    }
    if here is not None:
        content["recommended"] = _recommended(person_id, here)
    return private(content)


@router.get(f"{V1}/me/reports", response=shapes.OwnReports, auth=SIGNED_IN, tags=["Account"])
def list_my_reports(request: Request) -> HttpResponse:
    """What the caller reported last, fifty at most, newest first: how far it is, and what became of it."""
    found = moderation.own_reports(_person(request), PAGE)
    return private({"reports": [report_document(each) for each in found]})


def _recommended(person_id: UUID, story_id: UUID) -> list[str]:
    return sorted(str(each) for each in comments.recommended_by(person_id, story_id))


@router.put(f"{COMMUNITY}/me/display-name", response=shapes.DisplayName, auth=SIGNED_IN, tags=["Account"])
def put_display_name(request: Request, community: str, sent: NewDisplayName) -> HttpResponse:
    """Choose what to be called in a youth community, in place of one’s name; nothing is sent there without.

    It tells nobody who its bearer is, poses as nobody of the newsroom, and is nobody else’s there. What was
    signed before keeps the name it was signed with.
    """
    where = communities.by_slug(community)
    choose_display_name(request.auth, where.id, sent.display_name)
    return private(
        {"community": where.slug, "display_name": people.display_names(_person(request))[where.id]}
    )


@router.post(f"{V1}/session/exchange", response={200: shapes.Token, 201: shapes.Token}, tags=["Account"])
def exchange_session(request: HttpRequest, sent: NewsroomToken) -> HttpResponse:  # noqa: ARG001 - Ninja passes it
    """A newsroom’s signed token for a bearer token: 201 when its reader joins by this, else 200.

    The token is signed with a key on record, for this site (`aud`), lives five minutes at most and is
    good once. It names its reader, and no role.
    """
    exchanged = exchange_token(Actor("newsroom"), sent.token)
    return private({"session_token": exchanged.session_token}, 201 if exchanged.is_new else 200)


def _person(request: Request) -> UUID:
    """Errors  NotSignedIn"""
    if request.auth.person_id is None:
        raise NotSignedIn
    return request.auth.person_id


def _own(shape: OwnComment, decision: Document | None, why: tuple[dict[str, Any], ...] | None) -> Document:
    return {
        "id": str(shape.id),
        "community": shape.community,
        "story": shape.story_key,
        "headline": shape.story_headline,
        "state": shape.state,
        "text": shape.text,
        "html": shape.html,
        "text_purged_at": moment(shape.purged_at),
        "shown_text": shape.shown_text or None,
        "revision": shape.revision,
        "waiting": why is not None,
        "why": reasons_of(why or ()),
        "decision": decision,
        "submitted_at": moment(shape.submitted_at),
        "may_revise_until": moment(shape.may_revise_until),
        "may_withdraw": shape.may_withdraw,
        "url": Place(settings.BASE_URL, shape.community, shape.story_key).comment(shape.id),
    }
