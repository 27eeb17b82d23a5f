"""The documents of public reading, from what stands in the rooms at this moment.

A removed comment is gone from the next document; nothing here is cached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.errors import NotFound
from undersigned.licensing import reads as licensing
from undersigned.live import reads as live
from undersigned.stories import closing
from undersigned.stories import reads as stories

from . import build
from .addresses import Place

if TYPE_CHECKING:
    from undersigned.communities.models import Community
    from undersigned.conversation.shapes import CommentShape, Page, Sort
    from undersigned.stories.models import Story
    from undersigned.stories.rules import Opening


def place_of(community: Community, key: str) -> Place:
    return Place(settings.BASE_URL, community.slug, key)


def story(community: Community, row: Story) -> build.Document:
    """A story with its pictures and video."""
    return build.story(stories.whole(row), place_of(community, row.key))


def story_page(community: Community, after: str | None) -> build.Document:
    """Some stories of a community, newest first.

    Errors  Invalid(after)
    """
    page = stories.page(community.id, after)
    shown = [build.story(each, place_of(community, each.key)) for each in page.stories]
    return {"stories": shown, "next": page.next}


def state(row: Story) -> Opening:
    """Whether a story's conversation takes comments now."""
    count = comments.accepted_count(row.id) if closing.limit_of(row) is not None else 0
    return closing.state(row, count, clock.now())


def conversation(
    community: Community, row: Story, sort: Sort, after: str | None, language: str
) -> build.Document:
    """One page of a conversation with its notices.

    Errors  Invalid(sort | after)
    """
    version = live.version(row.id)
    page = comments.page(row.id, sort, after)
    facts = build.Conversation(
        version=version,
        state=state(row),
        count=comments.published_count(row.id),
        notices=communities.notices(community.id, language),
        page=page,
        reprints=licensing.reprints(build.ids(page.comments)),
    )
    return build.conversation(facts, place_of(community, row.key))


def replies(comment_id: UUID, after: str | None) -> build.Document:
    """Replies to a comment that has a public place, oldest first.

    Errors  NotFound, Invalid(after)
    """
    row = comments.published(comment_id)
    return _thread(comments.replies(comment_id, after), place_of(row.community, row.story.key))


def comment(comment_id: UUID) -> build.Document:
    """A comment that has a public place, and what it answers, from the top of the thread down.

    Errors  NotFound
    """
    row = comments.published(comment_id)
    place = place_of(row.community, row.story.key)
    shape, above = comments.one(comment_id), comments.ancestors(comment_id)
    reprints = licensing.reprints(build.ids([*above, shape]))
    return {
        **build.comment(shape, place, reprints),
        "ancestors": [build.comment(each, place, reprints) for each in above],
    }


def own_comment(shape: CommentShape, community: Community, key: str) -> build.Document:
    """A comment as its author is answered after sending it, whether or not the public sees it."""
    return build.comment(shape, place_of(community, key), licensing.reprints([shape.id]))


def counts(names: list[str]) -> dict[str, int]:
    """Published comments by `community/key`; a story that is not registered is absent. Two queries."""
    found = stories.ids_by_name(names)
    published = comments.published_counts(found.values())
    return {name: published.get(story_id, 0) for name, story_id in found.items()}


def embedded(url: str) -> tuple[CommentShape, Community, Story]:
    """The public comment at a permalink of this installation.

    Errors  NotFound
    """
    from .addresses import comment_at

    found = comment_at(url, settings.BASE_URL)
    if found is None:
        raise NotFound(what="comment")
    row = comments.published(found[2])
    if (row.community.slug, row.story.key) != found[:2] or row.state != "published":
        raise NotFound(what="comment")
    return comments.one(row.id), row.community, row.story


def _thread(page: Page, place: Place) -> build.Document:
    return build.thread(page, place, licensing.reprints(build.ids(page.comments)))
