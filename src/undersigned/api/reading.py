"""Public reading: communities, stories, conversations, comments, counts."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja.params.functions import Query

from undersigned.communities import reads as communities
from undersigned.communities.shapes import document
from undersigned.conversation.shapes import Sort
from undersigned.kernel.errors import Invalid
from undersigned.snapshots import reads as snapshots
from undersigned.stories import reads as stories

from . import shapes
from .addresses import COMMENT, COMMUNITY, COUNTS, STORY
from .answering import SLOW_SECONDS, public
from .door import reader_language
from .service import router

MOST_COUNTS = 100


@router.get(COMMUNITY, response=shapes.Community, tags=["Reading"])
def get_community(request: HttpRequest, community: str) -> HttpResponse:
    """A community’s rules and everything it has in writing, in the language asked for."""
    row = communities.by_slug(community)
    language = reader_language(request, row.languages)
    found = document(
        row,
        communities.notices(row.id, language),
        communities.guidelines(row.id, language),
        communities.licence(row.id, language),
    )
    return public(request, found, language=language, shared_seconds=SLOW_SECONDS)


@router.get(f"{COMMUNITY}/stories", response=shapes.Stories, tags=["Reading"])
def list_stories(
    request: HttpRequest, community: str, after: str | None = None, url: str | None = None
) -> HttpResponse:
    """A community’s stories, newest first; with `url` the one registered for that address, or 404."""
    row = communities.by_slug(community)
    if url is not None:
        found = {"stories": [snapshots.story(row, stories.by_url(row.id, url))], "next": None}
    else:
        found = snapshots.story_page(row, after)
    return public(request, found, shared_seconds=SLOW_SECONDS)


@router.get(STORY, response=shapes.Story, tags=["Reading"])
def get_story(request: HttpRequest, community: str, story: str) -> HttpResponse:
    """A story as the newsroom published it."""
    row = communities.by_slug(community)
    found = stories.by_key(row.id, story)
    return public(request, snapshots.story(row, found), language=found.language, shared_seconds=SLOW_SECONDS)


@router.get(f"{STORY}/conversation", response=shapes.Conversation, tags=["Reading"])
def get_conversation(
    request: HttpRequest, community: str, story: str, sort: Sort = "newest", after: str | None = None
) -> HttpResponse:
    """The conversation under a story: whether it is open, its notices, its comments page by page."""
    row = communities.by_slug(community)
    language = reader_language(request, row.languages)
    about = stories.by_key(row.id, story)
    found = snapshots.conversation(row, about, sort, after, language)
    return public(request, found, language=language, topics=(about.id, row.id))


@router.get(COMMENT, response=shapes.CommentWithAncestors, tags=["Reading"])
def get_comment(request: HttpRequest, comment: UUID) -> HttpResponse:
    """A comment with its first replies, and with what it answers."""
    return public(request, snapshots.comment(comment))


@router.get(f"{COMMENT}/replies", response=shapes.Thread, tags=["Reading"])
def list_replies(request: HttpRequest, comment: UUID, after: str | None = None) -> HttpResponse:
    """The replies to a comment, oldest first."""
    return public(request, snapshots.replies(comment, after))


@router.get(COUNTS, response=shapes.Counts, tags=["Reading"])
def count_comments(request: HttpRequest, story: Annotated[list[str], Query()]) -> HttpResponse:
    """Published comments of up to 100 stories at once, each named `community/story`."""
    if len(story) > MOST_COUNTS:
        raise Invalid({"story": ["too-many"]}, limit=MOST_COUNTS)
    return public(request, {"counts": snapshots.counts(story)})
