"""A newsroom grants a person a standing, and ends it: member, moderator, editor, operator."""

from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people import evidence, reads

from .letters import write_to

KINDS = ("member", "moderator", "editor", "operator")


def grant_standing(actor: Actor, person_id: UUID, community_id: UUID | None, kind: str) -> None:
    """Grant a standing in one community or, with none, in all; nothing happens where it is held already.

    The person is told.

    Shape   kind: member | moderator | editor | operator
    Errors  NotSignedIn, NotAllowed (members by its moderators and editors, the rest by operators),
            NotFound, Invalid(kind)
    Source  rule N9
    """
    _require(actor, community_id, kind)
    with transaction.atomic():
        granted = people.grant(person_id, community_id, kind, by_id=actor.person_id)
        if granted is not None:
            where = communities.by_id(community_id).name if community_id else None
            write_to(person_id, "standing-granted", kind=kind, where=where)
            ledger.append(
                "standing:granted",
                actor,
                granted.id,
                community_id=community_id,
                **evidence.of_standing(granted),
            )


def end_standing(actor: Actor, person_id: UUID, community_id: UUID | None, kind: str) -> None:
    """End a standing; what was done under it stays.

    Errors  NotSignedIn, NotAllowed, NotFound: no such standing in force, Invalid(kind)
    """
    _require(actor, community_id, kind)
    with transaction.atomic():
        ended = people.end_standing(person_id, community_id, kind)
        ledger.append(
            "standing:ended", actor, ended.id, community_id=community_id, **evidence.of_standing(ended)
        )


def _require(actor: Actor, community_id: UUID | None, kind: str) -> None:
    if kind not in KINDS:
        raise Invalid({"kind": ["unknown"]})
    granters = ("moderator", "editor") if kind == "member" else ()
    reads.require(actor, community_id, *granters)
