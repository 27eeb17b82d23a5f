import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.conversation import rules
from undersigned.conversation.rendering import render
from undersigned.kernel.errors import Invalid, TooFast, TooLong

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    try:
        once = rules.clean(text)
    except (Invalid, TooLong):
        return
    assert rules.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n\n\n" not in once


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  Bonjour.\r\n\r\n\r\n\r\nEncore. ", "Bonjour.\n\nEncore."),
        ("e\u0301cole", "école"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("a\u200bb\u0000c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🌾", "👩\u200d🌾"),
    ],
)
def test_a_text_is_kept_as_it_was_meant(sent: str, kept: str) -> None:
    assert rules.clean(sent) == kept


def test_the_longest_text_fits_and_one_more_does_not() -> None:
    assert len(rules.clean("é" * 5_000)) == 5_000
    with pytest.raises(TooLong):
        rules.clean("é" * 5_001)


@given(st.lists(st.integers(0, 4_000), max_size=40))
def test_when_the_pace_is_free_again_it_is_free(ages: list[int]) -> None:
    earlier = [NOON - timedelta(seconds=age) for age in ages]
    try:
        rules.keep_pace(earlier, NOON)
    except TooFast as refused:
        later = NOON + timedelta(seconds=refused.retry_after_seconds)
        seconds = refused.data["window_seconds"]
        most = refused.data["limit"]
        assert sum(moment > later - timedelta(seconds=seconds) for moment in earlier) < most


def test_three_a_minute_and_thirty_an_hour() -> None:
    rules.keep_pace([NOON - timedelta(seconds=1)] * 2, NOON)
    with pytest.raises(TooFast):
        rules.keep_pace([NOON - timedelta(seconds=1)] * 3, NOON)
    hourly = [NOON - timedelta(minutes=minute) for minute in range(1, 31)]
    with pytest.raises(TooFast):
        rules.keep_pace(hourly, NOON)
    rules.keep_pace(hourly[:29], NOON)


@pytest.mark.parametrize(
    ("state", "until"),
    [("held", True), ("published", True), ("refused", False), ("removed", False), ("withdrawn", False)],
)
def test_what_was_decided_against_cannot_be_revised(state: str, until: bool) -> None:
    expected = NOON + timedelta(seconds=900) if until else None
    assert rules.revisable_until(NOON, 900, state) == expected


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>"),
        ("*quite* **so**", "<p><em>quite</em> <strong>so</strong></p>"),
        ("> said\n\nno", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>no</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[here](javascript:alert(1))", "<p>[here](javascript:alert(1))</p>"),
        ("# 1 in town", "<p># 1 in town</p>"),
        ("![x](http://tracker.example/x.png)", "<p>![x](http://tracker.example/x.png)</p>"),
    ],
)
def test_text_becomes_only_the_html_a_comment_may_have(text: str, html: str) -> None:
    assert render(text) == html


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_text_becomes_anything_but_plain_markup(text: str) -> None:
    import nh3

    html = render(text)
    plain = {"p", "br", "em", "strong", "blockquote", "ul", "ol", "li"}
    assert nh3.clean(html, tags=plain, attributes={}) == html
