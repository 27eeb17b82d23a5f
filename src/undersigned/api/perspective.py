"""The Perspective API, answered by the local scorer: a system that used it needs another address and key.

It is told apart from the rest of this door: names, refusals and language are that API's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.security.base import AuthBase

from undersigned.kernel.errors import TooFast
from undersigned.people import scorer_keys
from undersigned.web.pace import keep_pace

from . import google_errors
from .answering import SLOW_SECONDS, private, public
from .google_errors import PREFIX
from .perspective_answer import analyzed
from .perspective_discovery import description
from .perspective_shapes import Analysis, Analyzed, GoogleError, Suggested, Suggestion
from .service import router

if TYPE_CHECKING:
    from undersigned.people.models import ScorerKey

POLICY, MINUTE = "scorer-key", 60


class KeyInHeader(AuthBase):
    """A key of `undersigned key add`, as Google's newer clients send it."""

    openapi_type = "apiKey"
    openapi_in = "header"
    openapi_name = "X-Goog-Api-Key"

    def __call__(self, request: HttpRequest) -> ScorerKey | None:
        secret = request.headers.get(self.openapi_name)
        return None if secret is None else _admitted(request, secret)


class KeyInQuery(AuthBase):
    """The same key in the address, as most clients send it."""

    openapi_type = "apiKey"
    openapi_in = "query"
    openapi_name = "key"

    def __call__(self, request: HttpRequest) -> ScorerKey:
        secret = request.GET.get(self.openapi_name)
        if not secret:
            raise google_errors.no_key()
        return _admitted(request, secret)


KEYS = [KeyInHeader(), KeyInQuery()]  # the last one refuses
SHAPED: dict[str, Any] = {"tags": ["Scoring"], "auth": KEYS}


@router.post(f"{PREFIX}comments:analyze", response={200: Analyzed, 400: GoogleError}, **SHAPED)
def analyze_comment(request: HttpRequest, sent: Analysis) -> HttpResponse:  # noqa: ARG001 - the router passes it
    """What the local scorer says of a text, as the Perspective API would. Nothing is stored."""
    return private(analyzed(sent))


@router.post(f"{PREFIX}comments:suggestscore", response={200: Suggested, 400: GoogleError}, **SHAPED)
def suggest_comment_score(request: HttpRequest, sent: Suggestion) -> HttpResponse:  # noqa: ARG001 - the same
    """Taken with thanks and let go: the scorer learns from decisions at the desk, not from this."""
    return private({"clientToken": sent.client_token} if sent.client_token else {})


def discovery(request: HttpRequest) -> HttpResponse:
    """How Google's own client libraries learn which calls there are, and where."""
    return public(request, description(settings.BASE_URL), shared_seconds=SLOW_SECONDS)


def _admitted(request: HttpRequest, secret: str) -> ScorerKey:
    """Errors  google_errors.Refusal: no such key in use, or it asks too often"""
    key = scorer_keys.key_of(secret)
    if key is None:
        raise google_errors.bad_key()
    try:
        keep_pace(request, POLICY, key.per_minute, MINUTE, of=str(key.id))
    except TooFast:
        raise google_errors.too_fast(key.per_minute) from None
    return key
