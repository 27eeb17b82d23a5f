"""An author answers a complaint under the UK's regulations: takes the comment back, or stands by it."""

from uuid import UUID

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.unlawful import actions as unlawful
from undersigned.unlawful import defamation, evidence, rules
from undersigned.unlawful import reads as notices
from undersigned.unlawful.errors import AnswerNotAwaited
from undersigned.unlawful.shapes import AnswerDraft

from . import notice_link
from .letters import write
from .withdraw import withdraw


def answer_notice(notice_id: UUID, draft: AnswerDraft) -> None:
    """The author’s word, by the link in the letter: the complainant is told at once.

    Who agrees takes the comment back by that. Who objects gives a name and an address, and says whether the
    complainant may have them; an answer without them is none, and can be completed until the time is over.

    Errors  NotFound, Invalid(fields); AnswerNotAwaited once it was answered or decided, or the time is over
    Source  SI 2013/3028, schedule
    """
    now = clock.now()
    with transaction.atomic():
        notice = unlawful.lock(notice_id)
        if defamation.step(notices.procedure_facts(notice_id), now).due != "await":
            raise AnswerNotAwaited
        fields = rules.check_answer(draft)
        if fields:
            raise Invalid(fields)
        unlawful.answer(notice, draft, now)
        comment, case = notices.complained_of(notice)
        author = Actor.person(comment.author_id)
        if draft.answer == "remove":
            withdraw(author, comment.id)
        elif case is not None:
            moderation.set_due(case, None)
            write(
                notice.email,
                notice.name,
                notice.language,
                "defamation-objected",
                reference=notice.reference,
                story=comment.story.headline,
                link=notice_link.address(notice.id, "status"),
                poster=notice.defamation if notice.defamation.poster_passes_on else None,
            )
        facts = evidence.of_answer(notice.defamation)
        entry = ledger.Line("notice:author-answered", author, notice.id, comment.community_id, facts)
        ledger.append_all([entry])
