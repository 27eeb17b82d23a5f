"""What a text scores, and what that and everything else known of it means: published, held, or refused.

The one place that says what *the* score of a text is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from undersigned.communities import house
from undersigned.communities import reads as communities
from undersigned.learning import reads as layers
from undersigned.learning.shapes import ANY
from undersigned.moderation import rules
from undersigned.moderation.errors import ThinkAgain
from undersigned.moderation.rules import NOT_WEIGHED, Facts, Policy, Triage, Weighed
from undersigned.scoring import reads as scorer

from .watching import matched

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from undersigned.communities.models import Community
    from undersigned.people.shapes import AuthorFacts
    from undersigned.scoring.shapes import Assessment, Score, Weight
    from undersigned.stories.models import Story

    from .controls import Kept

LINKS = ("contact:link", "links")
COUNTED = ("toxicity", "severe_toxicity", "insult", "threat", "identity_attack", "sexual", "spam")
"""What the overall score is the highest of. A coarse word alone is no reason to refuse: not profanity."""

SHORTEST_TOLD = 4
MOST_WORDS = 5
PLACES = 4


DESK = "desk"
"""The attribute by which a newsroom's own layer is told: that this desk would refuse it."""


def shipped_score(assessment: Assessment) -> float | None:
    """The score of a text without any layer, 0–1; None where there is none."""
    return max((probability for _, probability in _answers(assessment.scores)), default=None)


def weighed(text: str, assessment: Assessment, community: Community) -> Weighed:
    """The score of a text, and what made it: how likely this desk refuses it, where a layer was promoted that
    its own decisions taught; else the highest of `COUNTED`.
    """
    shipped = by_model(assessment)
    chances = layers.chance(community, text, shipped_score(assessment))
    if chances is None:
        return shipped
    probabilities = {
        DESK if head == ANY else f"{DESK}:{head}": round(chances[head], PLACES) for head in chances
    }
    return replace(
        shipped,
        percent=rules.percent(chances[ANY]),
        attribute=DESK,
        words=(),  # those are the shipped model's reasons, not the layer's
        probabilities={**shipped.probabilities, **probabilities},
        version=scale_of(community),
    )


def by_model(assessment: Assessment) -> Weighed:
    """By the shipped model alone. Not a mixture of attributes: they overlap, so that one word would count
    several times; and the highest has a name that can be told to an author.
    """
    if not assessment.scores:
        return NOT_WEIGHED
    highest = max(_answers(assessment.scores), key=lambda score: score[1], default=None)
    version = assessment.version or scorer.VERSION
    probabilities = {
        score.attribute: None if score.probability is None else round(score.probability, PLACES)
        for score in assessment.scores
    }
    if highest is None:
        return Weighed(probabilities=probabilities, version=version)
    score, probability = highest
    return Weighed(
        percent=rules.percent(probability),
        attribute=score.attribute,
        probabilities=probabilities,
        words=_words(score.weights),
        version=version,
    )


def _answers(scores: Iterable[Score]) -> list[tuple[Score, float]]:
    """Those that count and have an answer."""
    return [(s, s.probability) for s in scores if s.attribute in COUNTED and s.probability is not None]


def _words(weights: Iterable[Weight]) -> tuple[str, ...]:
    """The words that spoke for it most, each once."""
    spoke = (w for w in weights if w.weight > 0 and is_told(w.excerpt))
    telling = sorted(spoke, key=lambda w: -w.weight)
    return tuple(dict.fromkeys(w.excerpt for w in telling))[:MOST_WORDS]


def is_told(word: str) -> bool:
    """Whether a word that moved a score tells anybody something: a sign or an article does not."""
    return sum(letter.isalnum() for letter in word) >= SHORTEST_TOLD


def policy_of(community: Community) -> Policy:
    """What a score alone does there. On another scale than it was set, nothing goes unseen or is refused."""
    now = communities.triage(community)
    if now.scale != scale_of(community):
        return Policy(now.id is not None, hold_above=now.hold_above)
    refusals = tuple((each.clause, each.attribute, each.above) for each in now.refusals)
    return Policy(now.id is not None, now.unseen_below, now.hold_above, refusals)


def scale_of(community: Community) -> str:
    """What scores in a community, as `Weighing` names it: another gives the same text another number."""
    return "+".join(filter(None, (scorer.VERSION, layers.version(community))))


def nudge(text: str, community: Community, language: str) -> None:
    """Tell an author what the local scorer doubts, before anything is sent.

    Errors  ThinkAgain(why, clause)
    """
    assessment = scorer.assess(text)
    why = [{"code": "text", "finding": f.code, "excerpt": f.excerpt} for f in assessment.findings]
    why += rules.held_by(weighed(text, assessment, community), policy_of(community))
    if not why:
        return
    guidelines = communities.guidelines(community.id, language)
    codes = [reason.get("finding") or f"score:{reason['attribute']}" for reason in why]
    concerned = (house.concerned(code, guidelines, community.names) for code in codes)
    clause = next(filter(None, concerned), None)
    raise ThinkAgain(
        why=why,
        **({"clause": {"number": clause.number, "title": clause.title}} if clause else {}),
    )


def weigh(
    text: str, story: Story, author: AuthorFacts, kept: Kept, now: datetime, *, may_refuse: bool = True
) -> tuple[Triage, Weighed]:
    """Whether a text is published at once, waits for a person or is refused, and why; and how it scores.

    Shape  may_refuse: a machine by itself, where the community has it so
    """
    assessment = scorer.assess(text)
    community = story.community
    scored = weighed(text, assessment, community)
    byline = author.display_name if community.names == "youth" else author.full_name
    watched = matched(community, story.id, (text, byline or "", author.place), now)
    seen = {(f.code, f.excerpt) for f in kept.findings}
    findings = [
        f
        for f in assessment.findings
        if not (kept.takes_links and f.code in LINKS) and (f.code, f.excerpt) not in seen
    ]
    facts = Facts(
        mode=story.mode or community.mode,
        is_youth=community.names == "youth",
        author_reasons=(*author.hold_reasons, *kept.author_reasons),
        name_doubts=author.name_doubts,
        findings=tuple((f.code, f.excerpt) for f in findings),
        controlled=tuple((f.code, f.excerpt) for f in kept.findings),
        legal=tuple(str(match.restriction_id) for match in watched),
        scorer_failed=assessment.failed,
        weighed=scored,
        policy=policy_of(community),
        may_refuse=may_refuse,
    )
    outcome = rules.triage(facts)
    if outcome.verdict == "refuse" and not _is_in_force(outcome.clause, community):
        outcome = rules.triage(replace(facts, may_refuse=False))
    return outcome, scored


def _is_in_force(number: str, community: Community) -> bool:
    """Whether the guidelines still have that clause: they may be newer than the policy."""
    clauses = communities.guidelines(community.id, community.languages[0]).clauses
    return any(clause.number == number for clause in clauses)
