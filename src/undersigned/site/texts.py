"""What a community has in writing: its guidelines and its licence, every version."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from undersigned.communities import reads as communities
from undersigned.kernel.errors import NotFound


@require_safe
def guidelines(request: HttpRequest, community: str) -> HttpResponse:
    """`/{community}/guidelines/`: the clauses in force, or those of `?version=`."""
    place = communities.by_slug(community)
    shown = communities.guidelines(place.id, get_language() or "en", _version(request))
    versions = communities.versions(place.id, "guidelines")
    context = {"community": place, "guidelines": shown, "versions": versions}
    return render(request, "site/guidelines.html", context)


@require_safe
def licence(request: HttpRequest, community: str) -> HttpResponse:
    """`/{community}/licence/`: the licence in force, or that of `?version=`."""
    place = communities.by_slug(community)
    shown = communities.licence(place.id, get_language() or "en", _version(request))
    versions = communities.versions(place.id, "licence")
    context = {"community": place, "licence": shown, "versions": versions}
    return render(request, "site/licence.html", context)


def _version(request: HttpRequest) -> int | None:
    asked = request.GET.get("version")
    if asked is None:
        return None
    if not asked.isascii() or not asked.isdigit() or len(asked) > 6:
        raise NotFound(what="version")
    return int(asked)
