"""Refusals as Google's services tell them, for programs that know the Perspective API and nothing else.

Source  Perspective API, "Limits and errors"; google.rpc.Status as JSON
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .answering import private

PREFIX = "/v1alpha1/"
DETAIL = "type.googleapis.com/google.commentanalyzer.v1alpha1.Error"
INFO = "type.googleapis.com/google.rpc.ErrorInfo"


class Refusal(Exception):
    """What is told instead of an answer. Shape  details: JSON objects, each with its `@type`"""

    def __init__(self, code: int, status: str, message: str, *details: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.code, self.status, self.message, self.details = code, status, message, details


def invalid(message: str, kind: str = "INVALID_REQUEST", **data: Any) -> Refusal:
    """The request cannot be answered. Shape  kind: an `errorType` of that API; data: what belongs to it"""
    return Refusal(400, "INVALID_ARGUMENT", message, {"@type": DETAIL, "errorType": kind, **data})


def language_not_supported(attribute: str, languages: list[str]) -> Refusal:
    """There is no score of this attribute in these languages."""
    return invalid(
        f"Attribute {attribute} does not support request languages: {', '.join(languages)}",
        "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
        languageNotSupportedByAttributeError={"detectedLanguages": languages, "attribute": attribute},
    )


def no_key() -> Refusal:
    return Refusal(403, "PERMISSION_DENIED", "The request is missing a valid API key.")


def bad_key() -> Refusal:
    reason = {"@type": INFO, "reason": "API_KEY_INVALID", "domain": "googleapis.com"}
    return Refusal(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", reason)


def too_fast(per_minute: int) -> Refusal:
    return Refusal(429, "RESOURCE_EXHAUSTED", f"Quota exceeded: {per_minute} requests a minute for this key.")


def too_large() -> Refusal:
    largest = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return invalid(f"Request payload size exceeds the limit: {largest} bytes.")


def no_opinion() -> Refusal:
    return Refusal(503, "UNAVAILABLE", "The scorer gave no opinion. A person should look at the comment.")


def is_asked(request: HttpRequest) -> bool:
    """Whether the caller knows only this shape."""
    return request.path.startswith(PREFIX)


def malformed(errors: list[Mapping[str, Any]]) -> Refusal:
    """What the parser says of a body. Shape  errors: as Pydantic lists them; none: it is not JSON at all"""
    if not errors:
        return invalid("Invalid JSON payload received.")
    _, *path = errors[0]["loc"]
    name = ".".join(map(str, path[1:]))
    if errors[0]["type"] == "extra_forbidden":
        return invalid(f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.')
    return invalid(f"Invalid value at '{name or 'the body'}'.")


def response(refusal: Refusal) -> HttpResponse:
    told = {"code": refusal.code, "message": refusal.message, "status": refusal.status}
    details = {"details": list(refusal.details)} if refusal.details else {}
    return private({"error": told | details}, refusal.code)
