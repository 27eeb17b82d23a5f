"""One base for every refusal. A room declares its own beside its rules, in `errors.py`.

A refusal carries a code, an HTTP status and named data; the words stand in
`web/problems.py`, once, in both languages.
"""

from typing import Any, ClassVar


class Refused(Exception):
    """The act did not take place and nothing was written.

    Shape  data: JSON values by name, safe to show to the caller
    """

    code: ClassVar[str]
    status: ClassVar[int]

    def __init__(self, **data: Any) -> None:
        super().__init__(self.code)
        self.data = data


class NotSignedIn(Refused):
    code, status = "not-signed-in", 401


class NotAllowed(Refused):
    code, status = "not-allowed", 403


class NotFound(Refused):
    code, status = "not-found", 404


class Invalid(Refused):
    """The input does not fit.

    Shape  fields: name of the field → list of reason codes or sentences in the reader's language
    """

    code, status = "invalid", 422

    def __init__(self, fields: dict[str, list[str]], **data: Any) -> None:
        super().__init__(fields=fields, **data)


class TooLong(Refused):
    code, status = "too-long", 413


class TooFast(Refused):
    """Shape  retry_after_seconds: whole seconds until the next try can succeed"""

    code, status = "too-fast", 429

    def __init__(self, retry_after_seconds: int, **data: Any) -> None:
        super().__init__(retry_after_seconds=retry_after_seconds, **data)
        self.retry_after_seconds = retry_after_seconds
