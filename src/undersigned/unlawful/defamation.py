"""The UK's procedure about a comment said to be defamatory: what is due next. Facts in, verdict out.

Nothing here removes anything: what is due is a person's to do.

Source  Defamation Act 2013, s. 5; SI 2013/3028
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .deadlines import act_by, answer_by

Answer = Literal["", "remove", "keep"]
Due = Literal["await", "remove", "decide", "over"]
Why = Literal["", "unreachable", "unanswered", "objects"]
LAW = "Defamation Act 2013, section 5"


@dataclass(frozen=True, slots=True)
class Procedure:
    """How far it is.

    Shape  received_at: when the notice came; asked_at: when its author was sent it, None for one who
           cannot be reached; answer: the author's; is_open: the case is
    """

    received_at: datetime
    asked_at: datetime | None
    answer: Answer
    is_open: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What is due next, and until when.

    Shape  due: "await" the author's answer · "remove" it, since nothing (complete) came · "decide" freely,
           the complainant having been told that its author objects · "over"; why: it is so
    """

    due: Due
    until: datetime | None = None
    why: Why = ""


def step(facts: Procedure, now: datetime) -> Step:
    """What the regulations ask for next."""
    if not facts.is_open or facts.answer == "remove":
        return Step("over")
    if facts.answer == "keep":
        return Step("decide", None, "objects")
    if facts.asked_at is None:
        return Step("remove", act_by(facts.received_at), "unreachable")
    until = answer_by(facts.asked_at)
    if now < until:
        return Step("await", until)
    return Step("remove", act_by(until), "unanswered")


def desk_due_at(facts: Procedure) -> datetime | None:
    """By when the desk has something to do if nothing else happens: what the queue is sorted by."""
    if not facts.is_open or facts.answer:
        return None
    return act_by(facts.received_at if facts.asked_at is None else answer_by(facts.asked_at))
