"""What every call of this door has in common: the reader's language, CORS, HEAD, and refusals as JSON.

Public reads are answered to any page of any site (`Access-Control-Allow-Origin: *`), never with a
cookie. Everything else is answered to any program, but in a browser to this site alone.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Refused
from undersigned.web import problems

from .answering import nothing

View = Callable[..., HttpResponseBase]
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Request(HttpRequest):
    """A request that passed `callers`: it says who is asking."""

    auth: Actor


def shared(view: View, *, is_public: bool) -> View:
    """A call with what all have in common.

    Shape  is_public: whether its GET is a public read
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        translation.activate(asked_language(request) or settings.LANGUAGE_CODE)
        answer: HttpResponseBase
        if request.method == "OPTIONS" and is_public:
            answer = nothing()
            for name, value in PREFLIGHT.items():
                answer[name] = value
        else:
            answer = _answered(view, request, args, kwargs)
        if is_public and request.method in ("GET", "HEAD", "OPTIONS"):
            answer["Access-Control-Allow-Origin"] = "*"
            answer["Access-Control-Expose-Headers"] = "ETag, Content-Language, Retry-After"
        answer["X-Robots-Tag"] = "noindex"
        patch_vary_headers(answer, ["Accept-Language"])
        return answer

    return answered


def asked_language(request: HttpRequest) -> str | None:
    """The language a request asks for; no cookie has a say."""
    return language_asked(request.headers.get("Accept-Language", ""))


def language_asked(header: str) -> str | None:
    """The first language of an `Accept-Language` that is spoken here."""
    for code, _ in parse_accept_lang_header(header):
        if code == "*":
            return None
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return None


def reader_language(request: HttpRequest, offered: Sequence[str]) -> str:
    """The reader's language where it is offered, else the first, a community's own."""
    asked = asked_language(request) or ""
    return asked if asked in offered else offered[0]


def _answered(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    """HEAD is answered like GET; the server leaves the body out."""
    method = request.method
    if method == "HEAD":
        request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    except Refused as refused:
        return problems.response(refused, request)
    finally:
        request.method = method
