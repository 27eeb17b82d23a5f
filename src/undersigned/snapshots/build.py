"""What the public reads, as JSON values: facts in, document out. No clock, no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from undersigned.kernel.moments import to_the_millisecond

if TYPE_CHECKING:
    from uuid import UUID

    from undersigned.conversation.shapes import BylineShape, CommentShape, Page
    from undersigned.licensing.shapes import ReprintShape
    from undersigned.stories.rules import Opening
    from undersigned.stories.shapes import MediumShape, StoryShape

    from .addresses import Place

Document = dict[str, Any]
Reprints = Mapping["UUID", Sequence["ReprintShape"]]
NEVER_PUBLIC = ("held", "refused")  # so a comment is no longer called once it was published
NOTICES = ("names", "licence", "endorsement", "guidelines", "welcome")


@dataclass(frozen=True, slots=True)
class Conversation:
    """The facts of one page of a conversation.

    Shape  version: of the topic, read before everything else, so that no later event is missed;
           count: published comments of the whole story; reason and notices, by kind, in the
           reader's language
    """

    version: int
    state: Opening
    reason: str
    count: int
    notices: Mapping[str, str]
    page: Page
    reprints: Reprints = field(default_factory=dict)


def conversation(facts: Conversation, place: Place) -> Document:
    """One page of a conversation, and whether it takes comments."""
    return {
        "version": facts.version,
        "state": state(facts.state, facts.reason),
        "counts": {"comments": facts.count},
        "notices": {kind: facts.notices[kind] for kind in NOTICES if kind in facts.notices},
        **thread(facts.page, place, facts.reprints),
    }


def thread(page: Page, place: Place, reprints: Reprints) -> Document:
    """Some comments in order, and where those after them begin."""
    return {"comments": [comment(each, place, reprints) for each in page.comments], "next": page.next}


def state(opening: Opening, reason: str) -> Document:
    """Whether a conversation takes comments, why not, and what the clock changes next.

    Shape  reason: a sentence when it is shut, the newsroom's own if someone closed it; why: its code
    """
    return {
        "open": opening.is_open,
        "reason": reason or None,
        "closes_at": moment(opening.closes_at),
        "why": opening.why,
        "opens_at": moment(opening.opens_at),
    }


def comment(shape: CommentShape, place: Place, reprints: Reprints) -> Document:
    """A comment with its first replies; one taken away has neither byline nor text, but its place."""
    is_shown = shape.byline is not None
    return {
        "id": str(shape.id),
        "state": shape.state,
        "byline": byline(shape.byline) if shape.byline is not None else None,
        "text": shape.text if is_shown else None,
        "html": shape.html if is_shown else None,
        "language": shape.language,
        "published_at": moment(shape.published_at) if shape.state not in NEVER_PUBLIC else None,
        "revised_at": moment(shape.revised_at),
        "in_reply_to": str(shape.in_reply_to) if shape.in_reply_to else None,
        "depth": shape.depth,
        "counts": {"replies": shape.reply_count, "recommendations": shape.recommendation_count},
        "picked": shape.picked,
        "label": shape.label or None,
        "reprints": [reprint(each) for each in reprints.get(shape.id, ())] if is_shown else [],
        "replies": [comment(reply, place, reprints) for reply in shape.replies],
        "replies_next": shape.replies_next,
        "url": place.comment(shape.id),
    }


def byline(shape: BylineShape) -> Document:
    return {"name": shape.name, "place": shape.place, "standing": list(shape.standing)}


def reprint(shape: ReprintShape) -> Document:
    """That a comment was reprinted, as its readers are told."""
    return {
        "id": str(shape.id),
        "use": shape.use,
        "part": shape.part,
        "licence_version": shape.licence_version,
        "at": moment(shape.at),
    }


def ids(comments: Sequence[CommentShape]) -> Iterator[UUID]:
    """Every comment shown, replies included."""
    for each in comments:
        yield each.id
        yield from ids(each.replies)


def story(shape: StoryShape, place: Place) -> Document:
    """A story as the newsroom published it, its credits whole."""
    return {
        "key": shape.key,
        "url": shape.url,
        "page_url": place.page,
        "language": shape.language,
        "section": shape.section,
        "headline": shape.headline,
        "deck": shape.deck,
        "standfirst": shape.standfirst,
        "published_at": moment(shape.published_at),
        "updated_at": moment(shape.updated_at),
        "source_names": list(shape.source_names),
        "media": [medium(each) for each in shape.media],
    }


def medium(shape: MediumShape) -> Document:
    """A picture or video; its age is the reader's to compute, from `published_at`."""
    return {
        "kind": shape.kind,
        "title": shape.title,
        "description": shape.description,
        "duration_seconds": shape.duration_seconds,
        "caption": shape.caption,
        "credit": shape.credit,
        "credits": list(shape.credits),
        "url": shape.url,
        "published_at": moment(shape.published_at),
    }


def moment(at: datetime | None) -> str | None:
    """RFC 3339, UTC, to the millisecond."""
    if at is None:
        return None
    return to_the_millisecond(at)
