"""Proving the chain."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Value
from django.db.models.functions import Coalesce

from undersigned.ledger import offline
from undersigned.ledger.models import Checkpoint, Entry, Head
from undersigned.ledger.rules import GENESIS, digest
from undersigned.ledger.shapes import Broken, Verified, Why
from undersigned.ledger.signing import is_signed, sign

STEP = 1_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Witness = Callable[[Sequence[Entry]], Broken | None]


def verify(
    progress: Callable[[int], None] | None = None, witness: Witness | None = None
) -> Verified | Broken:
    """Read the whole chain as it is now and name the first broken link.

    Streams, holds no lock, and may run beside writers: it proves up to the head that it read first.
    `progress` is called now and then with the number of entries proved; `witness` is shown each run of
    entries that hold, and says where a row no longer says what its entry does.
    """
    head = Head.objects.filter(id=1).first() or Head(position=0, hash=GENESIS)
    position, previous_hash = 0, GENESIS
    after: int | None = None
    while run := list(_run(after, head.position)):
        proved, fault = _proved(run, position, previous_hash)
        found = (witness(proved) if witness else None) or fault
        if found is not None:
            return found
        after = position = proved[-1].position
        previous_hash = proved[-1].hash
        if progress and len(run) == STEP:
            progress(position)
    if position < head.position:
        return Broken(position + 1, "missing")
    if previous_hash != head.hash:
        return Broken(position, "head")
    return _outside() or _unsigned() or Verified(position, previous_hash)


def export() -> Iterator[str]:
    """The whole record as lines of a file that `offline.prove` proves; up to the head that it read first."""
    head = Head.objects.filter(id=1).first() or Head(position=0, hash=GENESIS)
    entries = Entry.objects.filter(position__lte=head.position).order_by("position")
    signed = Checkpoint.objects.filter(position__lte=head.position).order_by("position", "id")
    return offline.lines(entries.iterator(STEP), signed.iterator(STEP))


def prove_file(lines: Iterable[str], key: str = "") -> Verified | Broken:
    """Whether an exported file holds. Shape  key: the public key that has to have signed; without it, any"""
    return offline.prove(lines, key)


def public_key() -> str:
    """Whose signature checkpoints carry from now on, hexadecimal: to be kept elsewhere."""
    return sign(str(settings.SECRET_KEY), 0, GENESIS, EPOCH)[0]


def told_of(subject_ids: Collection[UUID], acts: Collection[str]) -> list[Entry]:
    """What was told of some subjects by now, in order; in one query, only what says which row it tells of."""
    rows = Entry.objects.filter(subject_id__in=subject_ids, act__in=acts).order_by("position")
    return list(rows.only("position", "at", "act", "subject_id", "facts"))


def last_of(subject_id: UUID, act: str) -> Entry | None:
    """The newest entry that tells of one act about a subject."""
    return Entry.objects.filter(subject_id=subject_id, act=act).order_by("-position").first()


def last_act_at() -> datetime | None:
    """When the newest act took place."""
    return Entry.objects.order_by("-position").values_list("at", flat=True).first()


def _run(after: int | None, upto: int) -> Iterator[Entry | None]:
    """The next entries in order; None, and no more, at one whose values are not of their columns' kinds."""
    rows = Entry.objects.filter(position__lte=upto).order_by("position")
    if after is not None:
        rows = rows.filter(position__gt=after)
    try:
        yield from rows[:STEP].iterator(chunk_size=STEP)
    except (ValueError, TypeError, AttributeError):
        yield None


def _proved(
    run: Iterable[Entry | None], position: int, previous_hash: str
) -> tuple[list[Entry], Broken | None]:
    """The entries that hold, up to the first that does not, and what is wrong with that one."""
    proved: list[Entry] = []
    for entry in run:
        if entry is None:
            return proved, Broken(position + 1, "unreadable")
        if entry.position > position + 1:
            return proved, Broken(position + 1, "missing")
        fault = _fault(entry, position, previous_hash)
        if fault is not None:
            return proved, Broken(entry.position, fault)
        proved.append(entry)
        position, previous_hash = entry.position, entry.hash
    return proved, None


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


def _unsigned() -> Broken | None:
    """A checkpoint that was signed over another chain: somebody has written all of it anew."""
    for row in Checkpoint.objects.order_by("position", "id").iterator(STEP):
        entry = Entry.objects.filter(position=row.position).values_list("hash", flat=True).first()
        if entry != row.hash or not is_signed(row.key, row.signature, row.position, row.hash, row.at):
            return Broken(row.position, "signature")
    return None
