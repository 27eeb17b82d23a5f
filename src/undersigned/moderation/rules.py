"""Triage, the effect of verdicts, and who may appeal and answer. Facts in, verdict out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args
from uuid import UUID

from undersigned.kernel.errors import Invalid

from .errors import AppealNotPossible, SamePerson
from .later import KEEPING as KEEPING
from .later import Later as Later
from .later import is_about_shown as is_about_shown
from .later import last_told as last_told
from .later import leaves as leaves
from .later import left as left
from .triaging import NOT_WEIGHED as NOT_WEIGHED
from .triaging import Facts as Facts
from .triaging import Policy as Policy
from .triaging import Triage as Triage
from .triaging import Weighed as Weighed
from .triaging import held_by as held_by
from .triaging import percent as percent
from .triaging import triage as triage
from .triaging import waiting as waiting

Verdict = Literal["publish", "refuse", "remove", "restore", "label", "hold", "escalate"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
APPEAL_WINDOW = timedelta(days=183)  # six months
REMIND_BEFORE = timedelta(days=3)
APPEALABLE = ("refuse", "remove")
NEEDS_GROUND = ("refuse", "remove", "hold")
OVERTURNING = ("publish", "restore")
Outcome = Literal["upheld", "overturned", "withdrawn"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Became = Literal["kept", "labelled", "taken-away", "withdrawn"]


NO_MATTER = 1
"""The doubt of what a score says nothing of."""

MOST_DOUBT = 2
DOUBTED = frozenset({"held", "review", "reported"})
"""Kinds of cases that the score of a text says something of; the others have their own urgency."""


def doubt(kind: str, scored: int | None) -> int:
    """How unsure the scorer is, in three steps: 2 between 30 and 70 %, 0 below 10 and from 90 % on, else 1.

    Few steps, so that within each the longest waiting still comes first. What has no score stands in the
    middle: that nobody measured it is no certainty.
    """
    if scored is None or kind not in DOUBTED:
        return NO_MATTER
    if 30 <= scored < 70:
        return MOST_DOUBT
    return 1 if 10 <= scored < 90 else 0


ESCALATED = 0
OVERDUE = 1
"""Where an appeal stands that should have been answered."""

RANKS = {"notice": 1, "legal": 2, "reported": 2, "appeal": 3, "held": 4, "review": 5}


def rank(kind: str, why: Sequence[Mapping[str, Any]], *, is_escalated: bool = False) -> int:
    """Where a case stands in the queue, lower first; within a rank by `doubt`, then by how long it waits.

    Escalated, said to be unlawful, reported or legally restricted, appealed, held, to review.
    """
    if is_escalated:
        return ESCALATED
    return RANKS["notice" if source(kind, why) == "notice" else kind]


def graver(kind: str, other: str) -> str:
    """Of the kinds of an open case and of what joins it, the one that comes first in the queue."""
    return min(kind, other, key=lambda each: (RANKS[each], each))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a verdict does to the comment.

    Shape  state: the new one, or None when it stays; shows: the judged revision becomes public;
           closes: the case ends
    """

    state: Literal["published", "refused", "removed", "held"] | None
    shows: bool
    closes: bool


def effect(verdict: str, state: str, *, judged_is_shown: bool) -> Effect:
    """The consequence of a verdict for a comment in `state`.

    A public comment whose later revision waits keeps its public text when that revision is refused; one that
    was removed meanwhile stays removed.

    Errors  Invalid(verdict) where the verdict does not fit the state
    """
    if verdict == "escalate":
        return Effect(None, shows=False, closes=False)
    if verdict == "publish" or (verdict == "restore" and state == "removed"):
        return Effect("published", shows=True, closes=True)
    if verdict == "hold" and state == "published":
        return Effect("held", shows=False, closes=False)
    if verdict == "label" and state == "published" and judged_is_shown:
        return Effect(None, shows=False, closes=True)
    if verdict == "refuse" and state in ("held", "refused"):
        return Effect("refused", shows=False, closes=True)
    if verdict == "refuse" and state in ("published", "removed") and not judged_is_shown:
        return Effect(None, shows=False, closes=True)
    if verdict == "remove" and state in ("published", "removed"):
        return Effect("removed", shows=False, closes=True)
    raise Invalid({"verdict": ["does-not-fit"]}, state=state)


def check_ground(
    verdict: str, clauses: Sequence[str], known: frozenset[str], law: str = "", law_text: str = ""
) -> None:
    """What goes against an author names a clause of the guidelines in force, or the law and why; a clause
    named exists.

    Errors  Invalid(clauses | verdict | law_text)
    """
    if verdict not in VERDICTS:
        raise Invalid({"verdict": ["unknown"]})
    if verdict in NEEDS_GROUND and not clauses and not law:
        raise Invalid({"clauses": ["required"]})
    if any(clause not in known for clause in clauses):
        raise Invalid({"clauses": ["unknown"]})
    if bool(law) != bool(law_text):
        raise Invalid({"law_text" if law else "law": ["required"]})


def clause_key(number: str) -> tuple[int, ...]:
    """In the order of the guidelines: 2 before 2.1 before 10."""
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def check_label(verdict: str, label: str, before: str) -> None:
    """A note to readers is new, or takes the one there is away.

    Errors  Invalid(label)
    """
    if verdict == "label" and label == before:
        raise Invalid({"label": ["unchanged" if label else "required"]})


def source(kind: str, why: Sequence[Mapping[str, Any]]) -> Literal["own", "report", "notice"]:
    """What brought a case before a person, from its kind and its reasons: an appeal keeps the first one's."""
    reported = [reason for reason in why if reason.get("code") == "reported"]
    appealed = [reason for reason in why if reason.get("code") == "reporter-appeal"]
    if any(reason.get("law") for reason in (*reported, *appealed)):
        return "notice"
    return "report" if appealed or (kind == "reported" and reported) else "own"


def may_appeal(
    verdict: str,
    state: str,
    *,
    is_newest: bool,
    is_answer: bool,
    already: bool,
    decided_at: datetime,
    now: datetime,
) -> None:
    """An author may appeal a refusal or removal once, within six months, while it is the last word and they
    have not taken the comment back.

    Errors  AppealNotPossible(why)
    """
    if already or is_answer:
        raise AppealNotPossible(why="already-appealed")
    if verdict not in APPEALABLE or not is_newest or state == "withdrawn":
        raise AppealNotPossible(why="not-appealable")
    if now > decided_at + APPEAL_WINDOW:
        raise AppealNotPossible(why="too-late")


def is_to_remind(opened_at: datetime, due_at: datetime, now: datetime) -> bool:
    """Whether the desk is told of an appeal that is due: three days before, or for the second half of a
    shorter time.
    """
    return now >= due_at - min(REMIND_BEFORE, (due_at - opened_at) / 2)


def stays(verdict: str, state: str) -> bool:
    """Whether a comment that was reported stays public by the decision that answers the report.

    A later text of it that is refused leaves the earlier one where it is.
    """
    return verdict in KEEPING or (verdict == "refuse" and state == "published")


def is_reversed(verdict: str, state: str) -> bool:
    """Whether a comment stands otherwise, by a later decision, than by the one that answered the report."""
    if verdict in KEEPING:
        return state in ("refused", "removed")
    return verdict == "remove" and state == "published"


def may_appeal_report(
    verdict: str, state: str, *, already: bool, decided_at: datetime, now: datetime
) -> None:
    """Whoever reported a comment may appeal the decision that keeps it, once, within six months, while it is
    public.

    Errors  AppealNotPossible(why)
    """
    if already:
        raise AppealNotPossible(why="already-appealed")
    if state != "published" or not stays(verdict, state):
        raise AppealNotPossible(why="not-appealable")
    if now > decided_at + APPEAL_WINDOW:
        raise AppealNotPossible(why="too-late")


def may_appeal_restriction(*, is_lifted: bool, already: bool, restricted_at: datetime, now: datetime) -> None:
    """Whoever is restricted may appeal that once, within six months, unless it is lifted.

    Errors  AppealNotPossible(why)
    """
    if already:
        raise AppealNotPossible(why="already-appealed")
    if is_lifted:
        raise AppealNotPossible(why="not-appealable")
    if now > restricted_at + APPEAL_WINDOW:
        raise AppealNotPossible(why="too-late")


def may_answer(
    verdict: str,
    appealed: str,
    decided_by: UUID | None,
    answering: UUID | None,
    *,
    is_reporters: bool = False,
    appellants: Collection[UUID | None] = (),
) -> None:
    """Anyone but the first decider and who appealed answers. An author: by the same verdict again, or by
    publishing or restoring; a reporter: by keeping the comment, with a note to readers or without, or by
    taking it away.

    Errors  SamePerson; Invalid(verdict)
    """
    if answering is not None and (decided_by == answering or answering in appellants):
        raise SamePerson
    fitting = (*KEEPING, *APPEALABLE) if is_reporters else (*OVERTURNING, appealed)
    if verdict not in (*fitting, "escalate"):
        raise Invalid({"verdict": ["does-not-fit"]}, state=appealed)


def outcome(verdict: str, *, is_reporters: bool) -> Literal["upheld", "overturned"]:
    """What the decision that answers an appeal means to whoever appealed."""
    return "overturned" if (verdict in KEEPING) != is_reporters else "upheld"


def may_settle(escalated_by: UUID | None, escalated_at: datetime, settling: UUID | None) -> None:
    """Anyone but who escalated a case decides it.

    Errors  SamePerson
    """
    if escalated_by is not None and escalated_by == settling:
        raise SamePerson(escalated_at=escalated_at.isoformat())
