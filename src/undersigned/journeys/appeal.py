"""An author asks that someone else look at a decision again."""

from uuid import UUID

from django.db import transaction

from undersigned.conversation import actions as conversation
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotAllowed, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence
from undersigned.moderation import reads as cases

LONGEST_TEXT = 2_000


def appeal(actor: Actor, decision_id: UUID, text: str) -> UUID:
    """Appeal a refusal or removal of one's own comment: once, within six months.

    Shape   text: 1–2,000 characters → id of the Appeal
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(text), AppealNotPossible(why)
    Source  rule N6; DSA art. 20
    """
    if actor.person_id is None:
        raise NotSignedIn
    text = text.strip()
    if not text or len(text) > LONGEST_TEXT:
        raise Invalid({"text": ["too-long" if text else "empty"]})
    now = clock.now()
    with transaction.atomic():
        decision = cases.decision_row(decision_id)
        comment = conversation.lock(decision.comment_id)
        if comment.author_id != actor.person_id:
            raise NotAllowed
        cases.check_appeal(decision, now)
        asked = moderation.appeal(decision, actor.person_id, text, now)
        ledger.append(
            "decision:appealed",
            actor,
            decision.id,
            community_id=comment.community_id,
            **evidence.of_appeal(asked),
            comment=comment.id,
        )
    return asked.id
