"""Appeals that are due soon or overdue, and that the desk was told. Entered through `reads` and `actions`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Least

from . import rules
from .models import Appeal, Case, Decision, RestrictionAppeal
from .shapes import Reminder


def reminders(at: datetime) -> Iterator[Reminder]:
    """The appeals of which the desk is to be told now: once before they are due, once when overdue."""
    for case in _untold(Case.objects.filter(closed_at=None, kind=Case.Kind.APPEAL), at):
        if rules.is_to_remind(case.opened_at, case.due_at, at):
            yield _of_case(case, at)
    for asked in _untold(RestrictionAppeal.objects.filter(answered_at=None), at):
        if rules.is_to_remind(asked.at, asked.due_at, at):
            yield _of_restriction(asked, at)


def note_reminder(reminder: Reminder, at: datetime) -> bool:
    """Keep that the desk was told; False when another worker has told it, or it is answered by now. What is
    overdue goes up in the queue.
    """
    told = {"overdue_at" if reminder.is_overdue else "reminded_at": at}
    untold = dict.fromkeys(told)
    if reminder.is_restriction:
        asked = RestrictionAppeal.objects.filter(id=reminder.id, answered_at=None, **untold)
        return bool(asked.update(**told))
    case = Case.objects.filter(id=reminder.id, closed_at=None, **untold)
    if reminder.is_overdue:
        return bool(case.update(rank=Least(F("rank"), rules.OVERDUE), **told))
    return bool(case.update(**told))


def _untold(rows: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    soon = Q(reminded_at=None, overdue_at=None, due_at__gt=at, due_at__lte=at + rules.REMIND_BEFORE)
    return rows.filter(soon | Q(overdue_at=None, due_at__lte=at)).order_by("due_at", "id")


def _of_case(case: Any, at: datetime) -> Reminder:
    """Who decided first, appealed, wrote it or passed it on does not answer it."""
    asked = Appeal.objects.filter(case=case).values_list("by_id", "decision__by_id")
    passed_on = Decision.objects.filter(case=case, verdict=Decision.Verdict.ESCALATE)
    barred = {person_id for pair in asked for person_id in pair}
    barred |= {case.comment.author_id, *passed_on.values_list("by_id", flat=True)}
    return Reminder(
        id=case.id,
        is_restriction=False,
        community_id=case.community_id,
        about_person=None,
        barred=frozenset(barred),
        is_escalated=case.escalated_at is not None,
        due_at=case.due_at,
        is_overdue=case.due_at <= at,
    )


def _of_restriction(asked: Any, at: datetime) -> Reminder:
    return Reminder(
        id=asked.id,
        is_restriction=True,
        community_id=asked.restriction.community_id,
        about_person=asked.by_id,
        barred=frozenset({asked.by_id, asked.restriction.by_id}),
        is_escalated=False,
        due_at=asked.due_at,
        is_overdue=asked.due_at <= at,
    )
