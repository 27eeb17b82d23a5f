"""Refusals told, once for pages, API and commands, in the words of `problem_words`."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from undersigned.kernel.errors import Refused
from undersigned.web.fields import said
from undersigned.web.problem_words import DETAILS as DETAILS
from undersigned.web.problem_words import TITLES as TITLES
from undersigned.web.spoken import plain, spoken

JSON_PATHS = ("/api/", "/_allauth/", "/oembed", "/v1alpha1/", "/readyz")
PROBLEM_TYPE = "application/problem+json"


def detail(code: str, data: dict[str, Any]) -> str:
    """The fullest sentence that the data at hand allows; what is empty is not at hand."""
    given = {name: spoken(name, value) for name, value in data.items() if value not in ("", None)}
    for words in DETAILS[code]:
        try:
            return str(words % given)
        except KeyError:
            continue
    raise LookupError(f"the last detail of {code} must need no data")


def meaning(code: str) -> dict[str, str]:
    """What the code says whatever happened: for its own page."""
    return {"code": code, "title": str(TITLES[code]), "detail": str(DETAILS[code][-1])}


def sentence(refused: Refused) -> str:
    """Title and detail as one line, then one line for each field that does not fit."""
    first = f"{TITLES[refused.code]}. {detail(refused.code, refused.data)}"
    fields = said(refused.data.get("fields") or {})
    return "\n".join([first, *(f"  {name}: {'; '.join(why)}" for name, why in fields.items())])


def problem(refused: Refused) -> dict[str, Any]:
    """The refusal as RFC 9457 has it, in the active language, its data beside."""
    fields = {"fields": said(refused.data["fields"])} if "fields" in refused.data else {}
    return {
        **{name: plain(name, value) for name, value in refused.data.items()},
        **fields,
        "type": f"{settings.BASE_URL}/problems/{refused.code}",
        "title": str(TITLES[refused.code]),
        "status": refused.status,
        "detail": detail(refused.code, refused.data),
    }


def response(refused: Refused, request: HttpRequest) -> HttpResponse:
    """The refusal as problem+json for programs, as a page for people.

    Shape  the page shows the text that was sent (`text` or `note`), so that a draft is never lost
    """
    answer: HttpResponse
    if wants_json(request):
        answer = JsonResponse(problem(refused), encoder=DjangoJSONEncoder, content_type=PROBLEM_TYPE)
    else:
        answer = render(
            request,
            "web/problem.html",
            {
                "code": refused.code,
                "data": problem(refused),
                "title": TITLES[refused.code],
                "detail": detail(refused.code, refused.data),
                "draft": _draft(request),
            },
        )
    answer.status_code = refused.status
    answer["Cache-Control"] = "no-store"
    patch_vary_headers(answer, ["Accept", "Accept-Language"])
    for name, value in headers(refused).items():
        answer[name] = value
    return answer


def headers(refused: Refused) -> dict[str, str]:
    """What the status itself asks for: a challenge, a time to wait, the limit that was met."""
    if refused.status == 401:
        return {"WWW-Authenticate": 'Bearer realm="undersigned"'}
    if refused.status == 503:
        return {"Retry-After": "10"}
    wait = refused.data.get("retry_after_seconds")
    if wait is None:
        return {}
    policy = refused.data.get("policy", refused.code)
    found = {"Retry-After": str(wait), "RateLimit": f'"{policy}";r=0;t={wait}'}
    if {"limit", "window_seconds"} <= refused.data.keys():
        found["RateLimit-Policy"] = f'"{policy}";q={refused.data["limit"]};w={refused.data["window_seconds"]}'
    return found


def wants_json(request: HttpRequest) -> bool:
    """Whether the caller is a program: by the door it came through, else by what it accepts."""
    if request.path.startswith(JSON_PATHS):
        return True
    return request.get_preferred_type(["text/html", PROBLEM_TYPE, "application/json"]) not in (
        None,
        "text/html",
    )


def _draft(request: HttpRequest) -> str:
    try:
        return request.POST.get("text") or request.POST.get("note", "")
    except UnreadablePostError:
        return ""
