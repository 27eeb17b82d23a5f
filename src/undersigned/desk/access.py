"""Who sits at the desk: people with a standing, each before their own communities."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from undersigned.communities import reads as communities
from undersigned.journeys.confirm_name import have_full_names
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed, NotSignedIn
from undersigned.people import reads as people
from undersigned.web.actors import actor_of

AT_THE_DESK = ("moderator", "editor")  # an operator counts as every standing
EDITORS = ("editor",)

P = ParamSpec("P")
SeatedView = Callable[Concatenate[HttpRequest, "Seat", P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place at the desk.

    Shape  community_ids: where the person has a standing; None means everywhere
    """

    actor: Actor
    person_id: UUID
    community_ids: tuple[UUID, ...] | None

    def covers(self, community_id: UUID) -> bool:
        return self.community_ids is None or community_id in self.community_ids

    def require(self, community_id: UUID) -> None:
        """Errors  NotAllowed before a community of others"""
        if not self.covers(community_id):
            raise NotAllowed

    @property
    def sees_names(self) -> bool:
        """Whether doubtful names are this person's to look at."""
        return have_full_names(self.community_ids)

    @property
    def is_operator(self) -> bool:
        """Whether the person may do everything everywhere."""
        return "operator" in people.standings(self.person_id, None)

    def has(self, community_id: UUID, *kinds: str) -> bool:
        """Whether the person has one of these standings in one community."""
        return not people.standings(self.person_id, community_id).isdisjoint({*kinds, "operator"})


def at_the_desk(view: SeatedView[P]) -> View[P]:
    """A page of the desk: signed out leads to the sign-in and back, no standing is refused."""

    @never_cache
    @wraps(view)
    def seated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated and request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        actor = actor_of(request)
        if actor.person_id is None:
            raise NotSignedIn
        places = people.communities_of(actor.person_id, *AT_THE_DESK)
        if places == []:
            raise NotAllowed
        seat = Seat(actor, actor.person_id, None if places is None else tuple(places))
        request.seat = seat  # type: ignore[attr-defined] # for what stands on every page
        return view(request, seat, *args, **kwargs)

    return seated


@dataclass(frozen=True, slots=True)
class Place:
    """A community as the desk names it."""

    id: UUID
    slug: str
    name: str
    is_youth: bool


def places_before(seat: Seat) -> list[Place]:
    """The communities of a seat, the oldest first."""
    rows = communities.all_communities()
    return [Place(r.id, r.slug, r.name, r.names == "youth") for r in rows if seat.covers(r.id)]
