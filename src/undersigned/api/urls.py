"""The addresses of this door."""

from collections.abc import Iterator
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from undersigned.conversation import reads as comments
from undersigned.kernel.errors import NotFound

from .answering import SLOW_SECONDS, public
from .calls import complete_api
from .door import View, shared
from .openapi import document, public_addresses
from .origins import STAYING, WRITING, methods_open
from .perspective import discovery

COMMENT = "api/v1/comments/<comment>"
UNDER = "api/v1/communities/<community>/comments/<comment>"
UNDER_STORY = "api/v1/communities/<community>/stories/<story>/comments/<comment>"


def openapi(request: HttpRequest) -> HttpResponse:
    """The description of this door."""
    return public(request, document(), shared_seconds=SLOW_SECONDS)


def no_stream(request: HttpRequest, community: str, story: str) -> HttpResponse:  # noqa: ARG001 - of the address
    """What is left of `…/live` where there is no such story: pages elsewhere may read that there is none."""
    raise NotFound(what="story")


def _addresses() -> Iterator[URLPattern]:
    public_ones, seen = public_addresses(), set()
    writing, staying = methods_open(WRITING), methods_open(STAYING)
    for call in complete_api().urls[0]:
        route = str(call.pattern)
        if not isinstance(call, URLPattern) or call.name == "api-root" or route in seen:
            continue
        seen.add(route)
        common = partial(
            shared,
            is_public=route in public_ones,
            writing=writing[route],
            staying=staying[route],
        )
        if route.startswith(COMMENT):
            for under in (UNDER, UNDER_STORY):
                yield path(route.replace(COMMENT, under, 1), common(_where_it_stands(call.callback)))
        yield path(route, common(call.callback), name=call.name)
    yield path("api/v1/communities/<community>/stories/<story>/live", shared(no_stream, is_public=True))
    yield path("$discovery/rest", shared(discovery, is_public=True))
    yield path("api/v1/openapi.json", shared(openapi, is_public=True), name="openapi")


def _where_it_stands(view: View) -> View:
    """A comment by a longer address, which names its community and perhaps its story: rightly, or 404."""

    @wraps(view)
    def found(request: HttpRequest, comment: str, **under: str) -> HttpResponseBase:
        try:
            row: Any = comments.by_id(UUID(comment))
        except ValueError:
            raise NotFound(what="comment") from None
        if (row.community.slug, row.story.key) != (under["community"], under.get("story", row.story.key)):
            raise NotFound(what="comment")
        return view(request, comment=comment)

    return found


urlpatterns: list[URLPattern | URLResolver] = [*_addresses()]
