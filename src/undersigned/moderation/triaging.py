"""Triage: whether a text is published at once, waits for a person, or is refused. Facts in, verdict out.

Part of `rules`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a text scored.

    Shape   attribute: whose probability is the overall score; probabilities: by attribute, 0–1; words: those
            that moved the overall score most, as they stand in the text; version: of what made it
    Units   percent: whole, rounded down, at most 99; None where there is no score
    """

    percent: int | None = None
    attribute: str = ""
    probabilities: Mapping[str, float | None] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    version: str = ""


NOT_WEIGHED = Weighed()


@dataclass(frozen=True, slots=True)
class Policy:
    """What a score alone does. Shape  is_set: by the newsroom, not by default; refusals: clause, attribute,
    from how many per cent on
    """

    is_set: bool = False
    unseen_below: int = 0
    hold_above: int = 100
    refusals: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What triage looks at.

    Shape  mode: "before" | "after" | "reactive"; author_reasons: why all of this author's
           submissions wait; findings: (code, excerpt) of the local scorer; controlled: the same of what the
           community's controls ask a person to look at; legal: ids of the legal restrictions that watch
           what it says; may_refuse: a machine by itself, if the policy has it: not where the author asks for
           a person
    """

    mode: str
    is_youth: bool
    author_reasons: tuple[str, ...] = ()
    name_doubts: tuple[str, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    controlled: tuple[tuple[str, str], ...] = ()
    legal: tuple[str, ...] = ()
    scorer_failed: bool = False
    weighed: Weighed = NOT_WEIGHED
    policy: Policy = field(default_factory=Policy)
    may_refuse: bool = True


@dataclass(frozen=True, slots=True)
class Triage:
    """Shape  verdict "hold" comes with its reasons, "refuse" with its clause; review asks a person to look
    after publication; unseen: nobody will, because of its score
    """

    verdict: Literal["publish", "hold", "refuse"]
    why: tuple[dict[str, Any], ...] = field(default=())
    review: bool = False
    unseen: bool = False
    clause: str = ""

    @property
    def kind(self) -> str:
        """Of the case that what is held comes into."""
        return "legal" if any(reason["code"] == "legal" for reason in self.why) else "held"


def triage(facts: Facts) -> Triage:
    """Whether a submission is published at once or waits for a person, and why.

    What concerns the person (name, restriction, youth), what the law restricts and what the newsroom's own
    controls name holds in every mode; what the scorer doubts holds unless the newsroom looks at reports only,
    and so does a score where the newsroom has set no triage policy. A score decides by itself only where
    nothing but the mode would have a person look.

    Source  decisions 0003 and 0021
    """
    why: list[dict[str, Any]] = [{"code": "legal", "restriction": id_} for id_ in facts.legal]
    if facts.is_youth:
        why.append({"code": "youth"})
    elif facts.mode == "before":
        why.append({"code": "mode-before"})
    why += [
        {"code": code, "doubts": list(facts.name_doubts)} if code == "name-doubted" else {"code": code}
        for code in facts.author_reasons
    ]
    why += [{"code": "text", "finding": code, "excerpt": excerpt} for code, excerpt in facts.controlled]
    if facts.mode != "reactive" or facts.is_youth:
        why += [{"code": "text", "finding": code, "excerpt": excerpt} for code, excerpt in facts.findings]
        why += [{"code": "scorer-failed"}] * facts.scorer_failed
    alone = all(reason["code"] == "mode-before" for reason in why) and not facts.scorer_failed
    if facts.policy.is_set or facts.mode != "reactive" or facts.is_youth:
        why += held_by(facts.weighed, facts.policy)
    if alone and not facts.is_youth:
        clause = _refused_under(facts.weighed, facts.policy) if facts.may_refuse else ""
        if clause:
            return Triage("refuse", clause=clause)
        if _goes_unseen(facts.weighed, facts.policy):
            return Triage("publish", unseen=True)
    if why:
        return Triage("hold", tuple(why))
    return Triage("publish", review=facts.mode == "after")


def _goes_unseen(weighed: Weighed, policy: Policy) -> bool:
    return weighed.percent is not None and weighed.percent < min(policy.unseen_below, policy.hold_above)


def held_by(weighed: Weighed, policy: Policy) -> list[dict[str, Any]]:
    """The score, as a reason for a person to look; nothing where it is none."""
    is_held = weighed.percent is not None and weighed.percent >= policy.hold_above
    return [_score(weighed)] if is_held else []


def _score(weighed: Weighed) -> dict[str, Any]:
    """The reason that a score is. Shape  words: excerpts of the text"""
    return {
        "code": "score",
        "attribute": weighed.attribute,
        "percent": weighed.percent,
        "words": list(weighed.words),
    }


def _refused_under(weighed: Weighed, policy: Policy) -> str:
    """The clause under which a machine refuses a text by itself; none, unless the newsroom wants it."""
    for clause, attribute, above in policy.refusals:
        probability = weighed.probabilities.get(attribute)
        if probability is not None and percent(probability) >= above:
            return clause
    return ""


def percent(probability: float) -> int:
    """In whole per cent, rounded down: what is shown, stored and compared is one number, and none is 100."""
    return min(int(probability * 100), 99)


def waiting(outcome: Triage, code: str) -> Triage:
    """What triage would publish waits nevertheless, for this reason."""
    return outcome if outcome.verdict == "hold" else Triage("hold", ({"code": code},))
