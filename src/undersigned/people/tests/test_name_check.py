"""The name check: every living script, no look-alike, and doubts that a person settles."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.people.doubts import Doubt
from undersigned.people.rules import FIRST, LAST, Refusal, check_name, full_name, hold_reasons
from undersigned.people.tests.names import DOUBTED, REAL, REFUSED
from undersigned.people.writing import Fault, tidy


@pytest.mark.parametrize(("first", "last"), REAL)
def test_a_living_name_passes_undoubted(first: str, last: str) -> None:
    verdict = check_name(first, last)
    assert verdict.refusals == ()
    assert verdict.doubts == ()


@pytest.mark.parametrize(
    ("text", "fault"), [(text, fault) for fault, texts in REFUSED.items() for text in texts.split("§")]
)
def test_what_nobody_is_called_is_refused(text: str, fault: Fault) -> None:
    for verdict, field in (check_name(text, "Okafor"), FIRST), (check_name("Ada", text), LAST):
        assert not verdict.is_accepted
        assert Refusal(field, fault) in verdict.refusals
        assert verdict.doubts == ()


@pytest.mark.parametrize("text", ["م\u200c", "ロbert", "T工M", "Pau丨"])
def test_what_is_odd_but_could_be_someone_is_not_refused(text: str) -> None:
    assert check_name(text, "Okafor").is_accepted


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [("Сосо", "Okafor", FIRST), ("Coco", "Рорре", LAST), ("Ada", "ΟΟΟ", LAST), ("Anna Сара", "Roy", FIRST)],
)
def test_a_word_posing_as_latin_beside_latin_is_refused(first: str, last: str, field: str) -> None:
    assert check_name(first, last).refusals == (Refusal(field, Fault.MIXED_SCRIPTS),)


@pytest.mark.parametrize(
    ("first", "last", "doubt"), [(*name, doubt) for doubt, names in DOUBTED.items() for name in names]
)
def test_a_doubtful_name_is_accepted_as_declared(first: str, last: str, doubt: Doubt) -> None:
    verdict = check_name(first, last)
    assert verdict.is_accepted
    assert doubt in verdict.doubts


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Radio", "Halyard"),
        ("The", "Loutre"),
        ("Halyard", "Radio Halyard"),
        ("RADIO", "HALYARD"),
        ("Râdio", "halyard"),
    ],
)
def test_a_name_that_is_the_publishers_or_a_communitys_is_doubted(first: str, last: str) -> None:
    verdict = check_name(first, last, house=("Radio Halyard", "Loutre", "Ada"))
    assert verdict.is_accepted
    assert Doubt.STAFF in verdict.doubts


def test_a_name_that_holds_a_word_of_the_publishers_is_not_doubted() -> None:
    for first, last in (("Mary", "Halyard"), ("Ada", "Okafor"), ("Loutre", "Roy")):
        assert check_name(first, last, house=("Radio Halyard", "Loutre", "Ada")).doubts == ()


def test_a_single_name_is_recorded_and_doubted() -> None:
    verdict = check_name("Suharto", "", is_single=True)
    assert (verdict.first, verdict.last, verdict.is_single) == ("Suharto", "", True)
    assert verdict.doubts == (Doubt.SINGLE_NAME,)
    assert verdict.full_name == "Suharto"


def test_a_single_name_in_the_wrong_field_is_moved() -> None:
    assert check_name("", "Suharto", is_single=True).first == "Suharto"


def test_two_names_are_two_even_when_called_single() -> None:
    verdict = check_name("Ada", "Okafor", is_single=True)
    assert not verdict.is_single
    assert verdict.doubts == ()


def test_a_last_name_is_required_without_the_exception() -> None:
    assert check_name("Suharto", " ").refusals == (Refusal(LAST, Fault.EMPTY),)


def test_both_fields_are_told_their_faults() -> None:
    assert {(r.field, r.reason) for r in check_name("Ada1", "").refusals} == {
        (FIRST, Fault.DIGIT),
        (LAST, Fault.EMPTY),
    }


def test_a_name_of_eighty_characters_fits_and_counts_after_composition() -> None:
    assert check_name("e\u0301" * 80, "Okafor").first == "é" * 80
    assert check_name("é" * 81, "Okafor").refusals == (Refusal(FIRST, Fault.TOO_LONG),)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada   Grace ", "Ada Grace"),
        ("Jean\u00a0Paul", "Jean Paul"),
        ("Zoe\u0308", "Zoë"),
        ("O`Brien", "O’Brien"),
        ("O´Brien", "O’Brien"),
        ("O'Brien", "O'Brien"),
        ("Ｔａｒｏ", "Taro"),
        ("ﾀﾛｳ", "タロウ"),
        ("ﬁona", "fiona"),
        ("Ⅲ", "III"),
        ("Roy - Côté", "Roy-Côté"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("จำนง", "จำนง"),
        ("և", "և"),
        ("豈", "豈"),
        ("列奥纳多•迪", "列奥纳多·迪"),
    ],
)
def test_a_name_is_kept_tidied(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


LETTERS = st.characters(categories=["Lu", "Ll", "Lo", "Lm"])
ANYTHING = st.text(max_size=90)


@given(ANYTHING, ANYTHING, st.booleans())
def test_any_text_at_all_gets_a_verdict(first: str, last: str, is_single: bool) -> None:
    verdict = check_name(first, last, is_single=is_single)
    assert verdict.is_accepted != bool(verdict.refusals)


@given(ANYTHING)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.sampled_from(REAL), st.data())
def test_an_accepted_name_says_the_same_again(name: tuple[str, str], data: st.DataObject) -> None:
    verdict = check_name(*name)
    assert check_name(verdict.first, verdict.last) == verdict


@given(ANYTHING, ANYTHING)
def test_what_is_accepted_holds_nothing_unseen_and_no_digit(first: str, last: str) -> None:
    verdict = check_name(first, last)
    if verdict.is_accepted:
        categories = {unicodedata.category(char) for char in verdict.full_name if char not in "\u200c\u200d"}
        assert not categories & {"Cc", "Cf", "Cs", "Co", "Nd", "No", "Nl", "So", "Sc", "Sm", "Sk", "Zl", "Zp"}
        assert 1 <= len(verdict.first) <= 80
        assert 1 <= len(verdict.last) <= 80


@given(
    st.sampled_from(REAL), st.sampled_from("\u200b\u200e\u200f\u202a\u202e\u2066\u2069\u00ad\ufeff\x07🙂7@")
)
def test_one_bad_character_anywhere_spoils_any_name(name: tuple[str, str], bad: str) -> None:
    first, last = name
    middle = len(first) // 2 + 1
    assert not check_name(first[:middle] + bad + first[middle:], last).is_accepted
    assert not check_name(first, bad + last).is_accepted


@given(st.text(LETTERS.filter(lambda c: "LATIN" in unicodedata.name(c, "")), min_size=1, max_size=20))
def test_a_cyrillic_letter_in_a_latin_word_is_refused(word: str) -> None:
    verdict = check_name(word + "а", "Okafor")
    assert Refusal(FIRST, Fault.MIXED_SCRIPTS) in verdict.refusals or not verdict.is_accepted


def test_a_full_name_is_first_then_last() -> None:
    assert full_name("Ada", "Okafor") == "Ada Okafor"
    assert full_name("Suharto", "") == "Suharto"


@pytest.mark.parametrize(
    ("state", "doubts", "is_restricted", "reasons"),
    [
        ("declared", (), False, ()),
        ("declared", ("famous",), False, ("name-doubted",)),
        ("confirmed", ("famous",), False, ()),
        ("challenged", (), False, ("name-challenged",)),
        ("confirmed", (), True, ("author-held",)),
        ("challenged", ("title",), True, ("author-held", "name-challenged")),
    ],
)
def test_what_holds_an_author(
    state: str, doubts: tuple[str, ...], is_restricted: bool, reasons: tuple[str, ...]
) -> None:
    assert hold_reasons(state, doubts, is_restricted=is_restricted) == reasons
