"""The whole record as a file, one JSON line an entry, and proving such a file with nothing else at hand."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from undersigned.ledger.rules import GENESIS, digest, moment
from undersigned.ledger.shapes import Broken, Verified
from undersigned.ledger.signing import is_signed

FORMAT = "undersigned-ledger-1"


def entry_line(entry: Any) -> str:
    """One entry, with every field that its hash is of."""
    fields = {
        "position": entry.position,
        "at": moment(entry.at),
        "act": entry.act,
        "actor_kind": entry.actor_kind,
        "actor_id": entry.actor_id and str(entry.actor_id),
        "subject_id": str(entry.subject_id),
        "community_id": entry.community_id and str(entry.community_id),
        "facts": entry.facts,
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }
    return json.dumps(fields, sort_keys=True)


def checkpoint_line(row: Any) -> str:
    """One signed checkpoint; it comes after the entry that it is of."""
    fields = {
        "checkpoint": row.position,
        "hash": row.hash,
        "at": moment(row.at),
        "key": row.key,
        "signature": row.signature,
    }
    return json.dumps(fields, sort_keys=True)


def lines(entries: Iterable[Any], checkpoints: Iterable[Any]) -> Iterator[str]:
    """The whole file. Shape  both in the order of their positions"""
    yield json.dumps({"format": FORMAT})
    waiting = iter(checkpoints)
    following = next(waiting, None)
    for entry in entries:
        yield entry_line(entry)
        while following is not None and following.position <= entry.position:
            yield checkpoint_line(following)
            following = next(waiting, None)


def prove(given: Iterable[str], key: str = "") -> Verified | Broken:
    """Whether a file holds: every hash, every link, every signature.

    Shape   key: the public key that signed, as it was kept elsewhere, and at least once; without it each
            checkpoint is believed to name its own, which proves less
    """
    position, previous, hashes, signed = 0, GENESIS, {0: GENESIS}, 0
    for number, line in enumerate(given):
        try:
            said = json.loads(line)
            if number == 0:
                if said != {"format": FORMAT}:
                    return Broken(0, "unreadable")
            elif "checkpoint" in said:
                if not _is_checkpoint(said, hashes, key):
                    return Broken(said["checkpoint"], "signature")
                signed = said["checkpoint"]
            else:
                fault = _fault(said, position, previous)
                if fault is not None:
                    return Broken(position + 1, fault)
                position, previous = said["position"], said["hash"]
                hashes = {position: previous}
        except (ValueError, KeyError, TypeError, AttributeError):
            return Broken(position + 1, "unreadable")
    if key and not signed:
        return Broken(position, "unsigned")
    return Verified(position, previous, signed)


def _fault(said: dict[str, Any], position: int, previous: str) -> Any:
    if said["position"] != position + 1:
        return "missing"
    fields = {name: value for name, value in said.items() if name != "hash"}
    fields["at"] = datetime.fromisoformat(said["at"])
    for name in ("actor_id", "subject_id", "community_id"):
        fields[name] = UUID(said[name]) if said[name] else None
    if digest(**fields) != said["hash"]:
        return "content"
    return "link" if said["previous_hash"] != previous else None


def _is_checkpoint(said: dict[str, Any], hashes: dict[int, str], key: str) -> bool:
    at = datetime.fromisoformat(said["at"])
    return (
        hashes.get(said["checkpoint"]) == said["hash"]
        and (not key or key == said["key"])
        and is_signed(said["key"], said["signature"], said["checkpoint"], said["hash"], at)
    )
