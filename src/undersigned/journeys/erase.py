"""A person erases their account: who they are at once, then every comment, one after the other."""

from uuid import UUID

from django.db import transaction

from undersigned.conversation import actions as conversation
from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import reads as cases
from undersigned.owed import actions as owed
from undersigned.owed.shapes import Work
from undersigned.people import actions as people
from undersigned.people import reads
from undersigned.people.errors import HasStanding

from .letters import write_to
from .retention import AT_ITS_END, purge_texts
from .withdraw import take_back

KIND = "erase"


def erase(actor: Actor) -> None:
    """Erase one's own account. Nobody can sign in to it any more, and nothing tells whose it was.

    The worker then takes every comment back and forgets its words and its byline, but for what a legal
    restriction in force makes evidence: that goes when it ends. Decisions, reports and the ledger keep an id;
    what was reprinted is licensed and stays.

    Errors  NotSignedIn, HasStanding
    Source  decision 0022; GDPR art. 17
    """
    if actor.person_id is None:
        raise NotSignedIn
    with transaction.atomic():
        person = people.locked(actor.person_id)
        if person.erased_at is not None:
            raise NotSignedIn
        if reads.has_power(person.id):
            raise HasStanding
        write_to(person.id, "account-erased")
        people.erase(person, clock.now())
        owed.owe(KIND, {"person": str(person.id)})
        ledger.append("person:erased", actor, person.id)


def perform(work: Work) -> None:
    """Take back what an erased person wrote. Shape  payload: person, their id"""
    finish(UUID(work.payload["person"]))


def finish(person_id: UUID) -> None:
    """The other half of `erase`, in small transactions. Cut off, it goes on where it was."""
    actor = Actor.person(person_id)
    for comment_id in comments.not_taken_back(person_id):
        with transaction.atomic():
            comment = conversation.lock(comment_id)
            if comment.state != comment.State.WITHDRAWN:
                take_back(actor, comment, clock.now())
    purge_texts(actor, cases.erased_texts, AT_ITS_END)
    conversation.unsign({"author_id": person_id})
