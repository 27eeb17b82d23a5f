"""Appeals against restrictions, read and written. Entered through `reads` and `actions`."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotFound
from undersigned.people.models import Restriction

from . import rules
from .errors import AppealNotPossible, Overtaken
from .models import RestrictionAppeal
from .shapes import RestrictionAppealShape


def restriction_appeal(appeal_id: UUID) -> RestrictionAppealShape:
    """One appeal against a restriction. Errors  NotFound"""
    row = _rows().filter(id=appeal_id).first()
    if row is None:
        raise NotFound(what="appeal")
    return _shape(row)


def restriction_appeals_of(person_id: UUID) -> dict[UUID, RestrictionAppealShape]:
    """A person's own, by the restriction that each is against."""
    return {row.restriction_id: _shape(row) for row in _rows().filter(by_id=person_id)}


def open_restriction_appeals(
    community_ids: Iterable[UUID] | None, limit: int = 100
) -> list[RestrictionAppealShape]:
    """Those that wait, the earliest due first. Shape  community_ids: None means all, those everywhere too"""
    return [_shape(row) for row in _open(community_ids).order_by("due_at", "id")[:limit]]


def restriction_appeals_waiting(community_ids: Iterable[UUID] | None) -> int:
    """How many of them there are."""
    return _open(community_ids).count()


def check_restriction_appeal(restriction: Restriction, at: datetime) -> None:
    """Refuse an appeal that is not possible. Errors  AppealNotPossible"""
    rules.may_appeal_restriction(
        is_lifted=restriction.lifted_at is not None,
        already=RestrictionAppeal.objects.filter(restriction=restriction).exists(),
        restricted_at=restriction.at,
        now=at,
    )


def lock_restriction_appeal(appeal_id: UUID) -> RestrictionAppeal:
    """The appeal, held until the transaction ends. Errors  NotFound"""
    rows = RestrictionAppeal.objects.select_for_update(of=("self",)).select_related("restriction")
    row = rows.filter(id=appeal_id).first()
    if row is None:
        raise NotFound(what="appeal")
    return row


def appeal_restriction(
    restriction: Restriction, text: str, *, by_id: UUID, at: datetime, due_at: datetime
) -> RestrictionAppeal:
    """Open one. Errors  AppealNotPossible(already-appealed), also of two at once"""
    try:
        with transaction.atomic():
            return RestrictionAppeal.objects.create(
                restriction=restriction, by_id=by_id, text=text, at=at, due_at=due_at
            )
    except IntegrityError:
        raise AppealNotPossible(why="already-appealed") from None


def open_appeal_of(restriction_id: UUID) -> RestrictionAppeal | None:
    """The appeal against a restriction that waits, held until the transaction ends."""
    rows = RestrictionAppeal.objects.select_for_update()
    return rows.filter(restriction_id=restriction_id, answered_at=None).first()


def claim_restriction_appeal(row: RestrictionAppeal, person_id: UUID, at: datetime, lease: timedelta) -> None:
    """Lease a locked one, or renew one's own lease.

    Errors  Overtaken when it is answered or someone else's lease runs
    """
    if row.answered_at is not None:
        raise Overtaken(why="decided")
    until = row.claimed_until
    if until is not None and until > at and row.claimed_by_id != person_id:
        raise Overtaken(why="claimed", until=until.isoformat())
    row.claimed_by_id, row.claimed_until = person_id, at + lease
    row.save(update_fields=["claimed_by", "claimed_until"])


def release_restriction_appeal(appeal_id: UUID, person_id: UUID) -> None:
    """Give up one's lease."""
    rows = RestrictionAppeal.objects.filter(id=appeal_id, claimed_by_id=person_id)
    rows.update(claimed_by=None, claimed_until=None)


def answer_restriction_appeal(
    row: RestrictionAppeal, outcome: str, note: str, *, by_id: UUID | None, at: datetime
) -> None:
    """Answer a locked one, and end its lease."""
    row.outcome, row.note, row.answered_by_id, row.answered_at = outcome, note, by_id, at
    row.claimed_by, row.claimed_until = None, None
    row.save(update_fields=["outcome", "note", "answered_by", "answered_at", "claimed_by", "claimed_until"])


def _rows() -> QuerySet[RestrictionAppeal]:
    return RestrictionAppeal.objects.select_related("restriction")


def _open(community_ids: Iterable[UUID] | None) -> QuerySet[RestrictionAppeal]:
    rows = _rows().filter(answered_at=None)
    return rows if community_ids is None else rows.filter(Q(restriction__community__in=list(community_ids)))


def _shape(row: RestrictionAppeal) -> RestrictionAppealShape:
    runs = row.claimed_until is not None and row.claimed_until > now()
    is_answered = row.answered_at is not None
    limit = row.restriction
    return RestrictionAppealShape(
        id=row.id,
        restriction_id=row.restriction_id,
        kind=limit.kind,
        community_id=limit.community_id,
        reason=limit.reason,
        restricted_at=limit.at,
        until=limit.until,
        restricted_by=limit.by_id,
        is_lifted=limit.lifted_at is not None,
        by_id=row.by_id,
        text=row.text,
        at=row.at,
        due_at=row.due_at,
        state="answered" if is_answered else "with-a-person" if runs else "received",
        outcome=None if not is_answered else "overturned" if row.outcome == "overturned" else "upheld",
        answer_note=row.note,
        answered_by=row.answered_by_id,
        answered_at=row.answered_at,
        claimed_by=row.claimed_by_id if runs else None,
        claimed_until=row.claimed_until if runs else None,
    )
