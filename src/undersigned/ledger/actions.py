"""Writing to the chain."""

from uuid import UUID

from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.kernel.clock import now
from undersigned.ledger.models import Entry, Head
from undersigned.ledger.rules import GENESIS, Fact, check_act, digest, plain


def append(
    act: str, actor: Actor, subject_id: UUID, *, community_id: UUID | None = None, **facts: Fact
) -> Entry:
    """Record an act, after every other write of its transaction.

    The head of the chain stays locked until the commit: what comes last in a journey makes others
    wait least.

    Shape   act "subject:verb"; facts: ids, hashes, codes in small letters, numbers, times, flat lists of them
    Errors  NotForTheLedger for a name or a text; TransactionManagementError outside `atomic()`
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an act and its entry belong to one transaction")
    check_act(act)
    told = plain(facts)
    head, _ = Head.objects.select_for_update().get_or_create(id=1, defaults={"position": 0, "hash": GENESIS})
    at = now()
    position = head.position + 1
    sealed = digest(
        position=position,
        at=at,
        act=act,
        actor_kind=actor.kind,
        actor_id=actor.person_id,
        subject_id=subject_id,
        community_id=community_id,
        facts=told,
        previous_hash=head.hash,
    )
    entry = Entry.objects.create(
        position=position,
        at=at,
        act=act,
        actor_kind=actor.kind,
        actor_id=actor.person_id,
        subject_id=subject_id,
        community_id=community_id,
        facts=told,
        previous_hash=head.hash,
        hash=sealed,
    )
    Head.objects.filter(id=1).update(position=position, hash=sealed)
    return entry
