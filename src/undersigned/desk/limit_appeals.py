"""Appeals against limits: what waits, and one of them with everything a person needs to answer it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from undersigned.conversation import reads as comments
from undersigned.journeys.answer_restriction import (
    answer_restriction_appeal,
    claim_restriction_appeal,
    release_restriction_appeal,
)
from undersigned.kernel.errors import NotAllowed, NotFound, NotSignedIn, Refused
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import Overtaken
from undersigned.moderation.shapes import RestrictionAppealShape
from undersigned.people import reads as people

from .access import Seat, at_the_desk, places_before
from .case import Happened
from .forms import LimitAppealForm
from .persons import RESTRICTIONS, called
from .posting import posted_to
from .words import due, tell

COMMENTS_SHOWN = 10


@require_safe
@at_the_desk
def limit_appeals(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Appeals against limits in the communities of this seat, the earliest due first."""
    found = cases.open_restriction_appeals(seat.community_ids)
    places = places_before(seat)
    knows_names = any(not place.is_youth for place in places)
    ids = {each.claimed_by for each in found if each.claimed_by}
    names = people.full_names(ids | {each.by_id for each in found} if knows_names else ids)
    by_id = {place.id: place.name for place in places}
    rows = [
        {
            "appeal": each,
            "called": names.get(each.by_id, "") if knows_names else called(each.by_id, places),
            "limit": RESTRICTIONS[each.kind],
            "place": by_id.get(each.community_id) if each.community_id else None,
            "due": due(each.due_at),
            "holder": names.get(each.claimed_by, "") if each.claimed_by else "",
            "is_mine": each.claimed_by == seat.person_id,
        }
        for each in found
    ]
    return render(request, "desk/limit_appeals.html", {"rows": rows, "room": "queue"})


@require_safe
@at_the_desk
def limit_appeal(request: HttpRequest, seat: Seat, appeal_id: UUID) -> HttpResponse:
    """One of them. Looking at it claims nothing."""
    return _page(request, seat, appeal_id)


@posted_to("desk:limit-appeal", "appeal_id")
@at_the_desk
def take(request: HttpRequest, seat: Seat, appeal_id: UUID) -> HttpResponse:
    """Claim it for five minutes, or renew the claim."""
    try:
        claim_restriction_appeal(seat.actor, appeal_id)
    except Overtaken as overtaken:
        return _page(request, seat, appeal_id, happened=Happened(overtaken.data["why"]), status=409)
    return redirect("desk:limit-appeal", appeal_id)


@posted_to("desk:limit-appeal", "appeal_id")
@at_the_desk
def give_back(request: HttpRequest, seat: Seat, appeal_id: UUID) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Give up one's claim, and return to the list."""
    release_restriction_appeal(seat.actor, appeal_id)
    return redirect("desk:limit-appeals")


@posted_to("desk:limit-appeal", "appeal_id")
@at_the_desk
def answer(request: HttpRequest, seat: Seat, appeal_id: UUID) -> HttpResponse:
    """Uphold the limit or lift it. What cannot be done is said on its page, with what was typed."""
    form = LimitAppealForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, appeal_id, form, status=422)
    given = form.cleaned_data
    try:
        answer_restriction_appeal(seat.actor, appeal_id, outcome=given["outcome"], note=given["note"])
    except Overtaken as overtaken:
        if _is_answered_so(appeal_id, seat, given):
            return redirect("desk:limit-appeals")
        return _page(request, seat, appeal_id, form, Happened(overtaken.data["why"]), status=409)
    except (NotSignedIn, NotAllowed, NotFound):
        raise
    except Refused as refused:
        tell(form, refused)
        return _page(request, seat, appeal_id, form, status=refused.status)
    said = {"upheld": _("It stands; the person was told why.")}
    said["overturned"] = _("It is lifted, and the person was told.")
    messages.success(request, said[given["outcome"]])
    return redirect("desk:limit-appeals")


def _is_answered_so(appeal_id: UUID, seat: Seat, given: dict[str, Any]) -> bool:
    """Whether this very answer was given already, by the same person: the form was sent twice."""
    found = cases.restriction_appeal(appeal_id)
    return (found.answered_by, found.outcome, found.answer_note) == (
        seat.person_id,
        given["outcome"],
        given["note"].strip(),
    )


def _seen(seat: Seat, appeal_id: UUID) -> RestrictionAppealShape:
    """One that this seat may see; one that holds everywhere is for those who sit everywhere.

    Errors  NotFound, NotAllowed
    """
    found = cases.restriction_appeal(appeal_id)
    if seat.community_ids is not None and found.community_id not in seat.community_ids:
        raise NotAllowed
    return found


def _page(
    request: HttpRequest,
    seat: Seat,
    appeal_id: UUID,
    form: LimitAppealForm | None = None,
    happened: Happened | None = None,
    status: int = 200,
) -> HttpResponse:
    found = _seen(seat, appeal_id)
    places = places_before(seat)
    ids = {found.claimed_by, found.restricted_by, found.answered_by} - {None}
    names = people.full_names(each for each in ids if each)
    context: dict[str, Any] = {
        "appeal": found,
        "called": called(found.by_id, places),
        "limit": RESTRICTIONS[found.kind],
        "place": next((place.name for place in places if place.id == found.community_id), None),
        "due": due(found.due_at),
        "restricted_by": names.get(found.restricted_by, "") if found.restricted_by else "",
        "answered_by": names.get(found.answered_by, "") if found.answered_by else "",
        "holder": names.get(found.claimed_by, "") if found.claimed_by else "",
        "is_mine": found.claimed_by == seat.person_id,
        "is_others": found.claimed_by not in (None, seat.person_id),
        "is_own": found.by_id == seat.person_id,
        "is_own_decision": found.restricted_by == seat.person_id,
        "comments": comments.own(found.by_id, COMMENTS_SHOWN, seat.community_ids),
        "form": form or LimitAppealForm(),
        "happened": happened,
        "room": "queue",
    }
    return render(request, "desk/limit_appeal.html", context, status=status)
