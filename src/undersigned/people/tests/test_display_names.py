"""A display name tells nobody who its bearer is."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.people.display_names import TooTelling, as_drawn, as_spelled, check_display_name
from undersigned.people.writing import Fault


@pytest.mark.parametrize(
    "name",
    [
        "Ada",
        "Blue Fox",
        "BlueFox",
        "blue_fox",
        "Renard Bleu",
        "Comet 7",
        "Zorblax",
        "ᐊᓚ",
        "さくら",
        "Le Petit Ours",
        "O",
        "Badminton",
        "Commodore",
        "Loutre Rouge",
    ],
)
def test_a_name_that_tells_nothing_is_accepted(name: str) -> None:
    house = ("Radio Halyard", "Loutre", "Fox News")
    assert check_display_name(name, first="Ada", last="Okafor", house=house) == (name, ())


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Ada Okafor", TooTelling.OWN_NAME),
        ("adaokafor", TooTelling.OWN_NAME),
        ("AdaOkafor7", TooTelling.OWN_NAME),
        ("Okafor", TooTelling.OWN_NAME),
        ("xOKAFÓRx", TooTelling.OWN_NAME),
        ("Jean Tremblay", TooTelling.FULL_NAME),
        ("jean tremblay", TooTelling.FULL_NAME),
        ("JeanTremblay", TooTelling.FULL_NAME),
        ("Jean_Tremblay", TooTelling.FULL_NAME),
        ("Jack Black", TooTelling.FULL_NAME),
        ("fox@demo.example", TooTelling.CONTACT),
        ("fox.com", TooTelling.CONTACT),
        ("5145550199", TooTelling.CONTACT),
        ("Fox 2015", TooTelling.CONTACT),
        ("Lincoln School", TooTelling.SCHOOL),
        ("École bleue", TooTelling.SCHOOL),
        ("Moderator", TooTelling.STAFF),
        ("Le Modérateur", TooTelling.STAFF),
        ("M0derator", TooTelling.STAFF),
        ("EDlTOR", TooTelling.STAFF),
        ("La Rédaction", TooTelling.STAFF),
        ("KidsEditors", TooTelling.STAFF),
        ("Mod Fox", TooTelling.STAFF),
        ("Radio Halyard", TooTelling.STAFF),
        ("RadioHalyardFan", TooTelling.STAFF),
        ("Halyard", TooTelling.STAFF),
        ("The Halyard", TooTelling.STAFF),
        ("Fox", TooTelling.STAFF),
        ("La Loutre", TooTelling.STAFF),
        ("", Fault.EMPTY),
        ("7", Fault.EMPTY),
        ("F" * 41, Fault.TOO_LONG),
        ("Fox 🦊", Fault.SYMBOL),
        ("Fox\u202e", Fault.INVISIBLE),
        ("Fоx", Fault.MIXED_SCRIPTS),
    ],
)
def test_a_name_that_tells_too_much_is_refused(name: str, reason: StrEnum) -> None:
    house = ("Radio Halyard", "Loutre", "Fox News")
    assert reason in check_display_name(name, first="Ada", last="Okafor", house=house)[1]


def test_a_short_last_name_is_found_as_a_word_only() -> None:
    assert check_display_name("Banana", first="Jin", last="Na") == ("Banana", ())
    assert TooTelling.OWN_NAME in check_display_name("Na", first="Jin", last="Na")[1]
    assert TooTelling.OWN_NAME in check_display_name("jinna", first="Jin", last="Na")[1]


def test_half_of_a_double_last_name_tells_too() -> None:
    assert TooTelling.OWN_NAME in check_display_name("tremblay", first="Eve", last="Tremblay-Roy")[1]


def test_a_single_name_may_be_its_bearers_display_name() -> None:
    assert check_display_name("Suharto", first="Suharto", last="") == ("Suharto", ())


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Blue Fox", "blue_fox"),
        ("Blue Fox", "BlueFox"),
        ("Comète", "COMETE"),
        ("Cœur", "Coeur"),
        ("Lucky", "Iucky"),
        ("Owl", "0wl"),
        ("Torn", "Tom"),
        ("Сосо", "Coco"),
        ("Ника", "НИКА"),
        ("ﾀﾛｳ", "タロウ"),
    ],
)
def test_names_spelled_or_drawn_alike_are_one(name: str, other: str) -> None:
    assert as_spelled(name) == as_spelled(other) or as_drawn(name) == as_drawn(other)


@pytest.mark.parametrize(
    ("name", "other"), [("Fox 7", "Fox 8"), ("Otter", "Otter 2"), ("か", "が"), ("कि", "का"), ("Owl", "Fowl")]
)
def test_names_that_differ_to_the_eye_are_two(name: str, other: str) -> None:
    assert as_spelled(name) != as_spelled(other)
    assert as_drawn(name) != as_drawn(other)


@given(st.text("abeilmnorstuzàéïôœ01 -_", max_size=20))
def test_capitals_make_no_other_name(name: str) -> None:
    assert as_spelled(name) == as_spelled(name.upper()) == as_spelled(name.title())


@given(st.text(max_size=50), st.sampled_from(["Okafor", "Ng", "Tremblay-Roy", "Ó hUiginn", ""]))
def test_any_text_gets_an_answer_and_never_lets_the_last_name_through(text: str, last: str) -> None:
    _, reasons = check_display_name(f"{text} {last}", first="Ada", last=last)
    assert reasons or not last
