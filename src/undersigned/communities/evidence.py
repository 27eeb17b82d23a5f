"""What this room's rows say, in the ledger's terms: told when an act is recorded, compared ever after."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from undersigned.ledger.rules import Facts, bound

from .models import Clause, Community, Controls, LicenceText, Notice, Published, TriagePolicy


def of_founding(row: Community) -> Facts:
    return {"names": row.names, "languages": row.languages}


def of_rules(row: Community) -> Facts:
    return {
        "mode": row.mode,
        "closes_after_days": row.closes_after_days,
        "closes_at_comments": row.closes_at_comments,
    }


def of_controls(row: Controls) -> Facts:
    return {
        "controls": row.id,
        "slow_seconds": row.slow_seconds,
        "most_per_author": row.most_per_author,
        "first_held": row.first_held,
        "record_held": row.record_held,
        "links": row.links,
        "repeats": row.repeats,
        "other_languages": row.other_languages,
        "words_sha256": bound(row.suspect, row.banned),
        "at": row.at,
    }


def of_triage(row: TriagePolicy) -> Facts:
    return {
        "policy": row.id,
        "unseen_below": row.unseen_below,
        "hold_above": row.hold_above,
        "promise_per_mille": row.promise_per_mille,
        "refusals": [f"{each['clause']}:{each['attribute']}:{each['above']}" for each in row.refusals],
        "looked_at": row.looked_at,
        "found_wrong": row.found_wrong,
        "scale": row.scale,
        "at": row.at,
    }


def of_origins(row: Community) -> Facts:
    return {"origins_sha256": bound(row.origins)}


def founded(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What communities are and remain."""
    return {row.id: of_founding(row) for row in Community.objects.filter(id__in=keys)}


def rules(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """The rules of communities now."""
    return {row.id: of_rules(row) for row in Community.objects.filter(id__in=keys)}


def controls(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What controls say, and will."""
    return {row.id: {**of_controls(row), "actor": row.by_id} for row in Controls.objects.filter(id__in=keys)}


def triage(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What triage policies say, and will."""
    rows = TriagePolicy.objects.filter(id__in=keys)
    return {row.id: {**of_triage(row), "actor": row.by_id} for row in rows}


def origins(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Of which sites the pages may write in communities now."""
    return {row.id: of_origins(row) for row in Community.objects.filter(id__in=keys)}


def published(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Versions of licence and guidelines with every word of them."""
    words: dict[UUID, list[tuple[str, ...]]] = defaultdict(list)
    for text in LicenceText.objects.filter(licence_id__in=keys):
        words[text.licence_id].append((text.language, text.text))
    for clause in Clause.objects.filter(guidelines_id__in=keys):
        where = (clause.language, f"{clause.position:05}", clause.number)
        words[clause.guidelines_id].append((*where, clause.title, clause.text))
    return {
        row.id: {
            "version": row.version,
            "words_sha256": bound(sorted(words[row.id])),
        }
        for row in Published.objects.filter(id__in=keys)
    }


def notices(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """The standing sentences of communities now."""
    words: dict[UUID, list[tuple[str, str, str]]] = {key: [] for key in keys}
    for row in Notice.objects.filter(community_id__in=keys):
        words[row.community_id].append((row.kind, row.language, row.text))
    return {key: {"notices_sha256": bound(sorted(told))} for key, told in words.items()}
