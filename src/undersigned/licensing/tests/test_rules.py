import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from undersigned.licensing.errors import NotVerbatim
from undersigned.licensing.rules import ELLIPSIS, excerpt

TEXT = "The pumps were bought in 1987. Nobody minded. The new ones arrive in May."


def test_without_parts_the_whole_is_taken() -> None:
    assert excerpt(TEXT, []) == TEXT


@pytest.mark.parametrize(
    ("parts", "taken"),
    [
        (["The pumps were bought in 1987."], "The pumps were bought in 1987. […]"),
        (["The new ones arrive in May."], "[…] The new ones arrive in May."),
        (
            ["The pumps were bought in 1987.", "The new ones arrive in May."],
            "The pumps were bought in 1987. […] The new ones arrive in May.",
        ),
        (
            ["The pumps were bought in 1987.", "Nobody minded."],
            "The pumps were bought in 1987. Nobody minded. […]",
        ),
        ([TEXT], TEXT),
    ],
)
def test_what_is_left_out_is_marked(parts: list[str], taken: str) -> None:
    assert excerpt(TEXT, parts) == taken


@pytest.mark.parametrize("parts", [["the pumps"], ["Nobody minded.", "The pumps"], [""], ["  "]])
def test_another_wording_another_order_or_nothing_is_refused(parts: list[str]) -> None:
    with pytest.raises(NotVerbatim):
        excerpt(TEXT, parts)


@given(st.text(min_size=1), st.data())
def test_any_piece_of_a_text_is_verbatim(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part = text[start:end]
    assume(part.strip())
    taken = excerpt(text, [part])
    assert taken.removeprefix(f"{ELLIPSIS} ").removesuffix(f" {ELLIPSIS}") == part.strip() or ELLIPSIS in text
