"""A moderator or editor calls a comment in, to decide on it without waiting for a report."""

from uuid import UUID

from django.db import transaction

from undersigned.conversation import actions as conversation
from undersigned.conversation import reads as comments
from undersigned.conversation.errors import TextPurged
from undersigned.conversation.rules import AGAINST
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotFound, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import OwnComment, SamePerson
from undersigned.people import reads as people

from .claim import DECIDERS


def call_in(actor: Actor, comment_id: UUID) -> UUID:
    """The open case of a comment; where there is none, one is opened as if the newsroom had reported it.

    A case that waits for a look afterwards becomes urgent by this. While an appeal is open, that is
    the case: whoever decided first cannot get around it, nor around its answer once that overturned them.

    Shape   → id of the Case
    Errors  NotSignedIn, NotAllowed, OwnComment; NotFound, also for what its author withdrew; TextPurged;
            SamePerson
    """
    if actor.person_id is None:
        raise NotSignedIn
    with transaction.atomic():
        comment = conversation.lock(comment_id)
        people.require(actor, comment.community_id, *DECIDERS)
        if comment.author_id == actor.person_id:
            raise OwnComment
        if comment.state == "withdrawn":
            raise NotFound(what="comment")
        if comment.state in AGAINST and not comments.has_words(comment):
            raise TextPurged
        waiting = cases.open_case_of(comment_id)
        if waiting is not None and waiting.kind != "review":
            return waiting.id
        if cases.was_overturned(comment_id, comment.latest_number, actor.person_id):
            raise SamePerson
        case = moderation.open_case(comment, "reported", [{"code": "called-in"}], clock.now())
        ledger.append("comment:called-in", actor, comment.id, community_id=comment.community_id, case=case.id)
    return case.id
