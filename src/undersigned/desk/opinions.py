"""What another scorer said of the text to be judged, beside the local reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from undersigned.moderation import reads as cases
from undersigned.moderation.shapes import CaseShape
from undersigned.web.reasons import attribute, named

from .tables import said

FAILED: Mapping[str, Promise] = {
    "timeout": _("It did not answer in time."),
    "unreachable": _("It could not be reached."),
    "refused": _("It refused to answer."),
    "busy": _("It was too busy to answer."),
    "resting": _("It was down and is left in peace for a while."),
    "nonsense": _("Its answer made no sense, so it does not count."),
    "missing": _("It is not set up on this machine; the log says what is missing."),
    "budget": _("It has been asked as often today as it may be."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An opinion in words.

    Shape  seen: (what, how likely, whether that is enough to be doubted); failed: why there is none
    """

    by: str
    seen: list[tuple[str, str, bool]]
    failed: str


def opinions_of(case: CaseShape, titles: Mapping[str, str]) -> list[Told]:
    """What others said of it. Shape  titles: of clauses, by number"""
    if not settings.SECOND_OPINION:  # nobody is asked: nothing to look up either
        return []
    return [
        Told(
            by=row.model or row.engine,
            seen=[
                *(_seen(named(number, titles), value) for number, value in row.clauses.items()),
                *(_seen(attribute(name), value) for name, value in row.scores.items()),
            ],
            failed=str(FAILED.get(row.failed, row.failed)),
        )
        for row in cases.opinions_of(case.comment_id, case.revision)
    ]


def _seen(what: str, value: float) -> tuple[str, str, bool]:
    return what, said("share", round(value, 2)), value >= settings.SECOND_OPINION_DOUBT
