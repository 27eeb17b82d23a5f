"""A person says where they write from, for the byline."""

from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people.rules import check_place


def change_place(actor: Actor, place: str) -> str:
    """The place shown beside the name from now on; empty to show none.

    Shape   place: up to 80 characters once tidied, no address → as it is kept
    Errors  NotSignedIn, Invalid(place)
    """
    if actor.person_id is None:
        raise NotSignedIn
    kept, reason = check_place(place)
    if reason:
        raise Invalid({"place": [reason]})
    with transaction.atomic():
        people.locked(actor.person_id)
        people.set_place(actor.person_id, kept)
        ledger.append("person:moved", actor, actor.person_id)
    return kept
