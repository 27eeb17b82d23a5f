"""A conversation is closed: at once and everywhere, with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid
from undersigned.ledger import actions as ledger
from undersigned.live import actions as live
from undersigned.people import reads as people
from undersigned.stories import closing, evidence
from undersigned.stories.closing import Closed
from undersigned.stories.models import Story

CLOSERS = ("moderator", "editor", "operator")
LONGEST_REASON = 300


def close(
    actor: Actor, story_id: UUID, reason: str | None, until: datetime | None = None, *, replaces: bool = True
) -> UUID:
    """Close a story's conversation; whoever submits after the commit is refused.

    What waits for a person goes on waiting and can still be decided. Closed for the same reason until
    the same moment already, nothing happens; closed otherwise, this closing takes the place of that one.

    Shape   reason: 1–300 characters, shown to readers, or None for legal reasons, which are told as such and
            which editors alone put anything else in the place of; until: in the future, or no end;
            replaces: whether a closing by someone else may be replaced → id of the Closure
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(reason | until), AlreadyClosed
    Source  rule N8
    """
    now = clock.now()
    shown = "" if reason is None else reason.strip()
    if reason is not None and not 1 <= len(shown) <= LONGEST_REASON:
        raise Invalid({"reason": ["too-long" if shown else "required"]})
    if until is not None and until <= now:
        raise Invalid({"until": ["in-the-past"]})
    with transaction.atomic():
        story = closing.lock(story_id)
        people.require(actor, story.community_id, *reopeners(story, now))
        closed = closing.close(story, actor, shown, until, now, replaces=replaces)
        if closed.is_new:
            live.publish(story.id, "state")
            _record(actor, story, closed)
    return closed.closure.id


def reopeners(story: Story, now: datetime) -> tuple[str, ...]:
    """Who ends the closing of a locked story, by lifting or by another; one for legal reasons: editors."""
    return ("editor",) if closing.is_closed_by_law(story, now) else CLOSERS


def _record(actor: Actor, story: Story, closed: Closed) -> None:
    """Enter the closing in the ledger, and before it that the one it replaces is over."""
    over = closed.replaced
    if over is not None:
        told = {**evidence.of_reopening(over), **evidence.of_lifting(over)}
        ledger.append("story:closure-replaced", actor, story.id, community_id=story.community_id, **told)
    told = {**evidence.of_closing(closed.closure), **evidence.of_lifting(closed.closure)}
    ledger.append("story:closed", actor, story.id, community_id=story.community_id, **told)
