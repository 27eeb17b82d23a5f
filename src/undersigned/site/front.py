"""The front pages: every community, and the stories of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.stories import reads as stories

HEADLINES = 3


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """`/`: the communities, each with its newest headlines."""
    shown = [
        {"community": each, "stories": stories.page(each.id, limit=HEADLINES).stories}
        for each in communities.all_communities()
    ]
    return render(request, "site/front.html", {"places": shown})


@require_safe
def community(request: HttpRequest, community: str) -> HttpResponse:
    """`/{community}/`: its stories, newest first."""
    place = communities.by_slug(community)
    page = stories.page(place.id, request.GET.get("after"))
    counts = comments.published_counts([story.id for story in page.stories])
    context = {
        "community": place,
        "notices": communities.notices(place.id, get_language() or "en"),
        "shown": [(story, counts.get(story.id, 0)) for story in page.stories],
        "next": page.next,
        "is_first": "after" not in request.GET,
    }
    answer = render(request, "site/community.html", context)
    if place.names == "youth":
        answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
