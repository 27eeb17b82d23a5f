"""The desk is reminded of appeals that are due soon, and told of those that are overdue."""

from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed, NotFound
from undersigned.moderation import actions as moderation
from undersigned.moderation import reads as cases
from undersigned.moderation.shapes import Reminder
from undersigned.people import reads as people

from .answer_restriction import STAFF
from .claim import DECIDERS, SETTLERS
from .letters import write_to


def remind(actor: Actor) -> int:
    """One letter before an appeal is due and one when it is overdue, to those who may answer it; how many
    appeals were told of. Safe to repeat, also beside another worker.

    Errors  NotAllowed for a person or a newsroom
    Source  DSA art. 20(4): answered in a timely manner
    """
    if actor.kind not in ("house", "command"):
        raise NotAllowed
    told = 0
    for reminder in cases.reminders(clock.now()):
        with transaction.atomic():
            if moderation.note_reminder(reminder, clock.now()):
                _write(reminder)
                told += 1
    return told


def _write(reminder: Reminder) -> None:
    page = "appeals" if reminder.is_restriction else "cases"
    facts = {
        "url": f"{settings.BASE_URL}/desk/{page}/{reminder.id}/",
        "due_at": reminder.due_at,
        "is_overdue": reminder.is_overdue,
        "is_restriction": reminder.is_restriction,
    }
    for person_id in _who_may_answer(reminder):
        with suppress(NotFound):
            write_to(person_id, "appeal-due", **facts)


def _who_may_answer(reminder: Reminder) -> list[UUID]:
    """Moderators and editors, of what was escalated editors; operators where none of them may."""
    kinds = SETTLERS if reminder.is_escalated else DECIDERS
    concerns_staff = reminder.about_person is not None and bool(
        people.standings(reminder.about_person, reminder.community_id) & STAFF
    )
    first = [] if concerns_staff else people.who_holds(reminder.community_id, *kinds)
    found = [person_id for person_id in first if person_id not in reminder.barred]
    if found:
        return found
    operators = people.who_holds(reminder.community_id, "operator")
    return [person_id for person_id in operators if person_id not in reminder.barred]
