"""An operator publishes the next version of what a community has in writing, in all its languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.communities import actions
from undersigned.communities.rules import Clauses, fingerprint
from undersigned.kernel.actor import Actor
from undersigned.ledger.actions import append
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
    _record("licence:published", actor, licence, fingerprint(texts))
    return licence


@transaction.atomic
def publish_guidelines(actor: Actor, community_id: UUID, clauses: Mapping[str, Clauses]) -> Published:
    """The guidelines from now on; decisions already made keep the version they were made under.

    Shape   clauses by language: the same numbers in the same order in each
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid
    """
    require(actor, community_id)
    guidelines = actions.publish_guidelines(community_id, clauses)
    _record("guidelines:published", actor, guidelines, fingerprint(clauses))
    return guidelines


@transaction.atomic
def set_notices(actor: Actor, community_id: UUID, notices: Mapping[str, Mapping[str, str]]) -> None:
    """The standing sentences beside every conversation from now on.

    Shape   by language, then by kind: names, licence, endorsement, guidelines, welcome
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid
    """
    require(actor, community_id)
    actions.set_notices(community_id, notices)
    append("notices:set", actor, community_id, community_id=community_id, sha256=fingerprint(dict(notices)))


def _record(act: str, actor: Actor, published: Published, sha256: str) -> None:
    append(
        act,
        actor,
        published.id,
        community_id=published.community_id,
        version=published.version,
        sha256=sha256,
    )
