"""An operator founds a community: its rules, and everything it has in writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from undersigned.communities import actions, evidence, house
from undersigned.communities.shapes import CommunityDraft, Texts
from undersigned.kernel.actor import Actor
from undersigned.ledger.actions import append
from undersigned.people.reads import require

from .publish_texts import record_notices, record_version

if TYPE_CHECKING:
    from undersigned.communities.models import Community


@transaction.atomic
def found_community(actor: Actor, draft: CommunityDraft, texts: Texts | None = None) -> Community:
    """A community ready for its first story.

    Shape   texts: in every language of the draft; without them the house texts, with the publisher
            filled in
    Errors  NotSignedIn, NotAllowed, Invalid by field
    """
    require(actor, None)
    community = actions.found(draft)
    written = texts or house.texts(draft.languages, draft.names, community.publisher)
    licence = actions.publish_licence(community.id, written.licence)
    guidelines = actions.publish_guidelines(community.id, written.guidelines)
    actions.set_notices(community.id, written.notices)
    append(
        "community:founded",
        actor,
        community.id,
        community_id=community.id,
        **evidence.of_founding(community),
        **evidence.of_rules(community),
        licence=licence.id,
        guidelines=guidelines.id,
    )
    record_version("licence:published", actor, licence)
    record_version("guidelines:published", actor, guidelines)
    record_notices(actor, community.id)
    return community
