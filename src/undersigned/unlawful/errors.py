"""What this room refuses."""

from undersigned.kernel.errors import Refused


class AnswerNotAwaited(Refused):
    """The author has answered, the time to answer is over, or a person has decided."""

    code, status = "answer-not-awaited", 409
