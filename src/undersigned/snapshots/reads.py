"""The documents of public reading, from what stands in the rooms at this moment.

A removed comment is gone from the next document; nothing here is cached.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from undersigned.communities import reads as communities
from undersigned.communities.rules import choose_language
from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.errors import NotFound
from undersigned.licensing import reads as licensing
from undersigned.live import reads as live
from undersigned.stories import closing
from undersigned.stories import reads as stories

from . import build, events
from .addresses import Place
from .events import MOST_TOUCHED, Facts, reset, touched_ids
from .sealing import JSON, Asked, Snapshot, encoded, seal

MILLISECOND = timedelta(milliseconds=1)

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


def state_document(row: Story) -> build.Document:
    """The same as readers are told it, in the active language."""
    opening = state(row)
    return build.state(opening, stories.reason(opening))


def conversation(
    community: Community, row: Story, sort: Sort, after: str | None, language: str
) -> build.Document:
    """One page of a conversation with its notices.

    Errors  Invalid(sort | after)
    """
    version = live.version(row.id)
    page = comments.page(row.id, sort, after)
    opening = state(row)
    with translation.override(language):
        reason = stories.reason(opening)
    facts = build.Conversation(
        version=version,
        state=opening,
        reason=reason,
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
    """A comment as its author is answered after sending it, whether or not the public sees it.

    One that was not revised was sent this moment, so nobody has reprinted it.
    """
    reprints = {} if shape.revised_at is None else licensing.reprints([shape.id])
    return build.comment(shape, place_of(community, key), reprints)


def counts(names: list[str]) -> dict[str, int]:
    """Published comments by `community/key`; a story that is not registered is absent. Two queries."""
    return {name: count for name, (_, count) in tallies(names).items()}


def tallies(names: list[str]) -> dict[str, tuple[UUID, int]]:
    """As `counts`, with the story's id, which is its topic."""
    found = stories.ids_by_name(names)
    published = comments.published_counts(found.values())
    return {name: (story_id, published.get(story_id, 0)) for name, story_id in found.items()}


def sealed_conversation(asked: Asked) -> Snapshot:
    """The first page of a conversation as JSON, sealed; in the community's own language where the one
    asked for is not offered.

    Errors  NotFound
    """
    community = communities.by_slug(asked.community)
    row = stories.by_key(community.id, asked.story)
    spoken = choose_language(asked.language, community.languages)
    sort: Any = asked.sort
    document = conversation(community, row, sort, None, spoken)
    return seal(
        encoded(document).encode(),
        JSON,
        language=spoken,
        version=document["version"],
        topic=row.id,
        topics=frozenset((row.id, community.id)),
        is_purged=bool(settings.PURGE_URL),
        until=next_change(document["state"]),
    )


def next_change(state: build.Document) -> datetime | None:
    """When the clock alone opens or closes a conversation, if it will."""
    moments = [datetime.fromisoformat(at) for at in (state["opens_at"], state["closes_at"]) if at]
    # A document tells milliseconds: what it says may be a little early.
    return min((at + MILLISECOND for at in moments if at + MILLISECOND > clock.now()), default=None)


def frame(topic_id: UUID, seen: int, language: str) -> tuple[int, bytes]:
    """What a live reader who has seen one version is told to be up to date, and the version that is.

    Empty where nothing has changed; that everything has to be read anew where too much has.
    """
    changes = live.since(topic_id, seen)
    if changes is None:
        version = live.version(topic_id)
        return version, reset(version)
    ids = touched_ids(changes)
    if not changes or len(set(ids)) > MOST_TOUCHED:
        return (changes[-1].version, reset(changes[-1].version)) if changes else (seen, b"")
    row = stories.by_id(topic_id)
    above = comments.ids_above(ids)
    shown = comments.several({*ids, *(id_ for line in above.values() for id_ in line)})
    with translation.override(choose_language(language, row.community.languages)):
        facts = Facts(
            version=changes[-1].version,
            changes=changes,
            comments=shown,
            above=above,
            reprints=licensing.reprints(shown),
            count=comments.published_count(topic_id),
            state=state_document(row) if any(change.kind == "state" for change in changes) else None,
        )
    return facts.version, events.frame(facts, place_of(row.community, row.key))


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
