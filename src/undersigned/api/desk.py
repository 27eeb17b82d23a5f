"""The moderators’ queue: cases, claims, decisions."""

from typing import Literal
from uuid import UUID

from django.http import HttpResponse

from undersigned.communities import reads as communities
from undersigned.journeys.claim import DECIDERS, claim, release
from undersigned.journeys.decide import decide
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed, NotSignedIn
from undersigned.moderation import reads as moderation
from undersigned.moderation.shapes import Search
from undersigned.people import reads as people
from undersigned.snapshots.build import moment
from undersigned.stories import reads as stories

from . import shapes_of_people as shapes
from .addresses import DESK
from .answering import nothing, private
from .bodies import NewDecision
from .callers import SIGNED_IN
from .documents import case_document, decision_document, guidelines_of
from .door import Request, asked_language
from .service import router

CASE = f"{DESK}/cases/{{case}}"
PAGE = 50
Kind = Literal["held", "review", "reported", "notice", "legal", "appeal"]


@router.get(f"{DESK}/cases", response=shapes.Cases, auth=SIGNED_IN, tags=["Desk"])
def list_cases(
    request: Request,
    community: str | None = None,
    kind: Kind | None = None,
    after: UUID | None = None,
    story: str | None = None,
    words: str = "",
    clause: str = "",
    language: str = "",
    section: str = "",
) -> HttpResponse:
    """Open cases, the most urgent first, where the caller has a standing.

    `words` are those of the comment or of its byline, all of them; `clause` is one it was reported under;
    `story` is a key in the community named.
    """
    places = _places(request.auth, community)
    here = stories.id_at(community, story) if community is not None and story is not None else None
    search = Search(here, section=section, language=language, clause=clause, words=words)
    found = moderation.queue(places, kind, PAGE + 1, after, search=search)
    content = {
        "cases": [case_document(case) for case in found[:PAGE]],
        "counts": moderation.open_counts(places),
        "next": str(found[PAGE - 1].id) if len(found) > PAGE else None,
    }
    return private(content)


@router.post(f"{CASE}/claim", response=shapes.Claimed, auth=SIGNED_IN, tags=["Desk"])
def claim_case(request: Request, case: UUID) -> HttpResponse:
    """Lease a case for five minutes, or renew the lease; 409 `overtaken` while someone else holds it."""
    return private({"until": moment(claim(request.auth, case))})


@router.delete(f"{CASE}/claim", response={204: None}, auth=SIGNED_IN, tags=["Desk"])
def release_case(request: Request, case: UUID) -> HttpResponse:
    """Give one’s lease back."""
    release(request.auth, case)
    return nothing()


@router.post(f"{CASE}/decisions", response={201: shapes.Decision}, auth=SIGNED_IN, tags=["Desk"])
def decide_case(request: Request, case: UUID, sent: NewDecision) -> HttpResponse:
    """Rule on the revision seen: 409 `overtaken` if someone was first or the text moved."""
    decision_id = decide(
        request.auth,
        case,
        verdict=sent.verdict,
        revision=sent.revision,
        clauses=sent.clauses,
        note=sent.note,
        label=sent.label,
        facts=sent.facts,
        law=sent.law,
        law_text=sent.law_text,
        reply=sent.reply,
        source=sent.source,
    )
    made = moderation.decision(decision_id)
    return private(decision_document(made, guidelines_of([made], asked_language(request) or "")), 201)


def _places(actor: Actor, slug: str | None) -> list[UUID] | None:
    """Which communities’ cases the caller sees; None means all.

    Errors  NotSignedIn, NotAllowed, NotFound
    """
    if actor.person_id is None:
        raise NotSignedIn
    if slug is not None:
        community = communities.by_slug(slug)
        people.require(actor, community.id, *DECIDERS)
        return [community.id]
    places = people.communities_of(actor.person_id, *DECIDERS)
    if places == []:
        raise NotAllowed
    return places
