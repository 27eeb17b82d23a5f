"""A person asks that someone else look at a restriction of theirs again."""

from uuid import UUID

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence
from undersigned.moderation import reads as cases
from undersigned.people import actions as people
from undersigned.people import reads

from .appeal import checked, due
from .letters import write_to


def appeal_restriction(actor: Actor, restriction_id: UUID, text: str) -> UUID:
    """Appeal a warning, a hold, a slower pace, a suspension or a ban of one's own: once, within six months.
    It holds until the answer.

    Shape   text: 1–2,000 characters → id of the appeal
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(text), AppealNotPossible(why)
    Source  rule N8; DSA art. 20
    """
    if actor.person_id is None:
        raise NotSignedIn
    text, now = checked(text), clock.now()
    with transaction.atomic():
        people.locked(actor.person_id)
        restriction = reads.restriction_row(restriction_id)
        if restriction.person_id != actor.person_id:
            raise NotAllowed
        cases.check_restriction_appeal(restriction, now)
        asked = moderation.appeal_restriction(
            restriction, text, by_id=actor.person_id, at=now, due_at=due(now)
        )
        facts = {"kind": restriction.kind, "restriction_id": restriction_id, "text": text}
        write_to(
            actor.person_id, "restriction-appeal-received", appeal_id=asked.id, due_at=asked.due_at, **facts
        )
        ledger.append(
            "restriction:appealed",
            actor,
            restriction_id,
            community_id=restriction.community_id,
            **evidence.of_restriction_appeal(asked),
        )
    return asked.id
