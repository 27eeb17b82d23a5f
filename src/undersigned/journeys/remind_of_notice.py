"""Moderators are told by letter that the UK's regulations ask for a removal: a person has to do it."""

from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.errors import NotFound
from undersigned.owed.shapes import Work
from undersigned.people import reads as people
from undersigned.unlawful import actions as unlawful
from undersigned.unlawful import defamation
from undersigned.unlawful import reads as notices

from .claim import DECIDERS
from .letters import write_to

KIND = "defamation-reminder"


def remind(work: Work) -> None:
    """Owed when an author is asked, due when the time to answer is over; once, however often it is done."""
    remind_of_notice(UUID(work.payload["notice"]))


def remind_of_notice(notice_id: UUID) -> None:
    """Write to everybody who can decide in that community, unless the author has answered or it is decided.

    Errors  NotFound
    """
    now = clock.now()
    with transaction.atomic():
        notice = unlawful.lock(notice_id)
        step = defamation.step(notices.procedure_facts(notice_id), now)
        comment, case = notices.complained_of(notice)
        if step.due != "remove" or case is None or not unlawful.remind(notice, now):
            return
        facts = {
            "reference": notice.reference,
            "story": comment.story.headline,
            "why": step.why,
            "until": step.until,
            "link": f"{settings.BASE_URL}/desk/cases/{case.id}/",
        }
        for person_id in set(people.who_holds(comment.community_id, *DECIDERS)) - {comment.author_id}:
            with suppress(NotFound):
                write_to(person_id, "defamation-due", **facts)
