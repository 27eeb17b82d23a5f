"""Ages, moments and numbers in both languages."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.utils.translation import override

from undersigned.kernel.moments import day_in_words, moment_in_words
from undersigned.web.templatetags.moments import words_of_age

NOW = datetime(2026, 7, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "english", "french"),
    [
        (timedelta(minutes=1), "1 minute ago", "il y a 1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago", "il y a 59 minutes"),
        (timedelta(hours=23, minutes=59), "23 hours ago", "il y a 23 heures"),
        (timedelta(days=6, hours=23), "6 days ago", "il y a 6 jours"),
        (timedelta(days=20), "2 weeks ago", "il y a 2 semaines"),
        (timedelta(days=35), "1 month ago", "il y a 1 mois"),
        (timedelta(days=364), "11 months ago", "il y a 11 mois"),
        (timedelta(days=366), "1 year ago", "il y a 1 an"),
    ],
)
def test_an_age_is_whole_units_rounded_down(before: timedelta, english: str, french: str) -> None:
    with override("en"):
        assert words_of_age(NOW - before, NOW) == english
    with override("fr"):
        assert words_of_age(NOW - before, NOW) == french


def test_years_are_counted_on_the_calendar() -> None:
    with override("en"):
        assert words_of_age(datetime(2016, 7, 23, 12, 0, tzinfo=UTC), NOW) == "10 years ago"
        assert words_of_age(datetime(2016, 7, 23, 12, 1, tzinfo=UTC), NOW) == "9 years ago"


def rendered(template: str, **context: object) -> str:
    return Template("{% load moments %}" + template).render(Context(context))


@time_machine.travel(NOW, tick=False)
def test_an_age_carries_its_moment() -> None:
    html = rendered("{% age at %}", at="2026-07-23T11:00:00+00:00")
    assert 'datetime="2026-07-23T11:00:00+00:00"' in html
    assert ">1 hour ago</time>" in html
    assert "data-age" in html


def test_less_than_a_minute_is_just_now() -> None:
    with override("en"):
        assert words_of_age(NOW - timedelta(seconds=59), NOW) == "just now"


def test_a_moment_is_said_in_the_language_of_the_reader() -> None:
    at = datetime(2016, 3, 14, 17, 18, tzinfo=UTC)
    with override("fr"):
        assert "14 mars 2016 à 17\xa0h\xa018 UTC" in rendered("{% moment at %}", at=at)
        assert ">17\xa0h\xa018 UTC<" in rendered("{% hour at %}", at=at)
    with override("en"):
        assert "March 14, 2016" in rendered("{% day at %}", at=at)


def test_the_first_of_the_month_and_the_full_hour_are_said_as_the_french_say_them() -> None:
    at = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
    assert moment_in_words(at, "fr") == "1er novembre 2026 à 9\xa0h UTC"
    assert moment_in_words(at, "fr-ca") == moment_in_words(at, "fr")
    assert day_in_words(at.replace(day=11), "fr") == "11 novembre 2026"


def test_a_language_that_is_not_spoken_here_is_told_in_english() -> None:
    at = datetime(2026, 11, 1, 9, 5, tzinfo=UTC)
    assert moment_in_words(at, "de") == "November 1, 2026, 9:05\u202fa.m. UTC"


def test_numbers_have_the_separators_of_the_language() -> None:
    with override("en"):
        assert rendered("{{ n|number }}", n=171160) == "171,160"
    with override("fr"):
        assert rendered("{{ n|number }}", n=171160) == "171\xa0160"
