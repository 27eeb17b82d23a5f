"""An operator trusts a newsroom's key to sign people in, and stops trusting it."""

from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people
from undersigned.people.newsroom_tokens import algorithm_of
from undersigned.people.reads import require

LONGEST_KEY_ID = 80


def trust_newsroom(actor: Actor, community_id: UUID, key_id: str, public_key: str) -> UUID:
    """Whoever that key vouches for is signed in to the community from now on.

    Shape   key_id: the `kid` of its tokens, 1–80 characters, never used before; public_key: PEM, Ed25519,
            P-256, or RSA of 2,048 bits and more → id of the key
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(key_id | public_key)
    Source  rule N9
    """
    require(actor, community_id)
    communities.by_id(community_id)
    if not 0 < len(key_id) <= LONGEST_KEY_ID:
        raise Invalid({"key_id": ["too-long" if key_id else "required"]})
    try:
        algorithm = algorithm_of(public_key)
    except ValueError:
        raise Invalid({"public_key": ["malformed"]}) from None
    with transaction.atomic():
        key = people.trust_key(community_id, key_id=key_id, algorithm=algorithm, public_key=public_key)
        if key is None:
            raise Invalid({"key_id": ["taken"]})
        ledger.append("newsroom-key:trusted", actor, key.id, community_id=community_id)
    return key.id


def distrust_newsroom(actor: Actor, key_id: str) -> None:
    """Nothing signed with that key is accepted any more; who was signed in stays so.

    Errors  NotSignedIn, NotAllowed, NotFound: no such key in trust
    """
    with transaction.atomic():
        key = people.distrust_key(key_id)
        require(actor, key.community_id)
        ledger.append("newsroom-key:distrusted", actor, key.id, community_id=key.community_id)
