"""Who is calling: a session token, in either of two headers, or the site's own session.

A token that is not good is refused, not passed over: nobody acts as someone else by mistake.
"""

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from undersigned.communities import reads as communities
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed, NotSignedIn
from undersigned.people import elsewhere
from undersigned.people.newsroom_tokens import check_system_token
from undersigned.people.tokens import person_for_token
from undersigned.web.actors import actor_of, bearer
from undersigned.web.errors import FormExpired

from .addresses import COMMUNITY
from .origins import is_from_elsewhere, is_open

DOTS_OF_A_SIGNATURE = 2  # a session token has none


class BearerToken(AuthBase):
    """A session token of the accounts' own JSON door, or of a newsroom's exchange."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Actor | None:
        token = bearer(request)
        return None if token is None else _person(request, token)


class SessionToken(AuthBase):
    """The same token in the header that the accounts' own JSON door uses."""

    openapi_type = "apiKey"
    openapi_in = "header"
    openapi_name = "X-Session-Token"

    def __call__(self, request: HttpRequest) -> Actor | None:
        token = request.headers.get(self.openapi_name)
        return None if token is None else _person(request, token)


class SiteSession(AuthBase):
    """The cookie of someone signed in on this site, from its own pages; what writes also needs the form's
    proof of origin."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        if is_from_elsewhere(request) or not request.user.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise FormExpired
        return actor_of(request)


class NewsroomSignature(AuthBase):
    """A newsroom's own system: a token signed with its key, for the stories of its community."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_bearerFormat = "JWT"  # noqa: N815 - the word of the specification

    def __call__(self, request: HttpRequest) -> Actor | None:
        token = bearer(request)
        if token is None or token.count(".") != DOTS_OF_A_SIGNATURE:
            return None
        slug = resolve(request.path).kwargs["community"]
        community_id = communities.by_slug(slug).id
        stories = f"{settings.BASE_URL}{COMMUNITY.format(community=slug)}/stories"
        check_system_token(token, stories, community_id)
        return Actor("newsroom")


SIGNED_IN: list[BearerToken | SessionToken | SiteSession] = [BearerToken(), SessionToken(), SiteSession()]


def token_sent(request: HttpRequest) -> str | None:
    """The session token that came with a request, good or not."""
    token = bearer(request)
    return request.headers.get(SessionToken.openapi_name) if token is None else token


def caller(request: HttpRequest) -> Actor | None:
    """Whoever calls, if they said so: for what is open to people without an account as well.

    Errors  NotSignedIn: a token that is not good; FormExpired
    """
    for way in SIGNED_IN:
        actor = way(request)
        if actor is not None:
            return actor
    return None


def _person(request: HttpRequest, token: str) -> Actor:
    """A token made for a page elsewhere opens what such pages may do, whatever its bearer's standing."""
    person_id = person_for_token(token)
    if person_id is None:
        person_id = elsewhere.person_of(token)
        if person_id is not None and not is_open(request):
            raise NotAllowed
    if person_id is None:
        raise NotSignedIn
    return Actor.person(person_id)
