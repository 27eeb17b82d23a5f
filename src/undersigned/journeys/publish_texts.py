"""An operator publishes the next version of what a community has in writing, in all its languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.communities import actions, evidence
from undersigned.communities.rules import Clauses
from undersigned.kernel.actor import Actor
from undersigned.ledger.actions import append
from undersigned.live import actions as live
from undersigned.people.reads import require

if TYPE_CHECKING:
    from undersigned.communities.models import Published


@transaction.atomic
def publish_licence(actor: Actor, community_id: UUID, texts: Mapping[str, str]) -> Published:
    """The licence from now on; submissions that accepted the one before are asked to read this one.

    Shape   texts by language, each language of the community once
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid
    """
    require(actor, community_id)
    licence = actions.publish_licence(community_id, texts)
    record_version("licence:published", actor, licence)
    return licence


@transaction.atomic
def publish_guidelines(actor: Actor, community_id: UUID, clauses: Mapping[str, Clauses]) -> Published:
    """The guidelines from now on; decisions already made keep the version they were made under.

    Shape   clauses by language: the same numbers in the same order in each
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid
    """
    require(actor, community_id)
    guidelines = actions.publish_guidelines(community_id, clauses)
    record_version("guidelines:published", actor, guidelines)
    return guidelines


@transaction.atomic
def set_notices(actor: Actor, community_id: UUID, notices: Mapping[str, Mapping[str, str]]) -> None:
    """The standing sentences beside every conversation from now on.

    Shape   by language, then by kind: names, licence, endorsement, guidelines, welcome
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid
    """
    require(actor, community_id)
    actions.set_notices(community_id, notices)
    live.publish(community_id, "texts")
    record_notices(actor, community_id)


def record_version(act: str, actor: Actor, published: Published) -> None:
    """Enter a new version in the ledger, with the hash of all its words as they are kept."""
    told = evidence.published([published.id])[published.id]
    append(act, actor, published.id, community_id=published.community_id, **told)


def record_notices(actor: Actor, community_id: UUID) -> None:
    """Enter the standing sentences in the ledger, as a hash of all of them as they are kept."""
    told = evidence.notices([community_id])[community_id]
    append("notices:set", actor, community_id, community_id=community_id, **told)
