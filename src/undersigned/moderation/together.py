"""When many cases are decided alike: which, how, and by how many people. Pure."""

from collections.abc import Sequence
from uuid import UUID

from undersigned.kernel.errors import Invalid

from .errors import SamePerson

DECIDED_ALONE = 50
ALIKE = {"publish": ("restore", "publish"), "refuse": ("refuse", "remove")}
SELECTABLE = ("held", "review", "reported")


def needs_second(count: int) -> bool:
    """Whether so many comments are decided together only once a second person agrees."""
    return count > DECIDED_ALONE


def may_second(selected_by: UUID, seconding: UUID) -> None:
    """Anyone but who selected them agrees to cases being decided together.

    Errors  SamePerson
    """
    if selected_by == seconding:
        raise SamePerson


def together(verdict: str, fitting: Sequence[str]) -> str:
    """What deciding many alike means for one of them: to let it stand or not, as its state allows.

    Errors  Invalid(verdict) where neither fits
    """
    for fits in ALIKE[verdict]:
        if fits in fitting:
            return fits
    raise Invalid({"verdict": ["does-not-fit"]})
