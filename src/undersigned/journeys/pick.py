"""An editor picks a comment, or takes the pick back."""

from uuid import UUID

from django.db import transaction

from undersigned.conversation import actions as conversation
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotFound, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.live import actions as live
from undersigned.people import reads as people

PICKERS = ("moderator", "editor")


def pick(actor: Actor, comment_id: UUID) -> None:
    """Mark a published comment as an editors' pick; a second time changes nothing.

    Errors  NotSignedIn, NotAllowed, NotFound
    """
    _set(actor, comment_id, picked=True)


def unpick(actor: Actor, comment_id: UUID) -> None:
    """End a pick; without one nothing changes.

    Errors  NotSignedIn, NotAllowed, NotFound
    """
    _set(actor, comment_id, picked=False)


def _set(actor: Actor, comment_id: UUID, *, picked: bool) -> None:
    if actor.person_id is None:
        raise NotSignedIn
    now = clock.now()
    with transaction.atomic():
        comment = conversation.lock(comment_id)
        people.require(actor, comment.community_id, *PICKERS)
        if picked and comment.state != "published":
            raise NotFound(what="comment")
        changed = (
            conversation.pick(comment, actor.person_id, now) if picked else conversation.unpick(comment, now)
        )
        if changed:
            live.publish(comment.story_id, "revised", comment.id)
            act = "comment:picked" if picked else "comment:unpicked"
            ledger.append(act, actor, comment.id, community_id=comment.community_id)
