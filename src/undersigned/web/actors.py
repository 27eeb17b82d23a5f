"""Who is acting, from the request."""

from django.http import HttpRequest

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotSignedIn


def actor_of(request: HttpRequest) -> Actor:
    """The person signed in.

    Errors  NotSignedIn
    """
    if not request.user.is_authenticated:
        raise NotSignedIn
    return Actor.person(request.user.pk)


def bearer(request: HttpRequest) -> str | None:
    """The bearer token that was sent."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
