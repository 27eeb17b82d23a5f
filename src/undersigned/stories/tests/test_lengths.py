import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.stories.lengths import duration_iso, duration_label
from undersigned.stories.sources.moments import LONGEST_SECONDS, seconds


@pytest.mark.parametrize(
    ("length", "label", "iso"),
    [
        (0, "0:00", "PT0S"),
        (5, "0:05", "PT5S"),
        (60, "1:00", "PT1M"),
        (70, "1:10", "PT1M10S"),
        (3725, "1:02:05", "PT1H2M5S"),
        (360_000, "100:00:00", "PT100H"),
    ],
)
def test_a_length_on_the_clock_and_for_machines(length: int, label: str, iso: str) -> None:
    assert (duration_label(length), duration_iso(length)) == (label, iso)


@given(st.integers(1, LONGEST_SECONDS))
def test_a_length_comes_back_from_both_its_forms(length: int) -> None:
    assert seconds(duration_iso(length)) == length
    assert seconds(duration_label(length)) == length
