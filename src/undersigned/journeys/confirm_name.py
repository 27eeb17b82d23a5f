"""A moderator or an editor rules on a name: it is confirmed, or challenged with a note."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people import evidence, reads

from .letters import write_to

RULINGS = {"confirmed": "name:confirmed", "challenged": "name:challenged"}
LONGEST_NOTE = 1000


def confirm_name(actor: Actor, name_id: UUID, *, state: str, note: str = "") -> UUID:
    """Confirm or challenge a name in use; its bearer is told.

    What was held before the ruling goes on waiting: a name says nothing about a text. While a name is
    challenged, everything its bearer sends is held, until they correct it or someone confirms it.

    Shape   state: "confirmed" | "challenged"; note: to its bearer, 1–1,000 characters with a challenge
            → id of the name
    Errors  NotSignedIn, NotAllowed (also for one’s own name), NotFound: corrected meanwhile,
            Invalid(state | note)
    Source  rules N1, N3
    """
    note = note.strip()
    if state not in RULINGS:
        raise Invalid({"state": ["unknown"]})
    if len(note) > LONGEST_NOTE or (state == "challenged" and not note):
        raise Invalid({"note": ["too-long" if note else "required"]})
    reads.require_somewhere(actor, "moderator", "editor")
    require_full_names(actor)
    with transaction.atomic():
        ruling = people.rule_on_name(name_id, state=state, note=note, by_id=actor.person_id)
        name = ruling.name
        if name.person_id == actor.person_id:
            raise NotAllowed
        if state == "challenged" or name.doubts:
            write_to(name.person_id, f"name-{state}", note=note)
        ledger.append(
            RULINGS[state],
            actor,
            name.id,
            community_id=None,
            person=name.person_id,
            **evidence.of_confirmation(ruling),
        )
    return name.id


def require_full_names(actor: Actor) -> None:
    """Errors  NotAllowed for who sits before youth communities alone"""
    places = reads.communities_of(actor.person_id, "moderator", "editor") if actor.person_id else None
    if not have_full_names(places):
        raise NotAllowed


def have_full_names(places: Sequence[UUID] | None) -> bool:
    """Whether anybody signs in full there: nobody does in youth communities. Shape  places: None means all"""
    return places is None or any(communities.by_id(place).names != "youth" for place in places)
