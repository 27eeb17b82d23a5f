"""A triage policy that does not keep its promise ends by itself: the house holds again, and says so."""

from uuid import UUID

from django.conf import settings

from undersigned.communities import actions, evidence
from undersigned.communities import reads as communities
from undersigned.kernel.actor import HOUSE
from undersigned.ledger.actions import append
from undersigned.moderation import reads as cases
from undersigned.moderation.agreement import is_broken
from undersigned.people import reads as people

from .letters import write_to


def step_back(community_id: UUID, policy_id: UUID) -> bool:
    """Publish nothing unseen any more where people would have refused more of it than was promised; whether
    it came to that. In the transaction of the second look that tells.

    Shape  the lower end of the 95 % interval, of at least `LEAST_LOOKED` looks at what this very policy let
           through, lies above the promise
    """
    policy = communities.triage(communities.by_id(community_id))
    if policy.id != policy_id or not policy.unseen_below:
        return False
    found = cases.unseen_errors(policy_id)
    if not is_broken(found, policy.promise_per_mille):
        return False
    made = actions.step_back(community_id, policy_id, found.of, found.wrong)
    if made is None:  # an editor was first
        return False
    append("community:triage-set", HOUSE, community_id, community_id=community_id, **evidence.of_triage(made))
    _tell(community_id, found.of, found.wrong)
    return True


def _tell(community_id: UUID, looked_at: int, wrong: int) -> None:
    """Those who lead the desk there; operators where nobody does."""
    community = communities.by_id(community_id)
    leads = people.who_holds(community_id, "editor") or people.who_holds(community_id, "operator")
    for person_id in leads:
        write_to(
            person_id,
            "triage-stepped-back",
            community=community.name,
            looked_at=looked_at,
            wrong=wrong,
            url=f"{settings.BASE_URL}/desk/triage/?community={community.slug}",
        )
