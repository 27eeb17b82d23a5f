"""A person chooses what they are called in a youth community."""

from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people import reads
from undersigned.people.display_names import DISPLAY_NAME, check_display_name
from undersigned.people.errors import NameNotAccepted


def choose_display_name(actor: Actor, community_id: UUID, name: str) -> UUID:
    """The name shown beside what they send there from now on; it tells nobody who they are.

    Shape   name: 1–40 characters once tidied, up to three digits → id of the display name
    Errors  NotSignedIn, NotFound, Invalid(display_name) where full names are signed,
            NameNotAccepted(reasons): it tells too much, poses as staff, or is or looks like someone else's
    Source  rule N2
    """
    if actor.person_id is None:
        raise NotSignedIn
    community = communities.by_id(community_id)
    if community.names != "youth":
        raise Invalid({DISPLAY_NAME: ["full-names-here"]})
    bearer = reads.profile(actor.person_id)
    house = (community.publisher, community.name)
    kept, reasons = check_display_name(name, first=bearer.first, last=bearer.last, house=house)
    if reasons:
        raise NameNotAccepted([(DISPLAY_NAME, reason) for reason in reasons], display_name=kept)
    with transaction.atomic():
        people.locked(actor.person_id)
        chosen = people.set_display_name(actor.person_id, community_id, kept)
        ledger.append(
            "display-name:chosen", actor, chosen.id, community_id=community_id, person=actor.person_id
        )
    return chosen.id
