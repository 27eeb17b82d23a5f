"""Editors and operators: close and reopen, pick, reprint, register a story."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpResponse

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.journeys.close import close
from undersigned.journeys.pick import pick, unpick
from undersigned.journeys.register_story import register_ninjs
from undersigned.journeys.reopen import reopen
from undersigned.journeys.reprint import reprint
from undersigned.snapshots import reads as snapshots
from undersigned.stories import reads as stories
from undersigned.stories.errors import NotClosed

from . import shapes, shapes_of_people
from .addresses import COMMENT, STORY
from .answering import private
from .bodies import NewClosure, NewReprint, Reopening
from .callers import SIGNED_IN, NewsroomSignature
from .documents import reprint_document
from .door import Request, reader_language
from .service import router

# Read from the very bytes that were sent, by ninjs' own schema.
NINJS = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object", "description": "ninjs 3.1"}}},
    }
}


@router.put(
    STORY,
    response={200: shapes.Story, 201: shapes.Story},
    auth=[NewsroomSignature(), *SIGNED_IN],
    tags=["Desk"],
    openapi_extra=NINJS,
)
def put_story(request: Request, community: str, story: str) -> HttpResponse:
    """Register a story from ninjs 3.1 under the newsroom’s own key, or bring it up to date.

    An operator may, and a newsroom’s own system.
    """
    row = communities.by_slug(community)
    registered = register_ninjs(request.auth, row.id, request.body, key=story)
    found = snapshots.story(row, stories.by_key(row.id, registered.key))
    return private(found, 201 if registered.outcome == "registered" else 200)


@router.put(f"{STORY}/closure", response=shapes.State, auth=SIGNED_IN, tags=["Desk"])
def close_story(request: Request, community: str, story: str, sent: NewClosure) -> HttpResponse:
    """Close a conversation, at once and everywhere; who submits after this is refused.

    The same again changes nothing. Another reason or end is a closing of its own, which takes the
    place of the one in force; both stay in the history.
    """
    row = stories.by_key(communities.by_slug(community).id, story)
    close(request.auth, row.id, sent.reason, sent.until)
    return private(snapshots.state_document(row))


@router.delete(f"{STORY}/closure", response=shapes.State, auth=SIGNED_IN, tags=["Desk"])
def reopen_story(
    request: Request, community: str, story: str, reason: str = "", sent: Reopening | None = None
) -> HttpResponse:
    """Reopen a conversation; its opening rules apply again, and may keep it shut.

    The reason is taken from the body, or from the address for callers that send none with a DELETE.
    Where nobody closed it, or it was reopened before, nothing changes.
    """
    row = stories.by_key(communities.by_slug(community).id, story)
    with suppress(NotClosed):
        reopen(request.auth, row.id, sent.reason if sent else reason)
    return private(snapshots.state_document(row))


@router.put(f"{COMMENT}/pick", response=shapes_of_people.Picked, auth=SIGNED_IN, tags=["Desk"])
def pick_comment(request: Request, comment: UUID) -> HttpResponse:
    """Mark a comment as an editors’ pick; a second time changes nothing."""
    pick(request.auth, comment)
    return private({"picked": True})


@router.delete(f"{COMMENT}/pick", response=shapes_of_people.Picked, auth=SIGNED_IN, tags=["Desk"])
def unpick_comment(request: Request, comment: UUID) -> HttpResponse:
    """Take a pick back."""
    unpick(request.auth, comment)
    return private({"picked": False})


@router.post(f"{COMMENT}/reprints", response={201: shapes_of_people.Reprint}, auth=SIGNED_IN, tags=["Desk"])
def reprint_comment(request: Request, comment: UUID, sent: NewReprint) -> HttpResponse:
    """Freeze a comment, whole or in exact excerpts, for web, print or air; its author is told."""
    parts = () if sent.part == "whole" else tuple(sent.part)
    frozen = reprint(request.auth, comment, parts=parts, use=sent.use)
    row = comments.by_id(comment)
    notices = communities.notices(row.community_id, reader_language(request, row.community.languages))
    return private(reprint_document(frozen, notices.get("endorsement", "")), 201)
