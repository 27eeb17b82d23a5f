"""The case that comes next: taken when the one before is decided, and fetched ahead while that is read."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from undersigned.journeys import claim
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import Overtaken
from undersigned.people import reads as people

from .access import EDITORS, Seat, at_the_desk, places_before
from .case import page, seen
from .filters import Filters
from .posting import posted_to


@posted_to("desk:queue")
@at_the_desk
def take_next(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Claim the most urgent case that is free, and open it."""
    return go_on(request, seat, Filters.of(request.GET, places_before(seat)))


@require_safe
@at_the_desk
def ahead(request: HttpRequest, seat: Seat, case_id: UUID) -> HttpResponse:
    """The page of the case that probably follows this one, to be kept by the browser; 204 when there is none.

    A guess, not a claim: it is anybody's until the decision on this case takes it. Colleagues at work guess
    different cases, each as far down the queue as others are before them in a fixed order.
    """
    free = [each for each in _free(seat, Filters.of(request.GET, places_before(seat))) if each != case_id]
    if not free:
        return HttpResponse(status=204)
    others = cases.at_work_before(seat.person_id, seat.community_ids)
    return page(request, seat, seen(seat, free[others % len(free)]), None, is_ahead=True)


def go_on(request: HttpRequest, seat: Seat, filters: Filters) -> HttpResponse:
    """To the next case, claimed; to the queue when there is none. To be called on POST only.

    Whoever has a case fetched `ahead` gets that one, if nothing free is more urgent, and 204: shown already.
    """
    fetched = _id(request.POST.get("ahead"))
    for case_id in _free(seat, filters, fetched):
        try:
            claim.claim(seat.actor, case_id)
        except Overtaken:
            continue
        if case_id == fetched:
            return HttpResponse(status=204)
        return redirect(reverse("desk:case", args=[case_id]) + filters.query)
    messages.success(request, _("That was the last one that is free to take."))
    return redirect(reverse("desk:queue") + filters.query)


def _free(seat: Seat, filters: Filters, preferred: UUID | None = None) -> Sequence[UUID]:
    return cases.next_up(
        filters.community_ids(seat),
        filters.kind,
        person_id=seat.person_id,
        settles_in=people.communities_of(seat.person_id, *EDITORS),
        search=filters.search,
        preferred=preferred,
    )


def _id(given: str | None) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        return None
