"""A later text of a comment: which text a case is about, and what is left to be said in it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

KEEPING = ("publish", "restore", "label")
BY_PEOPLE = frozenset({"reported", "called-in"})
"""Reasons that somebody gave: another text does not answer them."""


@dataclass(frozen=True, slots=True)
class Later:
    """Such a text, as far as people ruled on it.

    Shape  is_refused: somebody refused it; is_last_word: the newest ruling on the comment is about it;
           is_appealed: its author's appeal in this case is against a ruling on it
    """

    is_refused: bool
    is_last_word: bool
    is_appealed: bool


def is_about_shown(why: Sequence[Mapping[str, Any]], later: Later) -> bool:
    """Whether a case asks about the text that readers see, and not about the later one.

    What was refused needs no second ruling: a report that comes after is about what stands. It is asked
    about again where its author appeals, or where somebody takes back the refusal they just gave. Who
    reported a comment and appeals speaks of what readers see, whatever else waits.
    """
    codes = {reason["code"] for reason in why}
    if "reporter-appeal" in codes:
        return True
    if not later.is_refused or later.is_appealed:
        return False
    return not (later.is_last_word and "called-in" in codes)


def last_told(case_id: UUID, rulings: Sequence[tuple[UUID | None, str]]) -> bool | None:
    """Whether whoever reported a comment was told last that it stays; None while they wait.

    They hear of the ruling that closes the case of their report, and of every one that turns that.

    Shape  rulings: on the comment since it was reported, the first first: (case, verdict)
    """
    stays, told = True, None
    for ruled_in, verdict in rulings:
        if verdict != "refuse":  # what is refused leaves what readers see, or do not see
            stays = verdict in KEEPING
        if verdict != "hold" and (told is not None or ruled_in == case_id):
            told = stays
    return told


def leaves(verdict: str, revision: int, before: int) -> bool:
    """Whether a ruling on one text of a comment leaves an earlier ruling, on text `before`, the last word.

    That an older text may stay says nothing of a newer one that was refused.
    """
    return verdict in KEEPING and revision < before


def left(kind: str, why: Sequence[Mapping[str, Any]], *, waits: bool) -> tuple[list[dict[str, Any]], str]:
    """The reasons and the kind of an open case once its comment has another text, which was looked at anew.

    Shape  waits: the new text, for reasons that come after these
    """
    given = [dict(reason) for reason in why if reason["code"] in BY_PEOPLE]
    if given:
        return given, "notice" if kind == "notice" else "reported"
    return ([] if waits else [{"code": "text-changed"}]), "review"
