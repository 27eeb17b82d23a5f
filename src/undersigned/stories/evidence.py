"""What this room's rows say, in the ledger's terms: told when an act is recorded, compared ever after."""

from collections.abc import Collection
from uuid import UUID

from undersigned.ledger.rules import Facts, bound, hashed

from .models import Closure, LegalRestriction, Story


def of_closing(row: Closure) -> Facts:
    return {"closure": row.id, "reason_sha256": hashed(row.reason), "until": row.until, "at": row.at}


def of_reopening(row: Closure) -> Facts:
    return {"closure": row.id, "reason_sha256": hashed(row.reopening_reason), "at": row.reopened_at}


def of_lifting(row: Closure) -> Facts:
    """Who lifted it: nobody yet, nor when its own end did."""
    lapsed = row.reopened_by_kind == "house" and row.reopened_at == row.until
    return {"lifted_by": None if row.reopened_at is None or lapsed else row.reopened_by_kind or "unknown"}


def of_rules(row: Story) -> Facts:
    return {
        "mode": row.mode,
        "opens_at": row.opens_at,
        "closes_at": row.closes_at,
        "closes_after_days": row.closes_after_days,
        "closes_at_comments": row.closes_at_comments,
        "slow_seconds": row.slow_seconds,
        "most_per_author": row.most_per_author,
        "never_opens": row.never_opens,
    }


def closings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What closures say now."""
    return {
        row.id: {**of_closing(row), "subject": row.story_id, "actor": row.by_id, "actor_kind": row.by_kind}
        for row in Closure.objects.filter(id__in=keys)
    }


def reopenings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What closures say now of their lifting."""
    return {
        row.id: {**of_reopening(row), "subject": row.story_id, **_reopener(row)}
        for row in Closure.objects.filter(id__in=keys)
    }


def _reopener(row: Closure) -> Facts:
    """Who reopened it. One that was replaced names the closing, whose own row names who closed."""
    is_replaced = row.reopened_by_kind == "closure"
    return {} if is_replaced else {"actor": row.reopened_by_id, "actor_kind": row.reopened_by_kind}


def liftings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Whether closures are lifted now."""
    return {row.id: of_lifting(row) for row in Closure.objects.filter(id__in=keys)}


def rules(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """The rules that stories have of their own now."""
    return {row.id: of_rules(row) for row in Story.objects.filter(id__in=keys)}


def of_legal_restriction(row: LegalRestriction) -> Facts:
    return {
        "restriction": row.id,
        "kind": row.kind,
        "law_sha256": hashed(row.law),
        "note_sha256": hashed(row.note),
        "terms_sha256": bound(row.terms),
        "everywhere": row.everywhere,
        "until": row.until,
        "at": row.at,
    }


def of_legal_lifting(row: LegalRestriction) -> Facts:
    return {
        "reason_sha256": hashed(row.lifting_reason),
        "lifted_at": row.lifted_at,
        "lifted_by": row.lifted_by_id,
    }


def legal_restrictions(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """What legal restrictions say now."""
    return {
        row.id: {**of_legal_restriction(row), "subject": row.story_id, "actor": row.by_id}
        for row in LegalRestriction.objects.filter(id__in=keys)
    }


def legal_liftings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Whether legal restrictions are lifted now."""
    return {row.id: of_legal_lifting(row) for row in LegalRestriction.objects.filter(id__in=keys)}
