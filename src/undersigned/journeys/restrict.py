"""A limit on what a person may do: a warning, a hold, a suspension, a ban, each with its reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people import evidence, reads

from .letters import write_to

KINDS = ("warn", "hold", "suspend", "ban")
STAFF = frozenset({"moderator", "editor", "operator"})
LONGEST_REASON = 1000


def restrict(
    actor: Actor,
    person_id: UUID,
    community_id: UUID | None,
    *,
    kind: str,
    reason: str,
    until: datetime | None = None,
) -> UUID:
    """Restrict a person in one community or, with none, everywhere; they are told, with the reason.

    Shape   kind: warn | hold | suspend | ban; reason: 1–1,000 characters, read by the person; until: in the
            future, needed to suspend → id of the Restriction
    Errors  NotSignedIn, NotAllowed (also for oneself; staff by operators only), NotFound,
            Invalid(kind | reason | until)
    Source  rules N6, N8; DSA art. 17
    """
    reason = reason.strip()
    _check(kind, reason, until)
    reads.require(actor, community_id, "moderator")
    if person_id == actor.person_id:
        raise NotAllowed
    if reads.standings(person_id, community_id) & STAFF:
        reads.require(actor, community_id)
    with transaction.atomic():
        made = people.restrict(
            person_id, community_id, kind, reason=reason, until=until, by_id=actor.person_id
        )
        write_to(person_id, "restricted", kind=kind, reason=reason, until=until)
        ledger.append(
            "person:restricted",
            actor,
            person_id,
            community_id=community_id,
            **evidence.of_restriction(made),
            **evidence.of_lifting(made),
        )
    return made.id


def _check(kind: str, reason: str, until: datetime | None) -> None:
    if kind not in KINDS:
        raise Invalid({"kind": ["unknown"]})
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid({"reason": ["too-long" if reason else "required"]})
    if until is not None and until <= clock.now():
        raise Invalid({"until": ["in-the-past"]})
    if kind == "suspend" and until is None:
        raise Invalid({"until": ["required"]})
