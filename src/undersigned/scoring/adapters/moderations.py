"""A scorer that speaks as OpenAI's moderation endpoint does: `POST {at}/moderations`."""

from dataclasses import dataclass

from pydantic import BaseModel, Field, ValidationError

from .asking import ask
from .errors import NoOpinion
from .generic import Probability
from .shapes import Question, SecondOpinion, opinion

# Which of its categories say what one of our attributes says; the highest counts.
CATEGORIES = {
    "toxicity": ("harassment", "hate"),
    "insult": ("harassment",),
    "threat": ("harassment/threatening", "hate/threatening"),
    "identity_attack": ("hate", "hate/threatening"),
    "sexual": ("sexual", "sexual/minors"),
}


class Result(BaseModel):
    category_scores: dict[str, Probability]


class Answer(BaseModel):
    model: str = Field("", max_length=80)
    results: list[Result] = Field(min_length=1, max_length=1)


@dataclass(frozen=True, slots=True)
class Moderations:
    at: str
    key: str
    model: str
    seconds: float
    name = "moderations"

    def ask(self, question: Question) -> SecondOpinion:
        """Errors  NoOpinion"""
        sent = {"model": self.model, "input": question.text}
        try:
            answer = Answer.model_validate(ask(f"{self.at}/moderations", sent, self.key, self.seconds))
        except ValidationError:
            raise NoOpinion("nonsense") from None
        found = answer.results[0].category_scores
        scores = {
            attribute: max(found[name] for name in names if name in found)
            for attribute, names in CATEGORIES.items()
            if any(name in found for name in names)
        }
        if not scores:
            raise NoOpinion("nonsense")
        return opinion(self.name, answer.model or self.model, question, scores, {})
