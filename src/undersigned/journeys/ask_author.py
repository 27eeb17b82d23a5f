"""The author of a comment complained of as defamatory under UK law is sent the complaint, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from undersigned.kernel.actor import HOUSE
from undersigned.kernel.errors import NotFound
from undersigned.kernel.moments import day_in_words
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.owed import actions as owed
from undersigned.people import reads as people
from undersigned.unlawful import actions as unlawful
from undersigned.unlawful import deadlines, defamation, evidence
from undersigned.unlawful import reads as notices

from . import notice_link
from .letters import letter_language, write_to
from .remind_of_notice import KIND

if TYPE_CHECKING:
    from datetime import datetime

    from undersigned.unlawful.models import UnlawfulNotice


def ask_author(notice: UnlawfulNotice, now: datetime) -> list[ledger.Line]:
    """Send the author a copy, without what its writer does not want passed on; when the desk has to act then.

    An author who has no account any more cannot be reached: then the desk has 48 hours from the notice.

    Shape   → entries for the ledger
    Source  SI 2013/3028, schedule
    """
    comment, case = notices.complained_of(notice)
    if case is None:
        return []
    author_id, told = comment.author_id, []
    try:
        language = letter_language(people.profile(author_id).language)
    except NotFound:
        pass
    else:
        unlawful.ask(notice, now)
        until = deadlines.answer_by(now)
        with translation.override(language):
            copy = notices.copy(notice.id)
        write_to(
            author_id,
            "defamation-asked",
            copy=copy,
            until=day_in_words(deadlines.noon_of_last_day(until), language),
            link=notice_link.address(notice.id, "answer"),
        )
        facts = evidence.of_asking(notice.defamation)
        told = [ledger.Line("notice:author-asked", HOUSE, notice.id, comment.community_id, facts)]
    facts_now = notices.procedure_facts(notice.id)
    step = defamation.step(facts_now, now)
    moderation.set_due(case, defamation.desk_due_at(facts_now))
    owed.owe(KIND, {"notice": str(notice.id)}, due_at=step.until if step.due == "await" else now)
    return told
