"""How an answer leaves: public reads with a tag and a short life in caches, the rest never kept."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from undersigned.snapshots.sealing import JSON, LIVE_SECONDS, accepted, caching, encoded, etag, packed

SLOW_SECONDS = 30
WORTH_PACKING = 500  # bytes; less is sent as soon as it is packed


def public(
    request: HttpRequest,
    content: Any,
    *,
    language: str | None = None,
    shared_seconds: int = LIVE_SECONDS,
    topics: Collection[UUID] = (),
    content_type: str = JSON,
) -> HttpResponse:
    """The same bytes for everyone who asks in the same language; 304 for who has them.

    Shape  content: JSON values, or text that is ready; language: of what people read in it; topics:
           what changes it, if shared caches may keep it until it is purged
    """
    body = (content if isinstance(content, str) else encoded(content)).encode()
    answer = HttpResponse(body, content_type=content_type)
    for name, value in caching(topics, shared_seconds, is_purged=bool(settings.PURGE_URL)).items():
        answer[name.title()] = value
    answer["ETag"] = etag(body)
    if language is not None:
        answer["Content-Language"] = language
    encoding = accepted(request.headers.get("Accept-Encoding", "").encode())
    patch_vary_headers(answer, ["Accept-Encoding"])
    if encoding and len(body) >= WORTH_PACKING:
        answer.content = packed(body, encoding)
        answer["Content-Encoding"] = encoding.decode()
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def private(content: Any, status: int = 200) -> HttpResponse:
    """An answer to this caller alone."""
    answer = HttpResponse(encoded(content).encode(), content_type=JSON, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def nothing() -> HttpResponse:
    """Done, and nothing to tell."""
    answer = HttpResponse(status=204)
    del answer["Content-Type"]
    return answer
