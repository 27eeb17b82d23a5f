"""An operator changes how a community is moderated and when its conversations close."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.communities import actions, evidence
from undersigned.kernel.actor import Actor
from undersigned.ledger.actions import append
from undersigned.live import actions as live
from undersigned.people.reads import require

if TYPE_CHECKING:
    from undersigned.communities.models import Community


@transaction.atomic
def set_rules(
    actor: Actor,
    community_id: UUID,
    *,
    mode: str,
    closes_after_days: int | None,
    closes_at_comments: int | None,
) -> Community:
    """The community's rules from now on; a story with rules of its own keeps them.

    Shape   mode before | after | reactive; a youth community knows only before
    Units   whole days after the story's publication; comments; None is never
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid
    """
    require(actor, community_id)
    community = actions.set_rules(
        community_id,
        mode=mode,
        closes_after_days=closes_after_days,
        closes_at_comments=closes_at_comments,
    )
    live.publish(community_id, "texts")
    append(
        "community:rules-set",
        actor,
        community_id,
        community_id=community_id,
        **evidence.of_rules(community),
    )
    return community
