"""Writing to the chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.kernel.clock import now
from undersigned.ledger.models import Checkpoint, Entry, Head
from undersigned.ledger.rules import GENESIS, Fact, check_act, digest, plain
from undersigned.ledger.signing import sign
from undersigned.prepared import Insert, Rows, Update

EVERY = timedelta(days=1)

_head = Rows(lambda: Head.objects.select_for_update().filter(id=1))
_move = Update(lambda position, digest: (Head.objects.filter(id=1), {"position": position, "hash": digest}))
_write = Insert(Entry)


@dataclass(frozen=True, slots=True)
class Line:
    """An act to be recorded.

    Shape  act "subject:verb"; facts: ids, hashes, codes in small letters, numbers, times, flat lists of them
    """

    act: str
    actor: Actor
    subject_id: UUID
    community_id: UUID | None
    facts: Mapping[str, Fact]


def append(
    act: str, actor: Actor, subject_id: UUID, *, community_id: UUID | None = None, **facts: Fact
) -> Entry:
    """Record an act, after every other write of its transaction.

    Errors  as `append_all`
    """
    return append_all([Line(act, actor, subject_id, community_id, facts)])[0]


def append_all(lines: Sequence[Line]) -> list[Entry]:
    """Record what was done in one go, in this order, after every other write of its transaction.

    The head of the chain stays locked until the commit: what comes last in a journey makes others
    wait least.

    Errors  NotForTheLedger for a name or a text; TransactionManagementError outside `atomic()`
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an act and its entry belong to one transaction")
    told = []
    for line in lines:
        check_act(line.act)
        told.append(plain(dict(line.facts)))
    head = _head.first() or _first_head()
    entries: list[Entry] = []
    for line, facts in zip(lines, told, strict=True):
        head.position += 1
        entry = Entry(
            position=head.position,
            at=now(),
            act=line.act,
            actor_kind=line.actor.kind,
            actor_id=line.actor.person_id,
            subject_id=line.subject_id,
            community_id=line.community_id,
            facts=facts,
            previous_hash=head.hash,
        )
        entry.hash = head.hash = digest(
            position=entry.position,
            at=entry.at,
            act=entry.act,
            actor_kind=entry.actor_kind,
            actor_id=entry.actor_id,
            subject_id=entry.subject_id,
            community_id=entry.community_id,
            facts=facts,
            previous_hash=entry.previous_hash,
        )
        entries.append(entry)
    _write(*entries)
    _move(position=head.position, digest=head.hash)
    return entries


def checkpoint(at: datetime) -> Checkpoint | None:
    """Sign where the chain stands, once a day, and only where something was added since the last one."""
    last = Checkpoint.objects.order_by("id").last()
    head = Head.objects.filter(id=1).first()
    if head is None or (last is not None and (last.position == head.position or at < last.at + EVERY)):
        return None
    key, signature = sign(str(settings.SECRET_KEY), head.position, head.hash, at)
    return Checkpoint.objects.create(
        position=head.position, hash=head.hash, at=at, key=key, signature=signature
    )


def _first_head() -> Head:
    head, _ = Head.objects.select_for_update().get_or_create(id=1, defaults={"position": 0, "hash": GENESIS})
    return head
