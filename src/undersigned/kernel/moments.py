"""Days and hours as Canadians write them, said alike in pages, letters and refusals; and for programs."""

from datetime import UTC, datetime

from babel import Locale
from babel.dates import format_date, format_time

LOCALES = {"en": Locale.parse("en_CA"), "fr": Locale.parse("fr_CA")}


def locale_of(language: str) -> Locale:
    """Where the language is spoken with us; English for one that is not."""
    return LOCALES.get(language[:2], LOCALES["en"])


def day_in_words(at: datetime, language: str) -> str:
    """The day in UTC: November 14, 2026; 14 novembre 2026; 1er novembre 2026."""
    locale = locale_of(language)
    words = format_date(at.astimezone(UTC), "long", locale)
    return f"1er {words[2:]}" if locale.language == "fr" and words.startswith("1 ") else words


def hour_in_words(at: datetime, language: str) -> str:
    """The minute in UTC: 9:05 a.m.; 9 h 05, and 9 h when it strikes."""
    at = at.astimezone(UTC)
    locale = locale_of(language)
    if locale.language != "fr":
        return format_time(at, "short", locale=locale)
    return f"{at.hour}\xa0h\xa0{at.minute:02}" if at.minute else f"{at.hour}\xa0h"


def moment_in_words(at: datetime, language: str) -> str:
    """The day and the minute, said to be in UTC: November 14, 2026, 9:05 a.m. UTC."""
    link = " à" if locale_of(language).language == "fr" else ","
    return f"{day_in_words(at, language)}{link} {hour_in_words(at, language)} UTC"


def to_the_millisecond(at: datetime) -> str:
    """As programs are told it: RFC 3339, UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
