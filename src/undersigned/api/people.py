"""Restrictions of people, and rulings on their names."""

from uuid import UUID

from django.http import HttpResponse

from undersigned.communities import reads as communities
from undersigned.journeys.confirm_name import confirm_name
from undersigned.journeys.restrict import restrict
from undersigned.people import reads as people
from undersigned.snapshots.build import moment

from . import shapes_of_people as shapes
from .addresses import V1
from .answering import private
from .bodies import NewNameConfirmation, NewRestriction
from .callers import SIGNED_IN
from .door import Request
from .service import router

PERSON = f"{V1}/people/{{person}}"


@router.post(f"{PERSON}/restrictions", response={201: shapes.Restriction}, auth=SIGNED_IN, tags=["Desk"])
def restrict_person(request: Request, person: UUID, sent: NewRestriction) -> HttpResponse:
    """Warn, hold, suspend or ban someone, in one community or everywhere; they are told why."""
    community_id = communities.by_slug(sent.community).id if sent.community is not None else None
    limit = sent.model_dump(exclude={"community"})
    made = people.restriction(restrict(request.auth, person, community_id, **limit))
    content = {
        "id": str(made.restriction_id),
        "person": str(person),
        "kind": made.kind,
        "community": sent.community,
        "reason": made.reason,
        "at": moment(made.at),
        "until": moment(made.until),
        "submissions_left": made.submissions_left,
        "every_seconds": made.every_seconds,
    }
    return private(content, 201)


@router.post(
    f"{PERSON}/name-confirmations", response={201: shapes.NameConfirmation}, auth=SIGNED_IN, tags=["Desk"]
)
def confirm_name_of(request: Request, person: UUID, sent: NewNameConfirmation) -> HttpResponse:
    """Confirm the name that someone signs with, or challenge it with a note to them."""
    people.require_somewhere(request.auth, "moderator", "editor")
    name_id = people.profile(person).name_id
    confirm_name(request.auth, name_id, state=sent.state, note=sent.note)
    content = {"person": str(person), "name": str(name_id), "state": sent.state, "note": sent.note.strip()}
    return private(content, 201)
