"""Requests without a server."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest


def anonymous(request: HttpRequest) -> HttpRequest:
    """The request as the authentication middleware leaves it when nobody is signed in."""
    request.user = AnonymousUser()
    return request
