"""Nearly the same texts share a band; others do not, or are told apart by how much they have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.scoring.near import BANDS, likeness, sketch

TEXT = (
    "The council voted for the new pumps in May and not one of them has been bought since, as anybody on the "
    "lower street can tell you; ask who signed the order and where the money went, and then vote them out."
)


def shares_a_band(text: str, other: str) -> bool:
    one, two = sketch(text), sketch(other)
    return one is not None and two is not None and any(a == b for a, b in zip(one, two, strict=True))


def test_the_same_words_are_the_same_whatever_signs_stand_between() -> None:
    assert sketch(TEXT) == sketch(TEXT.upper().replace(",", " –"))
    assert likeness(TEXT, TEXT.replace(";", "")) == 1


def test_a_text_with_a_word_changed_is_found() -> None:
    words = TEXT.split()
    changed = [" ".join([*words[:at], "elsewhere", *words[at + 1 :]]) for at in range(len(words))]
    assert sum(shares_a_band(TEXT, other) for other in changed) >= 0.9 * len(changed)


def test_other_texts_of_the_same_words_are_not() -> None:
    words = TEXT.split()
    others = [" ".join(words[first::step] * 2) for step in range(2, 12) for first in range(step)]
    assert not any(shares_a_band(TEXT, other) for other in others)
    assert max(likeness(TEXT, other) for other in others) < 0.3


@pytest.mark.parametrize("text", ["", "Yes.", "I agree", "?!", "🙂 🙂"])
def test_the_shortest_say_nothing(text: str) -> None:
    assert sketch(text) is None
    assert likeness(text, text) == 0


@given(st.text(), st.text())
def test_any_text_has_a_sketch_that_fits_the_database(text: str, other: str) -> None:
    found = sketch(text)
    assert found is None or len(found) == BANDS
    assert all(-(2**63) <= band < 2**63 for band in found or ())
    assert 0 <= likeness(text, other) == likeness(other, text) <= 1
