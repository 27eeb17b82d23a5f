"""Times, lengths and numbers as the reader's language says them.

`{% age %}` is refreshed by reader.js with the same units, so that the words do not jump.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from babel.dates import format_timedelta
from babel.numbers import format_decimal
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from undersigned.kernel import clock
from undersigned.kernel.moments import day_in_words, hour_in_words, locale_of, moment_in_words

register = template.Library()

SPANS = (
    ("week", 604_800),
    ("day", 86_400),
    ("hour", 3_600),
    ("minute", 60),
)


def _language() -> str:
    return get_language() or "en"


def _moment(value: datetime | str) -> datetime:
    return (value if isinstance(value, datetime) else datetime.fromisoformat(value)).astimezone(UTC)


def words_of_age(then: datetime, now: datetime) -> str:
    """How long ago, in whole units rounded down: an age is never told before it is reached.

    Years and months are counted on the calendar; less than a minute is just now.
    """
    months = (now.year - then.year) * 12 + now.month - then.month
    months -= (now.day, now.time()) < (then.day, then.time())
    if months >= 12:
        return _ago("year", timedelta(days=365 * (months // 12)))
    if months >= 1:
        return _ago("month", timedelta(days=30 * months))
    seconds = int((now - then).total_seconds())
    if seconds < 60:
        return _("just now")
    unit, size = next(span for span in SPANS if seconds >= span[1])
    return _ago(unit, timedelta(seconds=seconds // size * size))


def _ago(unit: Any, span: timedelta) -> str:
    return format_timedelta(
        -span, granularity=unit, threshold=1, add_direction=True, locale=locale_of(_language())
    )


@register.simple_tag
def age(value: datetime | str) -> SafeString:
    """`<time>` saying how long ago; the moment itself stands in its attributes."""
    at = _moment(value)
    return format_html(
        '<time datetime="{}" title="{}" data-age>{}</time>',
        at.isoformat(timespec="seconds"),
        moment_in_words(at, _language()),
        words_of_age(at, clock.now()),
    )


@register.simple_tag
def moment(value: datetime | str) -> SafeString:
    """`<time>` saying the day and the minute."""
    at = _moment(value)
    return _said(at, moment_in_words(at, _language()))


@register.simple_tag
def day(value: datetime | str) -> SafeString:
    """`<time>` saying the day."""
    at = _moment(value)
    return _said(at, day_in_words(at, _language()))


@register.simple_tag
def hour(value: datetime | str) -> SafeString:
    """`<time>` saying the minute of a day that is known."""
    at = _moment(value)
    return _said(at, f"{hour_in_words(at, _language())} UTC")


def _said(at: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), words)


@register.filter
def number(value: int) -> str:
    """A count with the separators of the reader's language."""
    return str(format_decimal(value, locale=locale_of(_language())))
