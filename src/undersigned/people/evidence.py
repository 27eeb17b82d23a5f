"""What this room's rows say, in the ledger's terms: told when an act is recorded, compared ever after.

Not what people are called: the hash of a name is found again by trying names, and an entry outlives
whoever bore it.
"""

from collections.abc import Collection
from uuid import UUID

from undersigned.ledger.rules import Facts, hashed

from .models import Confirmation, Name, Restriction, Standing


def of_restriction(row: Restriction) -> Facts:
    return {
        "restriction": row.id,
        "kind": row.kind,
        "reason_sha256": hashed(row.reason),
        "until": row.until,
        "every_seconds": row.every_seconds,
        "at": row.at,
    }


def of_lifting(row: Restriction) -> Facts:
    return {"lifted_at": row.lifted_at}


def of_confirmation(row: Confirmation) -> Facts:
    return {"confirmation": row.id, "state": row.state, "note_sha256": hashed(row.note), "at": row.at}


def of_name(row: Name) -> Facts:
    return {"state": row.state, "doubts": row.doubts}


def of_standing(row: Standing) -> Facts:
    return {"person": row.person_id, "kind": row.kind, "ended_at": row.ended_at}


def restrictions(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What restrictions say now."""
    return {
        row.id: {
            **of_restriction(row),
            "subject": row.person_id,
            "community": row.community_id,
            "actor": row.by_id,
        }
        for row in Restriction.objects.filter(id__in=keys)
    }


def liftings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Whether restrictions are lifted now."""
    return {row.id: of_lifting(row) for row in Restriction.objects.filter(id__in=keys)}


def confirmations(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What rulings on names say now."""
    return {
        row.id: {**of_confirmation(row), "subject": row.name_id, "actor": row.by_id}
        for row in Confirmation.objects.filter(id__in=keys)
    }


def names(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What is thought of names now, and whose they are."""
    return {row.id: {**of_name(row), "person": row.person_id} for row in Name.objects.filter(id__in=keys)}


def standings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Standings as they are now."""
    return {
        row.id: {**of_standing(row), "community": row.community_id}
        for row in Standing.objects.filter(id__in=keys)
    }
