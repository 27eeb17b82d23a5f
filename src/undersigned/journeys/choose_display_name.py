"""A person chooses what they are called in a youth community."""

from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people import reads
from undersigned.people.display_names import check_display_name
from undersigned.people.errors import DisplayNameNotAccepted


def choose_display_name(actor: Actor, community_id: UUID, name: str) -> UUID:
    """The name shown beside what they send there from now on; it tells nobody who they are.

    Shape   name: 1–40 characters once tidied, up to three digits → id of the display name
    Errors  NotSignedIn, NotFound, Invalid(display_name) where full names are signed,
            DisplayNameNotAccepted(reasons)
    Source  rule N2
    """
    if actor.person_id is None:
        raise NotSignedIn
    if communities.by_id(community_id).names != "youth":
        raise Invalid({"display_name": ["full-names-here"]})
    bearer = reads.profile(actor.person_id)
    kept, reasons = check_display_name(name, first=bearer.first, last=bearer.last)
    if reasons:
        raise DisplayNameNotAccepted(reasons)
    with transaction.atomic():
        people.locked(actor.person_id)
        chosen = people.set_display_name(actor.person_id, community_id, kept)
        ledger.append(
            "display-name:chosen", actor, chosen.id, community_id=community_id, person=actor.person_id
        )
    return chosen.id
