"""A moderator decides a case: publish, refuse, remove, or escalate; an appeal is answered the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.conversation import actions as conversation
from undersigned.conversation import evidence as of_comments
from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence as of_moderation
from undersigned.moderation import reads as cases
from undersigned.moderation import rules
from undersigned.moderation.errors import Overtaken, OwnComment
from undersigned.people import reads as people

from .claim import DECIDERS, require_other_than_escalator
from .letters import write_to
from .telling import tell

if TYPE_CHECKING:
    from undersigned.conversation.models import Comment
    from undersigned.moderation.models import Case, Decision

LONGEST_NOTE = 2_000


def decide(
    actor: Actor, case_id: UUID, *, verdict: str, revision: int, clauses: Sequence[str] = (), note: str = ""
) -> UUID:
    """Rule on the revision seen, under the guidelines in force; the author is told at once.

    Shape   verdict "publish" | "refuse" | "remove" | "escalate"; revision: the number judged;
            clauses: numbers, at least one to refuse or remove → id of the Decision
    Errors  NotSignedIn, NotAllowed, OwnComment, NotFound, Invalid, SamePerson;
            Overtaken(why) when someone was first, holds the case, or the text moved
    Source  rule N6; ARCHITECTURE walks 3 and 4
    """
    if actor.person_id is None:
        raise NotSignedIn
    now = clock.now()
    if len(note) > LONGEST_NOTE:
        raise Invalid({"note": ["too-long"]})
    with transaction.atomic():
        comment = conversation.lock(cases.case(case_id).comment_id)
        case = moderation.lock_case(case_id)
        people.require(actor, case.community_id, *DECIDERS)
        if comment.author_id == actor.person_id:
            raise OwnComment
        require_other_than_escalator(case, actor.person_id)
        if verdict == "escalate" and case.escalated_at is not None:
            raise Invalid({"verdict": ["escalated"]})
        guidelines = communities.guidelines(case.community_id, "en")
        rules.check_clauses(verdict, clauses, frozenset(c.number for c in guidelines.clauses))
        _still_ours(case, comment, revision, actor.person_id)
        judged = comments.latest(comment)
        effect = rules.effect(verdict, comment.state, judged_is_shown=comment.shown_id == judged.id)
        asked = cases.appeal_row(case.id)
        if asked is not None:
            rules.may_answer(verdict, asked.decision.verdict, asked.decision.by_id, actor.person_id)
        decision = moderation.decide(
            comment,
            judged,
            case=case,
            verdict=verdict,
            guidelines_id=guidelines.id,
            clauses=clauses,
            note=note.strip(),
            by_id=actor.person_id,
            at=now,
        )
        before = conversation.showing(comment)
        if effect.shows:
            conversation.show(comment, judged, now)
        elif effect.state is not None and effect.state != comment.state:
            conversation.hide(comment, comment.State(effect.state))
        if effect.closes:
            moderation.close_case(case, now)
            if asked is not None:
                moderation.answer(asked, decision)
        else:
            moderation.escalate(case, now)
        _tell_author(comment, decision, case)
        tell(comment, before, comment.story)
        ledger.append(
            "comment:decided",
            actor,
            comment.id,
            community_id=case.community_id,
            **of_moderation.of_decision(decision),
            guidelines_version=guidelines.version,
            kind=case.kind,
            **of_comments.of_standing(comment),
        )
    return decision.id


def _still_ours(case: Case, comment: Comment, revision: int, person_id: UUID) -> None:
    if case.closed_at is not None:
        raise Overtaken(why="decided")
    if comment.latest_number != revision:
        raise Overtaken(why="revised", revision=comment.latest_number, text=comments.latest(comment).text)
    moderation.claim(case, person_id, clock.now())


def _tell_author(comment: Comment, decision: Decision, case: Case) -> None:
    """A statement of reasons for what went against the author; good news after a wait or an appeal."""
    if decision.verdict == "escalate" or (
        decision.verdict == "publish" and case.kind in ("review", "reported")
    ):
        return
    letter = "appeal-answered" if case.kind == "appeal" else f"comment-{decision.verdict}"
    write_to(comment.author_id, letter, comment_id=comment.id, **statement(comment, decision))


def statement(comment: Comment, decision: Decision) -> dict[str, object]:
    """What a letter says of a decision: story, clauses in full, version, note."""
    language = people.profile(comment.author_id).language
    guidelines = communities.guidelines_by_ids([decision.guidelines_id], language)[decision.guidelines_id]
    return {
        "story": comment.story.headline,
        "verdict": decision.verdict,
        "clauses": [clause for clause in guidelines.clauses if clause.number in decision.clauses],
        "guidelines_version": guidelines.version,
        "note": decision.note,
    }
