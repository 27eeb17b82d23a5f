"""A closed conversation is opened again, with a reason."""

from uuid import UUID

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid
from undersigned.ledger import actions as ledger
from undersigned.live import actions as live
from undersigned.people import reads as people
from undersigned.stories import closing, evidence

from .close import LONGEST_REASON, reopeners


def reopen(actor: Actor, story_id: UUID, reason: str = "") -> UUID:
    """Lift a closure. The story's opening rules apply again, and may keep it shut.

    Shape   reason: at most 300 characters → id of the Closure
    Errors  NotSignedIn, NotAllowed, NotFound, NotClosed, Invalid(reason)
    """
    if len(reason) > LONGEST_REASON:
        raise Invalid({"reason": ["too-long"]})
    now = clock.now()
    with transaction.atomic():
        story = closing.lock(story_id)
        people.require(actor, story.community_id, *reopeners(story, now))
        closure = closing.reopen(story, actor, reason.strip(), now)
        live.publish(story.id, "state")
        ledger.append(
            "story:reopened",
            actor,
            story.id,
            community_id=story.community_id,
            **evidence.of_reopening(closure),
            **evidence.of_lifting(closure),
        )
    return closure.id
