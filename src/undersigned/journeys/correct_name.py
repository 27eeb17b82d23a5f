"""A person corrects the name they sign with; it is checked again."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people import evidence, reads
from undersigned.people.doubts import Doubt

WINDOW = timedelta(days=30)
CORRECTIONS_UNDOUBTED = 2


def correct_name(actor: Actor, first: str, last: str, *, is_single: bool = False) -> UUID:
    """A new name, declared, in place of the one in use; what was signed before keeps its byline.

    Whoever corrects a name again and again within a month is doubted: real names do not wander.

    Shape   first, last: 1–80 characters each; last empty only when is_single → id of the name
    Errors  NotSignedIn, NameNotAccepted, Invalid(first_name) when it is the name in use already
    Source  rules N1, N3
    """
    if actor.person_id is None:
        raise NotSignedIn
    name = people.accepted(first, last, is_single=is_single)
    with transaction.atomic():
        people.locked(actor.person_id)
        before = reads.names(actor.person_id)
        if before and (before[0].first, before[0].last) == (name.first, name.last):
            raise Invalid({"first_name": ["same-name"]})
        lately = [one for one in before if one.given_at > clock.now() - WINDOW]
        wanders = len(lately) > CORRECTIONS_UNDOUBTED
        given = people.give_name(actor.person_id, name, more_doubts=[Doubt.OFTEN_CHANGED] if wanders else [])
        ledger.append(
            "name:corrected",
            actor,
            given.id,
            community_id=None,
            person=actor.person_id,
            **evidence.of_name(given),
        )
    return given.id
