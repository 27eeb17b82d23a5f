"""Why another scorer has no opinion."""

from typing import Literal

Why = Literal["timeout", "unreachable", "refused", "busy", "resting", "nonsense", "missing"]
PASSING: tuple[Why, ...] = ("timeout", "unreachable", "refused", "busy", "resting")


class NoOpinion(Exception):
    """Shape  why: "nonsense" for an answer that is none, "missing" where nothing is there to be asked; the
    others may pass
    """

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why

    @property
    def may_pass(self) -> bool:
        """Whether asking later can help."""
        return self.why in PASSING
