"""The language of a text, where it can be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.scoring.reads import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council voted for the new pumps in May and not one of them has been bought since.", "en"),
        ("Le conseil a voté les nouvelles pompes en mai et pas une seule n’a été achetée depuis.", "fr"),
        ("Lâche pas la patate, mon chum, c’est pas parce que le maire l’a dit que c’est vrai.", "fr"),
        ("Der Rat hat im Mai neue Pumpen beschlossen, und keine davon ist bisher gekauft worden.", "de"),
        ("El concejo votó las bombas nuevas en mayo y desde entonces no se ha comprado ni una.", "es"),
        ("Это очень полезная карта для всех нас в долине сегодня утром.", "ru"),  # or its neighbour
        ("Merci beaucoup!", None),
        ("I agree.", None),
        ("🙂" * 60, None),
        ("12345 67890 " * 10, None),
    ],
)
def test_it_is_told_where_it_can_be(text: str, code: str | None) -> None:
    assert language(text) == code


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    found = language(text)
    assert found is None or (found.isalpha() and found.islower())
