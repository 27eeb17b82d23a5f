"""What every call of this door has in common: the reader's language, CORS, HEAD, and refusals as JSON.

Public reads are answered to any page of any site (`Access-Control-Allow-Origin: *`), never with a
cookie. Everything else is answered to any program, but in a browser as `origins.py` has it.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.handlers.exception import response_for_exception
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Refused
from undersigned.web import problems

from . import origins

View = Callable[..., HttpResponseBase]
NONE: frozenset[str] = frozenset()


class Request(HttpRequest):
    """A request that passed `callers`: it says who is asking."""

    auth: Actor


def shared(
    view: View, *, is_public: bool, writing: frozenset[str] = NONE, staying: frozenset[str] = NONE
) -> View:
    """A call with what all have in common.

    Shape  is_public: whether its GET is a public read; writing, staying: methods that pages of other
           sites may use, without and with a cookie
    """
    methods = writing | staying

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        translation.activate(asked_language(request) or settings.LANGUAGE_CODE)
        meant, community = origins.method_meant(request), kwargs.get("community")
        is_open = meant in methods
        origins.mark_open(request, is_open=is_open)
        answer: HttpResponseBase
        if request.method != "OPTIONS" or not (is_open or is_public):
            answer = _answered(view, request, args, kwargs)
        elif is_open:
            answer = _answered(origins.preflight, request, (methods, community), {})
        else:
            answer = origins.preflight_of_anyone()
        if is_open:
            origins.tell_page(request, answer, community, with_cookie=meant in staying)
        elif is_public and meant in ("GET", "HEAD", "OPTIONS"):
            origins.tell_anyone(answer)
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
    except Exception as fault:  # noqa: BLE001 - told and logged as everywhere, but pages elsewhere may read it
        return response_for_exception(request, fault)
    finally:
        request.method = method
