"""Who is calling: a session token, in either of two headers, or the site's own session.

A token that is not good is refused, not passed over: nobody acts as someone else by mistake.
"""

from typing import Any

from allauth.headless.contrib.ninja.security import XSessionTokenAuth
from django.conf import settings
from django.http import HttpRequest
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotSignedIn
from undersigned.web.actors import actor_of
from undersigned.web.errors import FormExpired


class _Token(XSessionTokenAuth):  # type: ignore[misc]  # allauth ships no types
    """A session token of the accounts' own JSON door, or of a newsroom's exchange."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        if self.get_session_token(request) is None:
            return None
        person: Any = super().__call__(request)
        if person is None:
            raise NotSignedIn
        return Actor.person(person.pk)


class BearerToken(_Token):
    openapi_type = "http"
    openapi_scheme = "bearer"

    def get_session_token(self, request: HttpRequest) -> str | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else None


class SessionToken(_Token):
    openapi_type = "apiKey"
    openapi_in = "header"
    openapi_name = "X-Session-Token"


class SiteSession(AuthBase):
    """The cookie of someone signed in on this site; what writes also needs the form's proof of origin."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        if not request.user.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise FormExpired
        return actor_of(request)


SIGNED_IN: list[_Token | SiteSession] = [BearerToken(), SessionToken(), SiteSession()]


def caller(request: HttpRequest) -> Actor | None:
    """Whoever calls, if they said so: for what is open to people without an account as well.

    Errors  NotSignedIn: a token that is not good; FormExpired
    """
    for way in SIGNED_IN:
        actor = way(request)
        if actor is not None:
            return actor
    return None
