"""What this room's rows say, in the ledger's terms: told when an act is recorded, compared ever after."""

from collections.abc import Collection
from uuid import UUID

from undersigned.ledger.rules import Facts, bound, hashed

from .models import Acceptance, Consent, Reprint

Number = tuple[UUID, int]
"""A comment and the number of one of its revisions."""


def of_acceptance(row: Acceptance) -> Facts:
    return {"licence": row.licence_id, "guidelines": row.guidelines_id, "language": row.language}


def of_reprint(row: Reprint) -> Facts:
    """Shape  frozen_sha256: everything that was frozen, together"""
    byline = (row.byline_name, row.byline_place)
    story = (row.story_headline, row.story_url)
    return {
        "reprint": row.id,
        "use": row.use,
        "text_sha256": hashed(row.text),
        "frozen_sha256": bound(row.id, row.text, row.excerpts, *byline, *story, row.sha256),
        "licence": row.licence_id,
        "at": row.at,
    }


def of_consent(row: Consent) -> Facts:
    return {"record_sha256": hashed(row.record), "at": row.at}


def acceptances(keys: Collection[Number]) -> dict[Number, Facts]:
    """What submissions accepted, as it is kept now."""
    rows = Acceptance.objects.filter(revision__comment_id__in={comment_id for comment_id, _ in keys})
    return {
        (row.revision.comment_id, row.revision.number): of_acceptance(row)
        for row in rows.select_related("revision")
    }


def reprints(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What reprints say now."""
    return {
        row.id: {**of_reprint(row), "subject": row.comment_id, "actor": row.by_id}
        for row in Reprint.objects.filter(id__in=keys)
    }


def consents(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Where consents are kept, by the comment."""
    return {
        row.comment_id: {**of_consent(row), "actor": row.by_id}
        for row in Consent.objects.filter(comment_id__in=keys)
    }
