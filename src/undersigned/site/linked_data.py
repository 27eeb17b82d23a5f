"""A story and its comments as search engines read them (schema.org, JSON-LD)."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from undersigned.communities.models import Community
from undersigned.stories.shapes import StoryShape

# As in a <script>: what could end it is written as an escape, so the markup stays what it is.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def story(shape: StoryShape, community: Community, document: dict[str, Any]) -> SafeString:
    """The story with the comments of this page, ready to stand in `<script type="application/ld+json">`.

    Shape  document: as `snapshots.conversation` gives it
    """
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": shape.headline,
        "alternativeHeadline": shape.deck,
        "description": shape.standfirst,
        "inLanguage": shape.language,
        "url": shape.url,
        "datePublished": shape.published_at.isoformat(),
        "dateModified": shape.updated_at.isoformat(),
        "publisher": {"@type": "Organization", "name": community.publisher},
        "commentCount": document["counts"]["comments"],
        "comment": [_comment(each) for each in document["comments"] if each["byline"]],
    }
    text = json.dumps({name: value for name, value in data.items() if value != ""}, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped on the line itself


def _comment(document: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Comment",
        "url": document["url"],
        "author": {"@type": "Person", "name": document["byline"]["name"]},
        "text": document["text"],
        "inLanguage": document["language"],
        "datePublished": document["published_at"],
        "upvoteCount": document["counts"]["recommendations"],
        "comment": [_comment(reply) for reply in document["replies"] if reply["byline"]],
    }
