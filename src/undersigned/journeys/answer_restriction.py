"""Someone else answers an appeal against a restriction: it is upheld, or lifted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotAllowed, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence
from undersigned.moderation.errors import SamePerson
from undersigned.people import actions as people
from undersigned.people import evidence as of_people
from undersigned.people import reads

from .claim import DECIDERS
from .letters import write_to
from .restrict import is_barred

if TYPE_CHECKING:
    from undersigned.moderation.models import RestrictionAppeal

OUTCOMES = ("upheld", "overturned")
LONGEST_NOTE = 2_000
STAFF = frozenset({"moderator", "editor", "operator"})


def claim_restriction_appeal(actor: Actor, appeal_id: UUID) -> datetime:
    """Lease one for five minutes, or renew the lease. Not an act: no ledger entry.

    Errors  NotSignedIn, NotAllowed, NotFound, SamePerson, Overtaken
    """
    with transaction.atomic():
        asked, person_id = _mine_to_answer(actor, appeal_id)
        now = clock.now()
        moderation.claim_restriction_appeal(asked, person_id, now, moderation.LEASE)
        return now + moderation.LEASE


def release_restriction_appeal(actor: Actor, appeal_id: UUID) -> None:
    """Give up one's own lease; nothing happens when there is none."""
    if actor.person_id is None:
        raise NotSignedIn
    moderation.release_restriction_appeal(appeal_id, actor.person_id)


def answer_restriction_appeal(actor: Actor, appeal_id: UUID, *, outcome: str, note: str) -> None:
    """Uphold a restriction or lift it, with the reasons; the person is told. Anyone but who restricted and
    who is restricted does; what concerns people of the newsroom, operators only.

    Shape   outcome: of `OUTCOMES`; note: 1–2,000 characters, to the person
    Errors  NotSignedIn, NotAllowed, NotFound, SamePerson, Invalid(outcome | note); Overtaken(why) when it is
            answered or someone else holds it
    Source  rule N8; DSA art. 20
    """
    note = note.strip()
    if outcome not in OUTCOMES:
        raise Invalid({"outcome": ["unknown"]})
    if not note or len(note) > LONGEST_NOTE:
        raise Invalid({"note": ["too-long" if note else "required"]})
    with transaction.atomic():
        asked, person_id = _mine_to_answer(actor, appeal_id)
        moderation.claim_restriction_appeal(asked, person_id, clock.now(), moderation.LEASE)
        if outcome == "overturned" and asked.restriction.lifted_at is None:
            lift(actor, asked.restriction_id)
        answer(actor, asked, outcome, note)


def lift(actor: Actor, restriction_id: UUID) -> None:
    """End a restriction before its time, as the record has it."""
    lifted = people.lift(restriction_id)
    ledger.append(
        "person:unrestricted",
        actor,
        lifted.person_id,
        community_id=lifted.community_id,
        restriction=lifted.id,
        **of_people.of_lifting(lifted),
    )


def answer(actor: Actor, asked: RestrictionAppeal, outcome: str, note: str) -> None:
    """Write the answer down, for the person and in the record. In the caller's transaction."""
    restriction = asked.restriction
    moderation.answer_restriction_appeal(asked, outcome, note, by_id=actor.person_id, at=clock.now())
    facts = {"kind": restriction.kind, "restriction_id": restriction.id, "outcome": outcome, "note": note}
    facts["is_barred"] = is_barred(restriction.person_id, restriction.community_id)
    write_to(asked.by_id, "restriction-appeal-answered", appeal_id=asked.id, **facts)
    ledger.append(
        "restriction:appeal-answered",
        actor,
        restriction.id,
        community_id=restriction.community_id,
        **evidence.of_restriction_answer(asked),
    )


def _mine_to_answer(actor: Actor, appeal_id: UUID) -> tuple[RestrictionAppeal, UUID]:
    """The appeal, held, if they may answer it. Errors  NotSignedIn, NotAllowed, NotFound, SamePerson"""
    if actor.person_id is None:
        raise NotSignedIn
    asked = moderation.lock_restriction_appeal(appeal_id)
    restriction = asked.restriction
    reads.require(actor, restriction.community_id, *DECIDERS)
    if asked.by_id == actor.person_id:
        raise NotAllowed
    if restriction.by_id == actor.person_id:
        raise SamePerson
    if reads.standings(asked.by_id, restriction.community_id) & STAFF:
        reads.require(actor, restriction.community_id)
    return asked, actor.person_id
