"""The data of a refusal: as it is said to people, and as programs are told it."""

from datetime import datetime
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from undersigned.kernel.moments import locale_of, moment_in_words, to_the_millisecond
from undersigned.web.reasons import named, waiting

QUOTED = ("words", "links")
MOMENTS = ("until", "closed_at", "closes_at", "opens_at", "escalated_at")


class Number(int):
    """Said with its thousands apart, and a number still: the plural hangs on it."""

    def __str__(self) -> str:
        return str(format_decimal(int(self), locale=locale_of(get_language() or "en")))


def spoken(name: str, value: Any) -> Any:
    """A moment or reasons in the reader's words; a quoted reason without its full stop; the rest as it is."""
    if name == "why" and isinstance(value, list):
        return " ".join(waiting(value))
    if name == "clause" and isinstance(value, dict):
        return named(value["number"], {value["number"]: value["title"]})
    if name == "reason" and isinstance(value, str):
        return value.rstrip(".")
    if name in QUOTED and isinstance(value, list):
        return ", ".join(_("“%(words)s”") % {"words": each} for each in value)
    if isinstance(value, int):
        return Number(value)
    if name not in MOMENTS or not isinstance(value, str):
        return value
    return moment_in_words(datetime.fromisoformat(value), get_language() or "en")


def plain(name: str, value: Any) -> Any:
    """A moment as every other answer has it; anything else as it is."""
    is_moment = name in MOMENTS and isinstance(value, str)
    return to_the_millisecond(datetime.fromisoformat(value)) if is_moment else value
