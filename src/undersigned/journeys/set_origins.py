"""An operator says of which other sites the pages may write in a community."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.communities import actions, evidence
from undersigned.kernel.actor import Actor
from undersigned.ledger.actions import append
from undersigned.people.reads import require

if TYPE_CHECKING:
    from undersigned.communities.models import Community


@transaction.atomic
def set_origins(
    actor: Actor, community_id: UUID, *, add: Iterable[str] = (), remove: Iterable[str] = ()
) -> Community:
    """The community's origins from now on. Reading needs none: any page may.

    Shape   add, remove: origins as browsers send them; one that is both is removed
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid
    """
    require(actor, community_id)
    community = actions.set_origins(community_id, add, remove)
    append(
        "community:origins-set",
        actor,
        community_id,
        community_id=community_id,
        **evidence.of_origins(community),
    )
    return community
