"""Any scorer that speaks plain JSON.

It is sent {"text", "language", "clauses": [{"number", "title", "text"}]} and answers
{"scores": {attribute: 0–1}, "clauses": {number: 0–1}, "model"}; either of the first two will do.
"""

from dataclasses import asdict, dataclass
from typing import Annotated

from pydantic import BaseModel, Field, StrictFloat, StrictInt, ValidationError

from .asking import ask
from .errors import NoOpinion
from .shapes import Question, SecondOpinion, opinion

Probability = Annotated[StrictFloat | StrictInt, Field(ge=0, le=1)]


class Answer(BaseModel):
    scores: dict[str, Probability] = {}
    clauses: dict[str, Probability] = {}
    model: str = Field("", max_length=80)


@dataclass(frozen=True, slots=True)
class Generic:
    at: str
    key: str
    model: str
    seconds: float
    name = "http"

    def ask(self, question: Question) -> SecondOpinion:
        """Errors  NoOpinion"""
        sent = {
            "text": question.text,
            "language": question.language,
            "clauses": [asdict(clause) for clause in question.clauses],
        }
        try:
            answer = Answer.model_validate(ask(self.at, sent, self.key, self.seconds))
        except ValidationError:
            raise NoOpinion("nonsense") from None
        given = opinion(self.name, answer.model or self.model, question, answer.scores, answer.clauses)
        if not given.scores and not given.clauses:
            raise NoOpinion("nonsense")
        return given
