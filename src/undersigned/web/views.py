"""Pages that belong to no room: refusals and what they mean."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from undersigned.kernel.errors import NotAllowed, NotFound, TooLong
from undersigned.web import problems
from undersigned.web.errors import BadRequest, FormExpired, Unexpected


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400: what could not be read, or was too big to."""
    return problems.response(TooLong() if isinstance(exception, RequestDataTooBig) else BadRequest(), request)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Django's 403."""
    return problems.response(NotAllowed(), request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Django's 404."""
    return problems.response(NotFound(), request)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Django's CSRF failure; the reason is for the log only."""
    return problems.response(FormExpired(), request)


def unexpected(request: HttpRequest) -> HttpResponse:
    """Django's 500. The page is built without session or database, either may be what failed."""
    if problems.wants_json(request):
        return problems.response(Unexpected(), request)
    words = problems.meaning(Unexpected.code)
    page: str
    try:
        page, kind = render_to_string("web/unexpected.html", words), "text/html"
    except Exception:  # noqa: BLE001 - whatever failed may fail the page as well
        page, kind = f"{words['title']}. {words['detail']}\n", "text/plain"
    return HttpResponse(page, status=Unexpected.status, content_type=f"{kind}; charset=utf-8")


@require_safe
def problem(request: HttpRequest, code: str) -> HttpResponse:
    """What a code means: the page its `type` points to."""
    if code not in problems.TITLES:
        raise NotFound
    return render(request, "web/problem_meaning.html", {"problem": problems.meaning(code)})


@require_safe
def all_problems(request: HttpRequest) -> HttpResponse:
    """Every code, with its words."""
    found = [problems.meaning(code) for code in sorted(problems.TITLES)]
    return render(request, "web/problems.html", {"problems": found})
