"""oEmbed 1.0: one comment, signed, to stand in somebody else's page."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja.params.functions import Query

from undersigned.communities import reads as communities
from undersigned.snapshots import reads as snapshots
from undersigned.snapshots.sealing import LIVE_SECONDS

from . import shapes
from .answering import public
from .door import reader_language
from .errors import FormatNotOffered
from .service import router

WIDTH = 600
REMEMBERED_SECONDS = 300


@router.get("/oembed", response=shapes.OEmbed, tags=["Reading"])
def embed_comment(
    request: HttpRequest,
    url: str,
    wanted: Annotated[str, Query(alias="format")] = "json",
    maxwidth: Annotated[int | None, Query(ge=1)] = None,
) -> HttpResponse:
    """One public comment by its permalink, with its byline and the publisher’s statement."""
    if wanted != "json":
        raise FormatNotOffered(format=wanted)
    comment, community, story = snapshots.embedded(url)
    language = reader_language(request, community.languages)
    name = comment.byline.name if comment.byline else ""
    facts = {
        "comment": comment,
        "url": snapshots.place_of(community, story.key).comment(comment.id),
        "headline": story.headline,
        "statement": communities.notices(community.id, language).get("endorsement", ""),
    }
    with override(language):
        title = _("%(name)s on: %(headline)s") % {"name": name, "headline": story.headline}
        html = render_to_string("api/embedded.html", facts).strip()
    content = {
        "type": "rich",
        "version": "1.0",
        "title": title,
        "author_name": name,
        "provider_name": community.publisher,
        "provider_url": snapshots.place_of(community, story.key).base_url,
        "cache_age": REMEMBERED_SECONDS,
        "html": html,
        "width": min(WIDTH, maxwidth or WIDTH),
        "height": None,
    }
    return public(request, content, language=language, shared_seconds=LIVE_SECONDS)
