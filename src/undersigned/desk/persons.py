"""A person at the desk: names, standings, limits, and what they wrote."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from undersigned.conversation import reads as comments
from undersigned.journeys.lift_restriction import lift_restriction
from undersigned.journeys.restrict import restrict as restrict_person
from undersigned.kernel.errors import NotFound, NotSignedIn, Refused
from undersigned.people import reads as people

from .access import Place, Seat, at_the_desk, places_before
from .forms import NameForm, RestrictionForm
from .posting import fresh, once, posted_to
from .words import doubts_in_words, tell

COMMENTS_SHOWN = 100
RESTRICTIONS: dict[str, Promise] = {
    "warn": gettext_lazy("Warned"),
    "hold": gettext_lazy("Held first"),
    "slow": gettext_lazy("Slowed down"),
    "suspend": gettext_lazy("Suspended"),
    "ban": gettext_lazy("Banned"),
}
EVERYWHERE = "everywhere"


@require_safe
@at_the_desk
def person(request: HttpRequest, seat: Seat, person_id: UUID) -> HttpResponse:
    """Who somebody is to this seat: their own communities only.

    Before youth communities alone, that is a display name: who is behind it is nobody's business there.
    """
    return _page(request, seat, person_id)


@posted_to("desk:person", "person_id")
@at_the_desk
def restrict(request: HttpRequest, seat: Seat, person_id: UUID) -> HttpResponse:
    """Warn, hold, suspend or ban, in one community or everywhere."""
    places = places_before(seat)
    form = RestrictionForm(request.POST, places=_where(seat, places))
    if not form.is_valid():
        return _page(request, seat, person_id, form, 422)
    given = form.cleaned_data
    place = next((place.id for place in places if place.slug == given["community"]), None)

    def act() -> dict[str, Any]:
        limit = {name: given[name] for name in ("kind", "reason", "until", "submissions")}
        limit["every_seconds"] = given["minutes"] and given["minutes"] * 60
        restrict_person(seat.actor, person_id, place, **limit)
        return {"said": _("It is in force, and the person was told why.")}

    try:
        once(request, seat, act)
    except NotSignedIn:
        raise
    except Refused as refused:
        tell(form, refused)
        return _page(request, seat, person_id, form, refused.status)
    return redirect("desk:person", person_id)


@posted_to("desk:person", "person_id")
@at_the_desk
def lift(request: HttpRequest, seat: Seat, person_id: UUID, restriction_id: UUID) -> HttpResponse:
    """Lift a restriction; one that was lifted already stays so."""
    try:
        lift_restriction(seat.actor, restriction_id)
    except NotFound:
        messages.info(request, _("It was lifted already."))
    else:
        messages.success(request, _("It is lifted, and the person was told."))
    return redirect("desk:person", person_id)


def _where(seat: Seat, places: list[Place]) -> list[tuple[str, str]]:
    found = [(place.slug, place.name) for place in places]
    return [*found, (EVERYWHERE, _("In every community"))] if seat.community_ids is None else found


def called(person_id: UUID, places: list[Place]) -> str:
    """A person as this seat knows them: before youth communities alone, by a display name."""
    if any(not place.is_youth for place in places):
        return people.profile(person_id).full_name
    chosen = (people.display_name(person_id, place.id) for place in places)
    return next((name for name in chosen if name), _("A young member"))


def _page(
    request: HttpRequest,
    seat: Seat,
    person_id: UUID,
    form: RestrictionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    profile = people.profile(person_id)
    if not profile.email:  # erased: there is nobody to be told of any more
        raise NotFound(what="person")
    places = places_before(seat)
    knows_names = any(not place.is_youth for place in places)
    limits_in = people.communities_of(seat.person_id, "moderator")
    by_id = {place.id: place.name for place in places}
    limits = {
        limit.restriction_id: limit for place in places for limit in people.restrictions(person_id, place.id)
    }
    context: dict[str, Any] = {
        "person": profile,
        "called": called(person_id, places),
        "knows_names": knows_names,
        "names": [(name, doubts_in_words(name.doubts)) for name in people.names(person_id)],
        "name_form": NameForm(prefix=profile.name_id.hex),
        "standings": [
            (held.kind, by_id.get(held.community_id) if held.community_id else None)
            for held in people.standings_held(person_id)
            if held.community_id is None or held.community_id in by_id
        ],
        "restrictions": [
            (limit, RESTRICTIONS[limit.kind], by_id.get(limit.community_id) if limit.community_id else None)
            for limit in limits.values()
        ],
        "comments": comments.own(person_id, COMMENTS_SHOWN, seat.community_ids),
        "form": form or RestrictionForm(places=_where(seat, places)),
        "once": fresh(),
        "is_self": person_id == seat.person_id,
        "may_limit": limits_in != [] and person_id != seat.person_id,
    }
    return render(request, "desk/person.html", context, status=status)
