from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.stories.ages import age, duration_iso, duration_label, duration_words
from undersigned.stories.sources.moments import seconds

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "english", "french"),
    [
        (timedelta(0), "1 second ago", "il y a 1 seconde"),
        (timedelta(seconds=59), "59 seconds ago", "il y a 59 secondes"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago", "il y a 59 minutes"),
        (timedelta(hours=23, minutes=59), "23 hours ago", "il y a 23 heures"),
        (timedelta(days=6, hours=23), "6 days ago", "il y a 6 jours"),
        (timedelta(days=30), "4 weeks ago", "il y a 4 semaines"),
        (timedelta(days=31), "1 month ago", "il y a 1 mois"),
        (timedelta(days=364), "11 months ago", "il y a 11 mois"),
        (timedelta(days=365), "1 year ago", "il y a 1 an"),
        (timedelta(days=3651), "9 years ago", "il y a 9 ans"),
        (timedelta(days=3652), "10 years ago", "il y a 10 ans"),
        (-timedelta(days=2), "in 2 days", "dans 2 jours"),
    ],
)
def test_an_age_is_whole_units_rounded_down(ago: timedelta, english: str, french: str) -> None:
    assert age(NOW - ago, NOW, "en") == english
    assert age(NOW - ago, NOW, "fr") == french


def test_an_age_follows_the_clock_not_the_source() -> None:
    published = datetime(2016, 3, 14, 17, 18, tzinfo=UTC)
    assert age(published, datetime(2022, 6, 1, tzinfo=UTC), "en") == "6 years ago"
    assert age(published, NOW, "en") == "10 years ago"


@pytest.mark.parametrize(
    ("length", "label", "iso", "english", "french"),
    [
        (5, "0:05", "PT5S", "5 seconds", "5 secondes"),
        (60, "1:00", "PT1M", "1 minute", "1 minute"),
        (70, "1:10", "PT1M10S", "1 minute 10 seconds", "1 minute 10 secondes"),
        (3725, "1:02:05", "PT1H2M5S", "1 hour 2 minutes 5 seconds", "1 heure 2 minutes 5 secondes"),
        (360_000, "100:00:00", "PT100H", "100 hours", "100 heures"),
    ],
)
def test_a_length_on_the_clock_for_machines_and_aloud(
    length: int, label: str, iso: str, english: str, french: str
) -> None:
    assert (duration_label(length), duration_iso(length)) == (label, iso)
    assert (duration_words(length, "en"), duration_words(length, "fr").replace("\u00a0", " ")) == (
        english,
        french,
    )


@given(st.integers(1, 7 * 86_400))
def test_a_length_comes_back_from_both_its_forms(length: int) -> None:
    assert seconds(duration_iso(length)) == length
    assert seconds(duration_label(length)) == length
