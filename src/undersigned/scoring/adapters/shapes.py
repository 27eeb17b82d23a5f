"""What another scorer is asked, and what it says."""

from dataclasses import dataclass

from ..shapes import ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of the guidelines in force."""

    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A text, and the rules that it is under. Never who wrote it, nor where."""

    text: str
    language: str
    clauses: tuple[Clause, ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(clause.number for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What another scorer thinks, beside the local one and never instead of it.

    Shape  engine: the adapter that asked; model: who answered, as the newsroom or the answer calls it;
           scores: (attribute, probability); clauses: (number, probability that the text goes against it);
           failed: why there is none, empty where there is one
    """

    engine: str
    model: str
    scores: tuple[tuple[str, float], ...] = ()
    clauses: tuple[tuple[str, float], ...] = ()
    failed: str = ""


def opinion(
    engine: str, model: str, question: Question, scores: dict[str, float], clauses: dict[str, float]
) -> SecondOpinion:
    """An opinion of what is known here: other attributes and clauses are left out."""
    return SecondOpinion(
        engine,
        model,
        tuple((name, scores[name]) for name in ATTRIBUTES if name in scores),
        tuple((c.number, clauses[c.number]) for c in question.clauses if c.number in clauses),
    )


def doubted(given: SecondOpinion, threshold: float) -> tuple[list[str], list[str]]:
    """The attributes and the clauses that it sees in the text, from this probability on."""
    return (
        [name for name, value in given.scores if value >= threshold],
        [number for number, value in given.clauses if value >= threshold],
    )
