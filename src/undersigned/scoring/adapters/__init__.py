"""Asking others for a second opinion: off unless the operator says whom, one file an engine."""

from collections.abc import Callable
from typing import Protocol

from .breaker import Breaker
from .chat import Chat
from .errors import NoOpinion as NoOpinion
from .generic import Generic
from .moderations import Moderations
from .shapes import Question, SecondOpinion
from .transformer import Transformer


class Engine(Protocol):
    """One way of asking. Shape  name: as the settings have it"""

    @property
    def name(self) -> str: ...

    def ask(self, question: Question) -> SecondOpinion:
        """Errors  NoOpinion"""


class Asker:
    """An engine that is left in peace for a while when it is down.

    An answer that is no opinion is not an outage: nobody can shut an engine out with words.
    """

    def __init__(self, engine: Engine, breaker: Breaker | None = None) -> None:
        self.engine = engine
        self.breaker = breaker or Breaker()

    def ask(self, question: Question) -> SecondOpinion:
        """Errors  NoOpinion"""
        if self.breaker.is_open:
            raise NoOpinion("resting")
        try:
            given = self.engine.ask(question)
        except NoOpinion as none:
            if none.may_pass:
                self.breaker.failed()
            raise
        self.breaker.worked()
        return given


def asker(engine: str, at: str, key: str, model: str, seconds: float) -> Asker:
    """Whoever the settings name. Shape  engine: http, moderations, chat or onnx; at: address or directory"""
    if engine == "onnx":
        return Asker(Transformer(at, model))
    kinds: dict[str, Callable[..., Engine]] = {"http": Generic, "moderations": Moderations, "chat": Chat}
    at = at.rstrip("/") if engine != "http" else at
    return Asker(kinds[engine](at, key, model, seconds))
