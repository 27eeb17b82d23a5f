"""A reader recommends a comment, once, or takes it back."""

from uuid import UUID

from django.db import transaction

from undersigned.conversation import actions as conversation
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotFound, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.live import actions as live


def recommend(actor: Actor, comment_id: UUID) -> None:
    """Recommend somebody else's published comment; a second time changes nothing.

    Errors  NotSignedIn, NotFound, Invalid(comment) for one's own
    """
    _set(actor, comment_id, recommended=True)


def unrecommend(actor: Actor, comment_id: UUID) -> None:
    """Take a recommendation back; without one nothing changes.

    Errors  NotSignedIn, NotFound
    """
    _set(actor, comment_id, recommended=False)


def _set(actor: Actor, comment_id: UUID, *, recommended: bool) -> None:
    person_id = actor.person_id
    if person_id is None:
        raise NotSignedIn
    with transaction.atomic():
        comment = conversation.lock(comment_id)
        if comment.state != "published":
            raise NotFound(what="comment")
        if comment.author_id == person_id:
            raise Invalid({"comment": ["own"]})
        changed = (
            conversation.recommend(comment, person_id, clock.now())
            if recommended
            else conversation.unrecommend(comment, person_id)
        )
        if changed:
            live.publish(comment.story_id, "counts", comment.id)
            act = "comment:recommended" if recommended else "comment:unrecommended"
            ledger.append(act, actor, comment.id, community_id=comment.community_id)
