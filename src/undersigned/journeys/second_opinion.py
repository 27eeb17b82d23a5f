"""The house asks another scorer about a text once it was sent, and has a person look at what that one doubts.

Nothing is published, refused or taken out of sight by it: a doubt opens a case, or joins the one that is
open. Off unless the operator says whom to ask.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.conversation import actions as conversation
from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.actor import HOUSE
from undersigned.kernel.errors import NotFound
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import reads as cases
from undersigned.owed import actions as owed
from undersigned.scoring.adapters import Asker, NoOpinion, asker
from undersigned.scoring.adapters.shapes import Clause, Question, SecondOpinion, doubted

if TYPE_CHECKING:
    from undersigned.communities.models import Community
    from undersigned.conversation.models import Comment, Revision
    from undersigned.owed.shapes import Work

KIND = "second-opinion"
TRIES = 6  # within some eight minutes; then a person looks
EVERYWHERE = "*"
TRIAL = Question("The pumps arrive in May.", "en", (Clause("1", "Be civil", "Leave the person alone."),))


def owe_opinion(comment: Comment, revision: Revision, community: Community) -> None:
    """Owe the question, in the transaction of the submission; nothing where nobody is to be asked."""
    if is_asked_for(community):
        owed.owe(KIND, {"comment": str(comment.id), "revision": revision.number})


def is_asked_for(community: Community) -> bool:
    """Whether texts of a community are sent to another scorer. Young people's are where it is named only."""
    if not settings.SECOND_OPINION:
        return False
    named = settings.SECOND_OPINION_FOR
    return community.slug in named or (EVERYWHERE in named and community.names != "youth")


def perform(work: Work) -> None:
    """Ask, and keep what is said. Safe to repeat: a text that has its opinion is not sent again.

    Shape   payload: comment, its id; revision, the number of its text
    Errors  NoOpinion: none could be had now; the work waits and is done again
    """
    try:
        comment = comments.by_id(UUID(work.payload["comment"]))
    except NotFound:
        return
    revision = comments.latest(comment)
    if not _is_wanted(comment, revision, work.payload["revision"]):
        return
    given = _asked(_question(comment, revision), is_last=work.attempt >= TRIES)
    with transaction.atomic():
        comment = conversation.lock(comment.id)
        if _is_wanted(comment, revision, work.payload["revision"]):
            _keep(comment, revision, given)


def _is_wanted(comment: Comment, revision: Revision, number: int) -> bool:
    is_newest = comment.latest_number == revision.number == number
    is_said = comment.state in (comment.State.PUBLISHED, comment.State.HELD) and revision.purged_at is None
    is_known = cases.has_opinion(revision, settings.SECOND_OPINION)
    return bool(settings.SECOND_OPINION) and is_newest and is_said and not is_known


def _question(comment: Comment, revision: Revision) -> Question:
    guidelines = communities.guidelines(comment.community_id, comment.language)
    clauses = tuple(Clause(c.number, c.title, c.text) for c in guidelines.clauses)
    return Question(revision.text, comment.language, clauses)


def _asked(question: Question, *, is_last: bool) -> SecondOpinion:
    """The opinion; that there is none where asking again is no use, or the day's budget is gone.

    Errors  NoOpinion
    """
    engine = settings.SECOND_OPINION
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    if cases.opinions_since(midnight) >= settings.SECOND_OPINION_A_DAY:
        return SecondOpinion(engine, settings.SECOND_OPINION_MODEL, failed="budget")
    try:
        return _configured().ask(question)
    except NoOpinion as none:
        if none.may_pass and not is_last:
            raise
        return SecondOpinion(engine, settings.SECOND_OPINION_MODEL, failed=none.why)


def tried() -> str:
    """Why a harmless question gets no opinion now; empty where it gets one. Nothing is kept."""
    try:
        _configured().ask(TRIAL)
    except NoOpinion as none:
        return none.why
    return ""


def _configured() -> Asker:
    """Whoever the settings name."""
    return _asker(
        settings.SECOND_OPINION,
        settings.SECOND_OPINION_AT,
        settings.SECOND_OPINION_KEY,
        settings.SECOND_OPINION_MODEL,
        settings.SECOND_OPINION_SECONDS,
    )


@cache
def _asker(engine: str, at: str, key: str, model: str, seconds: float) -> Asker:
    """One a process: it remembers who is down, and what took long to load."""
    return asker(engine, at, key, model, seconds)


def _keep(comment: Comment, revision: Revision, given: SecondOpinion) -> None:
    """Beside the local reasons, which it leaves as they are."""
    now = clock.now()
    moderation.keep_opinion(revision, given, now)
    is_public = comment.state == comment.State.PUBLISHED
    attributes, clauses = doubted(given, settings.SECOND_OPINION_DOUBT)
    is_of_use = bool(attributes or clauses or (given.failed and is_public))
    if not is_of_use or cases.is_decided_by_person(revision):
        return
    case = moderation.open_case(
        comment,
        "review" if is_public else "held",
        cases.opinion_reasons(given, attributes, clauses),
        now,
        detector="" if given.failed else cases.detected_by(comment, given),
    )
    ledger.append("comment:doubted", HOUSE, comment.id, community_id=comment.community_id, case=case.id)
