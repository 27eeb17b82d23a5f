"""A story's published comments as Atom and JSON Feed, the publisher's statement with them."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.conversation.shapes import CommentShape
from undersigned.snapshots import build
from undersigned.snapshots import reads as snapshots
from undersigned.snapshots.addresses import Place
from undersigned.stories import reads as stories

from . import shapes
from .addresses import STORY
from .answering import public
from .door import reader_language
from .service import router

MOST = 50
ATOM, JSON_FEED = "application/atom+xml; charset=utf-8", "application/feed+json"


class Feed:
    """The facts of one feed, in the reader's language."""

    def __init__(self, request: HttpRequest, community: str, story: str) -> None:
        row = communities.by_slug(community)
        found = stories.by_key(row.id, story)
        self.language = reader_language(request, row.languages)
        with override(self.language):
            self.title = _("Comments on: %(headline)s") % {"headline": found.headline}
            self.noted = _("From the newsroom")
        self.place: Place = snapshots.place_of(row, found.key)
        self.statement = communities.notices(row.id, self.language).get("endorsement", "")
        self.published_at: datetime = found.published_at
        self.topics = (found.id, row.id)
        self.comments: list[CommentShape] = comments.newest(found.id, MOST)

    def html(self, comment: CommentShape) -> str:
        """What it says, with the newsroom's note under it."""
        if not comment.label:
            return comment.html
        return f"{comment.html}{format_html('<p><strong>{}</strong> {}</p>', self.noted, comment.label)}"

    def text(self, comment: CommentShape) -> str:
        return f"{comment.text}\n\n{self.noted}: {comment.label}" if comment.label else comment.text

    def address(self, name: str) -> str:
        story = STORY.format(community=self.place.community, story=self.place.story)
        return f"{self.place.base_url}{story}/{name}"


class _Atom(Atom1Feed):
    """Dated by its story while nobody has said anything, so that the same feed is the same bytes."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["began"]


@router.get(f"{STORY}/feed.atom", response=str, tags=["Reading"])
def get_atom_feed(request: HttpRequest, community: str, story: str) -> HttpResponse:
    """The newest published comments, as Atom."""
    feed = Feed(request, community, story)
    atom = _Atom(
        title=feed.title,
        link=feed.place.page,
        description=feed.statement,
        subtitle=feed.statement,
        language=feed.language,
        feed_url=feed.address("feed.atom"),
        began=feed.published_at,
    )
    for comment in feed.comments:
        byline = comment.byline
        atom.add_item(
            title=_title(comment),
            link=feed.place.comment(comment.id),
            description=feed.html(comment),
            author_name=byline.name if byline else None,
            pubdate=comment.published_at,
            updateddate=comment.revised_at or comment.published_at,
            unique_id=f"urn:uuid:{comment.id}",
        )
    return public(
        request,
        atom.writeString("utf-8"),
        language=feed.language,
        topics=feed.topics,
        content_type=ATOM,
    )


@router.get(f"{STORY}/feed.json", response=shapes.JsonFeed, tags=["Reading"])
def get_json_feed(request: HttpRequest, community: str, story: str) -> HttpResponse:
    """The newest published comments, as JSON Feed 1.1."""
    feed = Feed(request, community, story)
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.statement,
        "home_page_url": feed.place.page,
        "feed_url": feed.address("feed.json"),
        "language": feed.language,
        "items": [_item(comment, feed) for comment in feed.comments],
    }
    return public(request, content, language=feed.language, topics=feed.topics, content_type=JSON_FEED)


def _item(comment: CommentShape, feed: Feed) -> build.Document:
    item: build.Document = {
        "id": f"urn:uuid:{comment.id}",
        "url": feed.place.comment(comment.id),
        "title": _title(comment),
        "content_html": feed.html(comment),
        "content_text": feed.text(comment),
        "language": comment.language,
        "date_published": build.moment(comment.published_at),
        "authors": [{"name": comment.byline.name}] if comment.byline else [],
    }
    if comment.revised_at is not None:
        item["date_modified"] = build.moment(comment.revised_at)
    return item


def _title(comment: CommentShape) -> str:
    """Who says it: Atom wants a title, and a comment has none."""
    return comment.byline.name if comment.byline else ""
