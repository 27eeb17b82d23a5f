"""The model's rules of cases, decisions and appeals: who may do what, and what comes of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tests.any_order.model import (
    AGAINST,
    INTERIM,
    KEEPING,
    LEASE,
    SIX_MONTHS,
    Asked,
    Matter,
    Model,
    Remark,
    Ruling,
    Told,
    graver,
)
from undersigned.conversation.errors import TextPurged
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.moderation.errors import AppealNotPossible, ForEditors, Overtaken, OwnComment, SamePerson

VERDICTS = ("publish", "refuse", "remove", "restore", "label", "hold", "escalate")
OVERTURNING = ("publish", "restore")


def join(remark: Remark, case_id: UUID, kind: str, now: datetime) -> Matter:
    """The open case takes further reasons, and the graver kind wins; without one, there is a new one."""
    case = remark.waits_in
    if case is None:
        case = Matter(case_id, remark, kind, now)
        remark.cases.append(case)
    case.kind = graver([case.kind, kind])
    return case


def said_anew(remark: Remark) -> None:
    """A text is looked at anew: of the open case stays what people brought up, and how the new one stands."""
    case = remark.waits_in
    if case is not None and case.kind != "notice":
        is_reported = any(told.case is case for told in remark.reports)
        case.kind = "reported" if is_reported or case.is_called_in else "review"


def may_hold(model: Model, who: UUID, case: Matter, now: datetime) -> None:
    """Who takes a lease on a case.

    Errors  NotAllowed, OwnComment, SamePerson, ForEditors, Overtaken
    """
    model.require_staff(who)
    if case.comment.author == who:
        raise OwnComment
    _may_answer(who, case)
    _may_settle(model, who, case)
    if case.closed_at is not None:
        raise Overtaken(why="decided")
    if case.held_by(now) not in (None, who):
        raise Overtaken(why="claimed")


def _may_settle(model: Model, who: UUID, case: Matter) -> None:
    """What was escalated goes to an editor who did not escalate it."""
    if case.escalated_by == who:
        raise SamePerson
    if case.escalated_by is not None and who not in model.editors:
        raise ForEditors


def _may_answer(who: UUID, case: Matter) -> None:
    """Whoever decided first or appealed does not answer."""
    if any(who in (asked.by, asked.against.by) for asked in case.asked):
        raise SamePerson


def may_decide(
    model: Model, who: UUID, case: Matter, verdict: str, revision: int, label: str, now: datetime
) -> None:
    """Errors  NotAllowed, OwnComment, SamePerson, ForEditors, Invalid, Overtaken, TextPurged"""
    model.require_staff(who)
    remark = case.comment
    if remark.author == who:
        raise OwnComment
    _may_settle(model, who, case)
    if verdict == "escalate" and case.escalated_by is not None:
        raise Invalid({"verdict": ["escalated"]})
    _still_theirs(who, case, revision, now)
    if not fits(case, verdict):
        raise Invalid({"verdict": ["does-not-fit"]})
    if verdict in OVERTURNING and case.to_judge.is_purged:
        raise TextPurged
    if verdict == "label" and label == remark.label:
        raise Invalid({"label": ["unchanged" if label else "required"]})
    _may_answer(who, case)
    if case.asked and not answers(case, verdict):
        raise Invalid({"verdict": ["does-not-fit"]})


def _still_theirs(who: UUID, case: Matter, revision: int, now: datetime) -> None:
    """Nobody was first, nobody else holds it, and the text is the one that was read."""
    if case.closed_at is not None:
        raise Overtaken(why="decided")
    if revision != case.to_judge.number:
        raise Overtaken(why="revised")
    if case.held_by(now) not in (None, who):
        raise Overtaken(why="claimed")


def fits(case: Matter, verdict: str) -> bool:
    """Whether a verdict fits where a comment stands: refuse what is not public, remove what is."""
    state, is_shown = case.comment.state, case.comment.shown == case.to_judge.number
    return {
        "publish": True,
        "restore": state == "removed",
        "hold": state == "published",
        "label": state == "published" and is_shown,
        "refuse": state in ("held", "refused") or (state in ("published", "removed") and not is_shown),
        "remove": state in ("published", "removed"),
        "escalate": True,
    }[verdict]


def answers(case: Matter, verdict: str) -> bool:
    """Whether a verdict is an answer: to an author the same again or the opposite, to a reporter any."""
    first = case.asked[0].against.verdict
    fitting = (*KEEPING, *AGAINST) if case.is_reporters else (*OVERTURNING, first)
    return verdict in (*fitting, "escalate")


def fitting(case: Matter) -> set[str]:
    """What somebody who may decide a case can say of it now."""
    if case.closed_at is not None:
        return set()
    found = {verdict for verdict in VERDICTS if fits(case, verdict)}
    if case.asked:
        found = {verdict for verdict in found if answers(case, verdict)}
    if case.escalated_by is not None:
        found.discard("escalate")
    if case.to_judge.is_purged:
        found -= {*OVERTURNING}
    return found - {"publish"} if "restore" in found else found


def decided(case: Matter, ruling: Ruling, label: str, now: datetime) -> None:
    """What a decision does, to its comment, its case, and the appeals in it."""
    remark, verdict = case.comment, ruling.verdict
    remark.rulings.append(ruling)
    if verdict == "hold":
        remark.state = "held"
        if ruling.by is not None:
            case.claimed_by, case.claimed_until = ruling.by, now + LEASE
        return
    case.claimed_by = case.claimed_until = None
    if verdict == "escalate":
        case.escalated_by = ruling.by
        return
    if verdict in OVERTURNING:
        remark.state, remark.shown = "published", ruling.revision
    elif verdict == "label":
        remark.label = label
    elif verdict == "remove":
        remark.state = "removed"
    elif remark.state == "held":
        remark.state = "refused"
    case.closed_at = now
    for asked in case.asked:
        asked.outcome = "overturned" if (verdict in KEEPING) != case.is_reporters else "upheld"
        ruling.answers.append(asked)


def was_overturned(model: Model, remark: Remark, by: UUID) -> bool:
    """Whether an appeal overturned what this person had decided on the newest text."""
    theirs = [r for r in model.rulings if r.comment is remark and r.by == by]
    judged = [each for each in theirs if each.revision == remark.latest.number]
    return any(asked.outcome == "overturned" for each in judged for asked in appeals_of(model, each))


def appeals_of(model: Model, ruling: Ruling) -> list[Asked]:
    return [asked for case in ruling.comment.cases for asked in case.asked if asked.against is ruling]


def may_appeal(model: Model, ruling: Ruling, now: datetime) -> None:
    """An author, once, within six months, while it is the last word and the comment is not taken back.

    Errors  AppealNotPossible
    """
    is_answer = any(asked.report is None for asked in ruling.answers)
    if is_answer or any(asked.report is None for asked in appeals_of(model, ruling)):
        raise AppealNotPossible(why="already-appealed")
    is_last = ruling is ruling.comment.last_word and ruling.comment.state != "withdrawn"
    if ruling.verdict not in AGAINST or not is_last:
        raise AppealNotPossible(why="not-appealable")
    if now > ruling.at + SIX_MONTHS:
        raise AppealNotPossible(why="too-late")


def answer_to(told: Told) -> Ruling | None:
    """The decision that closed the case of a report; None while it waits, or when its author withdrew."""
    closing = [r for r in told.case.comment.rulings if r.case is told.case and r.verdict not in INTERIM]
    return closing[0] if closing and told.case.closed_at is not None else None


def stays(ruling: Ruling) -> bool:
    """Whether a decision left public what was reported."""
    return ruling.verdict in KEEPING or (ruling.verdict == "refuse" and ruling.comment.state == "published")


def is_reversed(ruling: Ruling) -> bool:
    """Whether the comment stands otherwise by now than by this answer."""
    state = ruling.comment.state
    is_gone = ruling.verdict in KEEPING and state in ("refused", "removed")
    return is_gone or (ruling.verdict == "remove" and state == "published")


def may_appeal_report(told: Told, now: datetime) -> Ruling:
    """A reporter, once, within six months, while the comment is public. Errors  AppealNotPossible"""
    ruling = answer_to(told)
    if ruling is None:
        raise AppealNotPossible(why="not-appealable")
    if told.asked is not None:
        raise AppealNotPossible(why="already-appealed")
    if ruling.comment.state != "published" or not stays(ruling):
        raise AppealNotPossible(why="not-appealable")
    if now > ruling.at + SIX_MONTHS:
        raise AppealNotPossible(why="too-late")
    return ruling


def report_of(who: UUID, ruling: Ruling) -> Told:
    """Whose report a decision answered. Errors  NotAllowed"""
    for told in ruling.comment.reports:
        if told.by == who and answer_to(told) is ruling:
            return told
    raise NotAllowed


def asked_again(ruling: Ruling, case_id: UUID, asked: Asked, now: datetime) -> Matter:
    """An appeal is a case of its own; reporters of one decision who appeal while it waits share theirs."""
    remark = ruling.comment
    case = None
    if asked.report is not None:
        asked.report.asked = asked
        shared = [c for c in remark.open_cases if c.is_reporters and c.asked[0].against is ruling]
        case = shared[0] if shared else None
    if case is None:
        case = Matter(case_id, remark, "appeal", now)
        remark.cases.append(case)
    case.asked.append(asked)
    return case


def withdrawn(remark: Remark, now: datetime) -> None:
    """Its author took it back: what waited for a person no longer does."""
    remark.state, remark.withdrawn_at = "withdrawn", now
    for case in remark.open_cases:
        case.closed_at, case.claimed_by, case.claimed_until = now, None, None
        for asked in case.asked:
            asked.outcome = "withdrawn"
