"""A moderator decides a case; an appeal is answered the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import translation

from undersigned.communities import reads as communities
from undersigned.conversation import actions as conversation
from undersigned.conversation import evidence as of_comments
from undersigned.conversation import reads as comments
from undersigned.conversation.errors import TextPurged
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence as of_moderation
from undersigned.moderation import reads as cases
from undersigned.moderation import rules
from undersigned.moderation.errors import Overtaken, OwnComment
from undersigned.moderation.reads import sentences
from undersigned.moderation.shapes import Ruling, Source
from undersigned.people import reads as people

from .claim import DECIDERS, require_may_settle
from .letters import letter_language, write_to
from .report import tell_of_reversal, tell_reporters
from .telling import tell

if TYPE_CHECKING:
    from datetime import datetime

    from undersigned.conversation.models import Comment, Revision
    from undersigned.moderation.models import Appeal, Case, Decision

LONGEST = {"note": 2_000, "reply": 2_000, "label": 300, "facts": 2_000, "law": 500, "law_text": 2_000}


def decide(
    actor: Actor,
    case_id: UUID,
    *,
    verdict: str,
    revision: int,
    clauses: Sequence[str] = (),
    note: str = "",
    label: str = "",
    facts: str = "",
    law: str = "",
    law_text: str = "",
    reply: str = "",
    source: Source | None = None,
    selection_id: UUID | None = None,
) -> UUID:
    """Rule on the revision seen, under the guidelines in force; author and reporters are told at once.

    Shape   verdict: of `rules.VERDICTS`; revision: the number judged; clauses: numbers, at least one to
            refuse, remove or hold, unless law says which law and law_text why; note: to the author; label:
            to readers, empty takes it away; facts: relied on, without names → id of the Decision
    Errors  NotSignedIn, NotAllowed, OwnComment, NotFound, Invalid, SamePerson, ForEditors;
            Overtaken(why) when someone was first, holds the case, or the text moved; TextPurged
    Source  rule N6; ARCHITECTURE walks 3 and 4; DSA art. 17
    """
    if actor.person_id is None:
        raise NotSignedIn
    now = clock.now()
    texts = {"note": note, "label": label, "facts": facts, "law": law, "law_text": law_text, "reply": reply}
    told = {name: text.strip() for name, text in texts.items()}
    ruling = Ruling(
        verdict,
        tuple(dict.fromkeys(clauses)),
        source=source,
        selection_id=selection_id,
        policy_id=None,
        **told,
    )
    _check_lengths(told)
    with transaction.atomic():
        comment = conversation.lock(cases.comment_of(case_id))
        case = moderation.lock_case(case_id)
        people.require(actor, case.community_id, *DECIDERS)
        if comment.author_id == actor.person_id:
            raise OwnComment
        require_may_settle(actor, case)
        if verdict == "escalate" and case.escalated_at is not None:
            raise Invalid({"verdict": ["escalated"]})
        guidelines = communities.guidelines(case.community_id, "en")
        known = frozenset(clause.number for clause in guidelines.clauses)
        rules.check_ground(verdict, clauses, known, ruling.law, ruling.law_text)
        judged = _to_judge(case, comment)
        claimed_at = _still_ours(case, judged, revision, actor.person_id, now)
        effect = rules.effect(verdict, comment.state, judged_is_shown=comment.shown_id == judged.id)
        if effect.shows and judged.purged_at is not None:
            raise TextPurged
        rules.check_label(verdict, ruling.label, comment.label)
        asked = cases.appeal_rows(case.id)
        may_answer(asked, ruling, actor.person_id)
        decision = moderation.decide(
            comment,
            judged,
            case=case,
            ruling=ruling,
            guidelines_id=guidelines.id,
            by_id=actor.person_id,
            at=now,
            claimed_at=claimed_at,
        )
        before = conversation.showing(comment)
        _carry_out(comment, judged, effect, ruling, now)
        if effect.closes:
            moderation.close_case(case, now)
            moderation.answer(asked, decision)
            tell_reporters(case.id, decision, comment)
            tell_of_reversal(decision, comment)
        elif verdict == "escalate":
            moderation.escalate(case, now)
        was_held = before.state == "held"
        _tell_author(comment, decision, case, is_reporters=is_reporters(asked), was_held=was_held)
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


def may_answer(asked: Sequence[Appeal], ruling: Ruling, person_id: UUID) -> None:
    """Whether a person may answer the appeals of a case, and so; nothing to say where there are none.

    Errors  SamePerson, Invalid(verdict | reply)
    """
    if not asked:
        return
    appealed, by_reporters = asked[0].decision, is_reporters(asked)
    appellants = [one.by_id for one in asked]
    rules.may_answer(
        ruling.verdict,
        appealed.verdict,
        appealed.by_id,
        person_id,
        is_reporters=by_reporters,
        appellants=appellants,
    )
    if by_reporters and ruling.verdict != "escalate" and not ruling.reply:
        raise Invalid({"reply": ["required"]})


def is_reporters(asked: Sequence[Appeal]) -> bool:
    """Whose appeals they are: all of one side."""
    return bool(asked) and asked[0].report_id is not None


def _carry_out(
    comment: Comment, judged: Revision, effect: rules.Effect, ruling: Ruling, now: datetime
) -> None:
    """What a ruling does to the comment."""
    if effect.shows:
        conversation.show(comment, judged, now)
    elif effect.state is not None and effect.state != comment.state:
        conversation.hide(comment, comment.State(effect.state))
    elif ruling.verdict == "label":
        conversation.label(comment, ruling.label)


def _check_lengths(told: Mapping[str, str]) -> None:
    too_long = {name: ["too-long"] for name, text in told.items() if len(text) > LONGEST[name]}
    if too_long:
        raise Invalid(too_long)


def _to_judge(case: Case, comment: Comment) -> Revision:
    """The text that a case is about: of a comment whose later text was refused, perhaps what readers see."""
    newest = comments.latest(comment)
    number = newest.number if comment.shown_id in (None, newest.id) else cases.case(case.id).revision
    return newest if number == newest.number else comments.text_of(comment, number)


def _still_ours(case: Case, judged: Revision, revision: int, person_id: UUID, now: datetime) -> datetime:
    """Since when: this very moment where the case was not claimed before.

    Errors  Overtaken
    """
    if case.closed_at is not None:
        raise Overtaken(why="decided")
    if judged.number != revision:
        raise Overtaken(why="revised", revision=judged.number, text=judged.text)
    return moderation.claim(case, person_id, now).at


def _tell_author(
    comment: Comment, decision: Decision, case: Case, *, is_reporters: bool, was_held: bool
) -> None:
    """A statement of reasons for what went against the author; good news after a wait or their appeal."""
    was_public = not was_held and (is_reporters or case.kind in ("review", "reported", "notice"))
    if decision.verdict == "escalate" or (decision.verdict == "publish" and was_public):
        return
    is_own_appeal = case.kind == "appeal" and not is_reporters
    letter = "appeal-answered" if is_own_appeal else f"comment-{decision.verdict}"
    write_to(comment.author_id, letter, comment_id=comment.id, **statement(comment, decision))


def statement(comment: Comment, decision: Decision) -> dict[str, object]:
    """What a letter says of a decision: story, clauses in full, version, note, statement of reasons."""
    language = letter_language(people.profile(comment.author_id).language)
    with translation.override(language):
        reasons = sentences(cases.decision(decision.id))
    guidelines = communities.guidelines_by_ids([decision.guidelines_id], language)[decision.guidelines_id]
    return {
        "story": comment.story.headline,
        "verdict": decision.verdict,
        "by_machine": decision.by_id is None,
        "clauses": [clause for clause in guidelines.clauses if clause.number in decision.clauses],
        "guidelines_version": guidelines.version,
        "note": decision.note,
        "label": decision.label,
        "reasons": reasons,
    }
