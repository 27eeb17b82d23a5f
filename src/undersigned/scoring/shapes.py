"""What a scorer says of a text."""

import re
from dataclasses import dataclass, field

ATTRIBUTES = (
    "toxicity",
    "severe_toxicity",
    "insult",
    "threat",
    "identity_attack",
    "profanity",
    "sexual",
    "spam",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a text.

    Shape  code: e.g. "contact:email", "words:insult", "capitals", "links", "repeats"; start and
           end are character offsets in the text assessed, end exclusive; excerpt is what stands there
    """

    code: str
    start: int
    end: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Weight:
    """A word that moved a score.

    Shape  start, end: character offsets in the text assessed, end exclusive; excerpt: what stands there;
           weight: log-odds it added, below zero where it spoke against
    """

    start: int
    end: int
    excerpt: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """How likely people are to see an attribute in a text.

    Shape  attribute: one of `ATTRIBUTES`; probability: 0–1, calibrated, None where no honest answer can be
           had; weights: the words that moved it, in reading order; rest: log-odds of everything else, so that
           rest and weights add up to the log-odds of the probability
    """

    attribute: str
    probability: float | None
    weights: tuple[Weight, ...] = ()
    rest: float = 0.0


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything found, in reading order, and how it scores.

    Shape  failed: no opinion could be had, a human looks; scores: one an attribute, in their order, or none
           where there is no model; version: of model and rules
    """

    findings: tuple[Finding, ...] = field(default=())
    failed: bool = False
    scores: tuple[Score, ...] = ()
    version: str = ""

    def probability(self, attribute: str) -> float | None:
        """Of one attribute; None where there is none."""
        return next((s.probability for s in self.scores if s.attribute == attribute), None)


@dataclass(frozen=True, slots=True)
class WordList:
    """Words and phrases to look for.

    Shape  words: canonical word → as it was listed; stems: the same for words with any ending; phrases: the
           canonical words of each phrase → as listed
    """

    words: dict[str, str]
    stems: dict[str, str]
    phrases: dict[tuple[str, ...], str]

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.stems or self.phrases)


def found_at(code: str, match: re.Match[str], text: str, group: str | int = 0) -> Finding:
    """What a pattern found, as it stands in the text; the match may come from a folded copy as long."""
    start, end = match.span(group)
    return Finding(code, start, end, text[start:end])
