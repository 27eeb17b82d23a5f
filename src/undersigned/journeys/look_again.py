"""A moderator looks once more at a decision drawn by lot, without being told what it was."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotAllowed, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence, rules
from undersigned.moderation import reads as cases
from undersigned.moderation.agreement import SIDES
from undersigned.moderation.errors import OwnComment, SamePerson
from undersigned.people import reads as people

from .claim import DECIDERS
from .step_back import step_back


def draw_samples(actor: Actor) -> int:
    """Draw today's quality sample of every community where none was drawn within a day; how many decisions.

    Errors  NotAllowed for a person or a newsroom
    """
    if actor.kind not in ("house", "command"):
        raise NotAllowed
    drawn = 0
    for community in communities.all_communities():
        with transaction.atomic():
            drawn += len(moderation.draw(community.id, settings.SAMPLE_A_DAY, clock.now()))
    return drawn


def look_again(actor: Actor, look_id: UUID, verdict: str, clauses: Sequence[str] = ()) -> bool:
    """Say what one would have decided. The comment stays as it is: where it differs, that can be called in. A
    triage policy whose promise it breaks ends by it.

    Shape   verdict: publish, or refuse with at least one clause → whether it agrees with what was decided
    Errors  NotSignedIn, NotAllowed, NotFound, SamePerson, OwnComment, Overtaken, Invalid(verdict | clauses)
    """
    if actor.person_id is None:
        raise NotSignedIn
    if verdict not in ("publish", "refuse"):
        raise Invalid({"verdict": ["unknown"]})
    with transaction.atomic():
        row = cases.look(look_id)
        people.require(actor, row.community_id, *DECIDERS)
        if row.decision.by_id == actor.person_id:
            raise SamePerson
        if row.decision.comment.author_id == actor.person_id:
            raise OwnComment
        known = frozenset(c.number for c in communities.guidelines(row.community_id, "en").clauses)
        rules.check_ground(verdict, clauses, known)
        moderation.take_look(row, actor.person_id, verdict, clauses, clock.now())
        ledger.append(
            "decision:looked-at-again",
            actor,
            row.decision_id,
            community_id=row.community_id,
            **evidence.of_look(row),
        )
        if row.decision.policy_id is not None:
            step_back(row.community_id, row.decision.policy_id)
    return SIDES[row.decision.verdict] == SIDES[verdict]
