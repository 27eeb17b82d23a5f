"""What a community and its texts must be."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.communities import rules
from undersigned.communities.errors import SENTENCES

GOOD: dict[str, Any] = {
    "slug": "news",
    "name": "News",
    "publisher": "Radio Halyard",
    "languages": ["en", "fr"],
    "names": "full",
    "mode": "after",
    "origins": ["https://news.example"],
    "known_languages": ["en", "fr"],
}


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [("en", "en"), ("fr", "fr"), ("fr-CA", "fr"), ("FR_ca", "fr"), ("de", "fr"), ("", "fr"), ("e", "fr")],
)
def test_the_nearest_language_is_chosen_and_else_the_communitys_own(wanted: str, chosen: str) -> None:
    assert rules.choose_language(wanted, ["fr", "en"]) == chosen


def test_an_exact_regional_language_comes_before_its_root() -> None:
    assert rules.choose_language("fr-CA", ["en", "fr", "fr-ca"]) == "fr-ca"


def test_a_good_community_has_no_complaints() -> None:
    assert rules.doubts_about_community(**GOOD) == {}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("slug", "", "malformed"),
        ("slug", "News", "malformed"),
        ("slug", "-news", "malformed"),
        ("slug", "ne--ws", "malformed"),
        ("slug", "actualités", "malformed"),
        ("slug", "n" * 41, "malformed"),
        ("slug", "account", "reserved"),
        ("slug", "desk", "reserved"),
        ("name", "  ", "missing"),
        ("name", "n" * 121, "too-long"),
        ("publisher", "", "missing"),
        ("publisher", "p" * 121, "too-long"),
        ("languages", [], "missing"),
        ("languages", ["en", "xx"], "unknown"),
        ("languages", ["en", "en"], "repeated"),
        ("names", "none", "unknown"),
        ("mode", "never", "unknown"),
        ("origins", ["news.example"], "malformed"),
        ("origins", ["https://news.example/path"], "malformed"),
        ("origins", ["https://someone@news.example"], "malformed"),
        ("origins", ["http://news.example"], "malformed"),
        ("origins", ["https://news.example", "*"], "malformed"),
    ],
)
def test_each_bad_field_is_named_with_its_reason(field: str, value: object, code: str) -> None:
    assert rules.doubts_about_community(**(GOOD | {field: value})) == {field: [code]}
    assert str(SENTENCES[field][code])


@pytest.mark.parametrize(
    "origin",
    [
        "https://news.example",
        "https://xn--nouvelles-fza.example",
        "https://news.example:8443",
        "https://192.0.2.7",
        "http://localhost:5173",
        "http://127.0.0.1:8000",
        "http://[::1]:8000",
        "https://localhost",
    ],
)
def test_an_origin_is_https_or_this_very_machine(origin: str) -> None:
    assert rules.is_origin(origin)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "*",
        "https://*.news.example",
        "https://News.example",
        "https://news.example/",
        "https://news.example:443",
        "http://localhost:80",
        "https://news.example:0",
        "https://news.example:65536",
        "https://news.example\n",
        "https://a b.example",
        "https://news..example",
        "https://actualités.example",
        "http://localhost.news.example",
        "http://10.0.0.7",
        "ftp://news.example",
        "https://" + ".".join(["news"] * 60),
    ],
)
def test_whatever_a_browser_would_not_send_is_no_origin(origin: str) -> None:
    assert not rules.is_origin(origin)


def test_a_youth_community_is_moderated_before_publication_only() -> None:
    assert rules.doubts_about_mode("before", "youth") == {}
    assert rules.doubts_about_mode("after", "youth") == {"mode": ["youth-before"]}
    assert rules.doubts_about_mode("reactive", "youth") == {"mode": ["youth-before"]}
    assert rules.doubts_about_mode("after", "full") == {}


@pytest.mark.parametrize("numbers", [["1"], ["1", "2", "2.1", "2.2", "3"], ["1", "2", "10"], ["2", "5"]])
def test_rising_numbers_are_in_order(numbers: list[str]) -> None:
    assert rules.are_numbers_in_order(numbers)


@pytest.mark.parametrize(
    "numbers",
    [
        [],
        ["1", "1"],
        ["2", "1"],
        ["2.1"],
        ["1", "2.1"],
        ["0"],
        ["1.0"],
        ["01"],
        ["1", "1.1.1"],
        ["a"],
        ["1."],
        [""],
    ],
)
def test_numbers_that_do_not_rise_or_hang_in_the_air_are_not(numbers: list[str]) -> None:
    assert not rules.are_numbers_in_order(numbers)


@given(st.sets(st.integers(1, 999), min_size=1))
def test_any_rising_whole_numbers_are_in_order_and_their_reverse_is_not(wholes: set[int]) -> None:
    numbers = [str(whole) for whole in sorted(wholes)]
    assert rules.are_numbers_in_order(numbers)
    assert rules.are_numbers_in_order(numbers[::-1]) == (len(numbers) == 1)


CLAUSES = [("1", "Sign", "Your own name."), ("2", "Stay", "On the story.")]


def test_guidelines_need_every_language_and_no_other() -> None:
    differ = {"guidelines": ["languages-differ"]}
    assert rules.doubts_about_guidelines({"en": CLAUSES, "fr": CLAUSES}, ["en", "fr"]) == {}
    assert rules.doubts_about_guidelines({"en": CLAUSES}, ["en", "fr"]) == differ
    assert rules.doubts_about_guidelines({"en": CLAUSES, "fr": CLAUSES}, ["en"]) == differ


@pytest.mark.parametrize(
    ("french", "code"),
    [
        (CLAUSES[:1], "numbers-differ"),
        (CLAUSES[::-1], "numbers-differ"),
        ([("1", "Signez", "Votre nom."), ("3", "Restez", "Dans le sujet.")], "numbers-differ"),
        ([("1", " ", "Votre nom."), ("2", "Restez", "Dans le sujet.")], "missing"),
        ([("1", "Signez", ""), ("2", "Restez", "Dans le sujet.")], "missing"),
        ([("1", "S" * 121, "Votre nom."), ("2", "Restez", "Dans le sujet.")], "too-long"),
    ],
)
def test_guidelines_that_differ_between_languages_are_refused(french: rules.Clauses, code: str) -> None:
    assert rules.doubts_about_guidelines({"en": CLAUSES, "fr": french}, ["en", "fr"]) == {
        "guidelines": [code]
    }
    assert str(SENTENCES["guidelines"][code])


def test_guidelines_out_of_order_are_refused() -> None:
    assert rules.doubts_about_guidelines({"en": CLAUSES[::-1]}, ["en"]) == {
        "guidelines": ["numbers-out-of-order"]
    }


def test_a_licence_needs_every_language_and_words_in_each() -> None:
    assert rules.doubts_about_licence({"en": "Yes."}, ["en"]) == {}
    assert rules.doubts_about_licence({"en": "Yes."}, ["en", "fr"]) == {"licence": ["languages-differ"]}
    assert rules.doubts_about_licence({"en": "Yes.", "fr": " "}, ["en", "fr"]) == {"licence": ["missing"]}


def test_notices_need_every_kind_in_every_language() -> None:
    full = dict.fromkeys(rules.NOTICES, "A sentence.")
    assert rules.doubts_about_notices({"en": full}, ["en"]) == {}
    assert rules.doubts_about_notices({"en": full}, ["en", "fr"]) == {"notices": ["languages-differ"]}
    assert rules.doubts_about_notices({"en": {"names": "A sentence."}}, ["en"]) == {
        "notices": ["kinds-differ"]
    }
    assert rules.doubts_about_notices({"en": full | {"names": ""}}, ["en"]) == {"notices": ["missing"]}


def test_limits_are_whole_numbers_above_zero_or_none() -> None:
    assert rules.doubts_about_limits(closes_after_days=1, closes_at_comments=None) == {}
    assert rules.doubts_about_limits(closes_after_days=0) == {"closes_after_days": ["not-positive"]}
