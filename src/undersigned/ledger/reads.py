"""Proving the chain."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import Value
from django.db.models.functions import Coalesce

from undersigned.ledger.models import Entry, Head
from undersigned.ledger.rules import GENESIS, digest
from undersigned.ledger.shapes import Broken, Verified, Why

STEP = 2_000


def verify(progress: Callable[[int], None] | None = None) -> Verified | Broken:
    """Read the whole chain as it is now and name the first broken link.

    Streams, holds no lock, and may run beside writers: it proves up to the head that it read first.
    `progress` is called now and then with the number of entries proved.
    """
    head = Head.objects.filter(id=1).first() or Head(position=0, hash=GENESIS)
    position, previous_hash = 0, GENESIS
    for entry in _upto(head.position):
        if entry is None:
            return Broken(position + 1, "unreadable")
        if entry.position > position + 1:
            return Broken(position + 1, "missing")
        fault = _fault(entry, position, previous_hash)
        if fault is not None:
            return Broken(entry.position, fault)
        position, previous_hash = entry.position, entry.hash
        if progress and position % STEP == 0:
            progress(position)
    if position < head.position:
        return Broken(position + 1, "missing")
    if previous_hash != head.hash:
        return Broken(position, "head")
    return _outside() or Verified(position, previous_hash)


def last_act_at() -> datetime | None:
    """When the newest act took place."""
    return Entry.objects.order_by("-position").values_list("at", flat=True).first()


def _upto(position: int) -> Iterator[Entry | None]:
    """The entries in order; None, and no more, at one whose values are not of their columns' kinds."""
    try:
        yield from Entry.objects.filter(position__lte=position).order_by("position").iterator(chunk_size=STEP)
    except (ValueError, TypeError, AttributeError):
        yield None


def _fault(entry: Entry, position: int, previous_hash: str) -> Why | None:
    if entry.position <= position:
        return "outside"
    if digest_of(entry) != entry.hash:
        return "content"
    return "link" if entry.previous_hash != previous_hash else None


def digest_of(entry: Entry) -> str:
    """The hash that an entry should carry."""
    return digest(
        position=entry.position,
        at=entry.at,
        act=entry.act,
        actor_kind=entry.actor_kind,
        actor_id=entry.actor_id,
        subject_id=entry.subject_id,
        community_id=entry.community_id,
        facts=entry.facts,
        previous_hash=entry.previous_hash,
    )


def _outside() -> Broken | None:
    """One statement, so that an act committed meanwhile moves head and entries together."""
    head = Head.objects.filter(id=1).values("position")[:1]
    beyond = Entry.objects.filter(position__gt=Coalesce(head, Value(0)))
    position = beyond.order_by("position").values_list("position", flat=True).first()
    return None if position is None else Broken(position, "outside")
