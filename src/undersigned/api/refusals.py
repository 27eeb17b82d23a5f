"""Whatever goes wrong inside a call, as problem+json in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from undersigned.kernel.errors import Invalid, NotFound, NotSignedIn, Refused, TooLong
from undersigned.web import problems
from undersigned.web.errors import BadRequest

from . import google_errors

# The parser's kinds of fault → reason codes of `web.fields`; what is not named here is malformed.
REASONS = {
    "missing": "required",
    "string_type": "not-text",
    "string_too_short": "required",
    "too_short": "required",
    "string_too_long": "too-long",
    "int_type": "not-a-number",
    "int_parsing": "not-a-number",
    "int_from_float": "not-a-number",
    "less_than_equal": "too-big",
    "greater_than_equal": "too-small",
    "bool_type": "not-yes-or-no",
    "bool_parsing": "not-yes-or-no",
    "uuid_type": "not-an-id",
    "uuid_parsing": "not-an-id",
    "datetime_type": "not-a-moment",
    "datetime_parsing": "not-a-moment",
    "datetime_from_date_parsing": "not-a-moment",
    "timezone_aware": "not-a-moment",
    "list_type": "not-a-list",
    "too_long": "too-many",
    "literal_error": "unknown",
    "extra_forbidden": "unexpected",
    "model_type": "not-an-object",
    "model_attributes_type": "not-an-object",
    "dict_type": "not-an-object",
}


def register(api: NinjaAPI) -> None:
    """Teach the parser and router our words."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(ValidationError, _malformed)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(Http404, lambda request, _: problems.response(NotFound(), request))
    api.add_exception_handler(SuspiciousOperation, _suspicious)
    api.add_exception_handler(google_errors.Refusal, _shaped)


def fields(errors: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The parser's complaints by field: `text`, `media.0.title`; the body itself is `body`."""
    found: dict[str, list[str]] = {}
    for error in errors:
        source, *path = error["loc"]
        # The body's first step is the name of our own argument; path, query and header have none.
        steps = [str(step) for step in (path[1:] if source == "body" else path)]
        # Where a field may be of two kinds the parser names the kind as well: list[str].
        name = ".".join(step for step in steps if "[" not in step) or "body"
        found.setdefault(name, []).append(REASONS.get(error["type"], "malformed"))
    return {name: list(dict.fromkeys(reasons)) for name, reasons in found.items()}


def _refused(request: HttpRequest, refused: Any) -> HttpResponse:
    return problems.response(refused, request)


def _malformed(request: HttpRequest, error: Any) -> HttpResponse:
    """An address with something in it that cannot be an identifier leads to nothing."""
    if google_errors.is_asked(request):
        return google_errors.response(google_errors.malformed(error.errors))
    if any(each["loc"][0] == "path" for each in error.errors):
        return problems.response(NotFound(), request)
    return problems.response(Invalid(fields(error.errors)), request)


def _shaped(request: HttpRequest, refusal: Any) -> HttpResponse:  # noqa: ARG001 - the router passes it
    return google_errors.response(refusal)


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    if google_errors.is_asked(request):
        return google_errors.response(google_errors.malformed([]))
    refused = NotSignedIn() if isinstance(error, AuthenticationError) else BadRequest()
    return problems.response(refused, request)


def _suspicious(request: HttpRequest, error: Any) -> HttpResponse:
    is_too_large = isinstance(error, RequestDataTooBig)
    if google_errors.is_asked(request):
        return google_errors.response(
            google_errors.too_large() if is_too_large else google_errors.malformed([])
        )
    return problems.response(TooLong() if is_too_large else BadRequest(), request)
