"""The conversation as a piece of HTML for any page: included by ESI or SSI, or fetched; no script needed."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from undersigned.communities import reads as communities
from undersigned.communities.rules import choose_language
from undersigned.kernel import clock
from undersigned.site import linked_data
from undersigned.snapshots import reads as snapshots
from undersigned.snapshots.sealing import Asked, Snapshot, seal
from undersigned.stories import reads as stories

SORTS = ("newest", "oldest", "discussed", "recommended", "picks")
AGES_SECONDS = 60  # the words of an age are true for a minute


@require_safe
def fragment(request: HttpRequest, community: str, story: str) -> HttpResponse:
    """`…/conversation.html`: the first page, or with `after` a further one."""
    sort = request.GET.get("sort", "newest")
    asked = Asked(community, story, "conversation.html", sort, translation.get_language() or "")
    found = sealed_fragment(asked, request.GET.get("after"))
    headers, body = found.forms[b""]
    answer = HttpResponse(body)
    for name, value in headers:
        answer[name.decode()] = value.decode()
    patch_vary_headers(answer, ["Accept-Language"])
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def sealed_fragment(asked: Asked, after: str | None = None) -> Snapshot:
    """A page of the conversation as HTML, sealed; its links lead to the story's page here.

    Errors  NotFound, Invalid(sort | after)
    """
    community = communities.by_slug(asked.community)
    row = stories.by_key(community.id, asked.story)
    spoken = choose_language(asked.language, community.languages)
    sort: Any = asked.sort
    with translation.override(spoken):
        document = snapshots.conversation(community, row, sort, after, spoken)
        whole = stories.whole(row)
        place = snapshots.place_of(community, row.key)
        is_youth = community.names == "youth"
        html = render_to_string(
            "site/fragment.html",
            {
                **document,
                "community": community,
                "community_url": place.community_page,
                "story_url": place.page,
                "language": spoken,
                "sort": sort,
                "linked_data": "" if is_youth else linked_data.story(whole, community, document),
            },
        )
    ages = clock.now() + timedelta(seconds=AGES_SECONDS)
    shift = snapshots.next_change(document["state"])
    return seal(
        html.encode(),
        "text/html; charset=utf-8",
        language=spoken,
        version=document["version"],
        topic=row.id,
        topics=frozenset((row.id, community.id)),
        is_purged=bool(settings.PURGE_URL),
        until=min(ages, shift) if shift else ages,
    )
