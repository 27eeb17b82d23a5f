"""The reader of a page: what is private to one person beside the document that all share."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from undersigned.communities.models import Community
from undersigned.communities.shapes import InForce
from undersigned.conversation import reads as comments
from undersigned.conversation.shapes import OwnComment
from undersigned.kernel.errors import NotFound
from undersigned.licensing import reads as licensing
from undersigned.moderation import reads as moderation
from undersigned.people import reads as people
from undersigned.people.shapes import AuthorFacts
from undersigned.stories.models import Story
from undersigned.web import reasons


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone signed in, under one story.

    Shape  barrier: why this person cannot submit here: "email" | "banned" | "suspended" |
           "display-name", or empty; waiting: own comments whose latest text nobody else reads yet;
           mine and recommended: ids of comments, as text
    """

    author: AuthorFacts
    barrier: str
    signing: dict[str, Any]
    has_accepted: bool
    waiting: tuple[OwnComment, ...]
    mine: frozenset[str]
    recommended: frozenset[str]


def reader_of(request: HttpRequest, story: Story, texts: InForce) -> Reader | None:
    """The person signed in, as an author under this story; None when nobody is."""
    if not request.user.is_authenticated:
        return None
    community = story.community
    author = people.author(request.user.pk, community.id)
    own = tuple(
        comment
        for comment in comments.own(author.person_id)
        if (comment.community, comment.story_key) == (community.slug, story.key)
    )
    waiting = moderation.waiting(comment.id for comment in own)
    return Reader(
        author=author,
        barrier=_barrier(author, community),
        signing=signing(author, community),
        has_accepted=licensing.has_accepted(author.person_id, texts.licence_id, texts.guidelines_id),
        waiting=tuple(comment for comment in own if comment.id in waiting),
        mine=frozenset(str(comment.id) for comment in own),
        recommended=frozenset(str(each) for each in comments.recommended_by(author.person_id, story.id)),
    )


def signing(author: AuthorFacts, community: Community) -> dict[str, Any]:
    """The byline that the next submission will carry."""
    if community.names == "youth":
        return {"name": author.display_name or "", "place": "", "standing": ()}
    return {"name": author.full_name, "place": author.place, "standing": author.standing}


def posted(request: HttpRequest, story: Story) -> dict[str, Any] | None:
    """What became of the reader's own comment that the address names as just sent."""
    try:
        comment_id = UUID(request.GET.get("posted", ""))
        row = comments.by_id(comment_id)
    except (ValueError, NotFound):
        return None
    if row.author_id != request.user.pk or row.story_id != story.id:
        return None
    why = moderation.waiting([comment_id]).get(comment_id)
    return {
        "id": row.id,
        "state": row.state if why is None else "held",
        "was_public": row.state == "published",
        "why": reasons.waiting(why) if why is not None else [],
        "draft_key": draft_key(story, row.in_reply_to_id),
    }


def draft_key(story: Story, parent_id: UUID | None) -> str:
    """Under which name a browser keeps the draft."""
    return "/".join(filter(None, (story.community.slug, story.key, str(parent_id or ""))))


def _barrier(author: AuthorFacts, community: Community) -> str:
    if not author.email_confirmed:
        return "email"
    if author.is_banned:
        return "banned"
    if author.is_suspended_until is not None:
        return "suspended"
    if community.names == "youth" and not author.display_name:
        return "display-name"
    return ""
