"""A conversation is given opening rules, and a way of moderation, of its own."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid
from undersigned.ledger import actions as ledger
from undersigned.live import actions as live
from undersigned.people import reads as people
from undersigned.stories import closing, evidence

from .close import CLOSERS

LEAST = {"closes_after_days": 1, "closes_at_comments": 1, "slow_seconds": 0, "most_per_author": 1}


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """A story's own rules.

    Shape  None leaves the community's rule; mode "before" | "after" | "reactive"; slow_seconds: between two
           comments of one author; most_per_author: comments; never_opens: this subject takes none, whatever
           the other rules say
    """

    mode: str | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closes_after_days: int | None = None
    closes_at_comments: int | None = None
    slow_seconds: int | None = None
    most_per_author: int | None = None
    never_opens: bool = False


def set_opening(actor: Actor, story_id: UUID, draft: OpeningDraft) -> None:
    """Replace a story's own rules as a whole.

    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(field)
    """
    if draft.mode not in (None, "before", "after", "reactive"):
        raise Invalid({"mode": ["unknown"]})
    if draft.opens_at and draft.closes_at and draft.closes_at <= draft.opens_at:
        raise Invalid({"closes_at": ["before-opening"]})
    for field, least in LEAST.items():
        number = getattr(draft, field)
        if number is not None and number < least:
            raise Invalid({field: ["too-small"]})
    with transaction.atomic():
        story = closing.lock(story_id)
        people.require(actor, story.community_id, *CLOSERS)
        if story.community.names == "youth" and draft.mode not in (None, "before"):
            raise Invalid({"mode": ["youth-before"]})
        closing.set_rules(story, **asdict(draft))
        live.publish(story.id, "state")
        ledger.append(
            "story:rules-set",
            actor,
            story.id,
            community_id=story.community_id,
            **evidence.of_rules(story),
        )
