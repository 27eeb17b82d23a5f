"""How people are called and when their words wait. Pure: facts in, verdict out."""

from collections.abc import Sequence


def full_name(first: str, last: str) -> str:
    """The byline of a full name: first, then last; the first alone for a recorded single name."""
    return f"{first} {last}".strip()


def hold_reasons(name_state: str, doubts: Sequence[str], *, is_restricted: bool) -> tuple[str, ...]:
    """Why everything an author sends waits for a person; empty when nothing does."""
    reasons = []
    if is_restricted:
        reasons.append("author-held")
    if name_state == "challenged":
        reasons.append("name-challenged")
    if name_state == "declared" and doubts:
        reasons.append("name-doubted")
    return tuple(reasons)
