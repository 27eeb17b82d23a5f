"""Staying signed in on a page of another site over a reload, without a cookie that follows people around.

The key is kept in a `Partitioned` cookie: a browser sends it back under the same site alone, and we
take it back from the same origin alone. A page that may not use cookies at all loses nothing else.
"""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from undersigned.journeys.sign_in_elsewhere import (
    keep_signed_in,
    leave_elsewhere,
    resume_own_session,
    resume_sign_in,
)
from undersigned.kernel.errors import NotSignedIn

from . import shapes_of_people as shapes
from .addresses import V1
from .answering import nothing, private
from .callers import BearerToken, SessionToken, token_sent
from .door import Request
from .origins import is_from_elsewhere, origin_of
from .service import router

# Browsers take a secure cookie in the clear only from this very machine, which is all that is needed.
ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=None; Partitioned"


@router.post(
    f"{V1}/session/keep", response={204: None}, auth=[BearerToken(), SessionToken()], tags=["Account"]
)
def keep_session(request: Request) -> HttpResponse:
    """Let the browser keep the sign-in of this token for pages of this origin: two weeks at most.

    Send it with credentials, so that the cookie is taken.
    """
    origin = origin_of(request)
    return _with_key(nothing(), origin, keep_signed_in(token_sent(request) or "", origin))


@router.post(f"{V1}/session/resume", response=shapes.Token, tags=["Account"])
def resume_session(request: HttpRequest) -> HttpResponse:
    """A bearer token for the sign-in that the browser kept; on this site's own pages, for its session.

    It opens what an author does, and nothing that a standing allows beyond that.
    """
    origin = origin_of(request)
    if not is_from_elsewhere(request) and request.user.is_authenticated:
        return private({"session_token": resume_own_session(str(request.session.session_key), origin)})
    kept = request.COOKIES.get(_cookie(origin))
    if kept is None:
        raise NotSignedIn
    resumed = resume_sign_in(kept, origin)
    answer = private({"session_token": resumed.token})
    return answer if resumed.kept is None else _with_key(answer, origin, resumed.kept)


@router.post(f"{V1}/session/leave", response={204: None}, tags=["Account"])
def leave_session(request: HttpRequest) -> HttpResponse:
    """Sign out: the token that is sent, the sign-in that the browser kept, and what belongs to them.

    From this site's own pages its session ends as well.
    """
    origin = origin_of(request)
    leave_elsewhere(*filter(None, (token_sent(request), request.COOKIES.get(_cookie(origin)))))
    if not is_from_elsewhere(request) and request.user.is_authenticated:
        logout(request)
    return _with_key(nothing(), origin, "")


def _cookie(origin: str) -> str:
    """One for each origin: neighbours under one site would replace each other's."""
    return f"__Host-undersigned-kept-{sha256(origin.encode()).hexdigest()[:12]}"


def _with_key(answer: HttpResponse, origin: str, key: str) -> HttpResponse:
    """By hand, because Python’s cookies know `Partitioned` only from 3.14 on."""
    seconds = settings.SESSION_COOKIE_AGE if key else 0
    answer["Set-Cookie"] = f"{_cookie(origin)}={key}; Max-Age={seconds}; {ATTRIBUTES}"
    return answer
