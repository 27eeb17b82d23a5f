"""Why a key gets no answer."""

from undersigned.kernel.errors import Refused


class KeyReused(Refused):
    """The key was used before, with another request."""

    code, status = "key-reused", 422


class InProgress(Refused):
    """The same request is being answered at this moment."""

    code, status = "in-progress", 409
