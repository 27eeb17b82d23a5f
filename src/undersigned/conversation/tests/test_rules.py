import unicodedata
from datetime import UTC, datetime, timedelta
from html import unescape

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
        ("eggs\t12", "eggs 12"),
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
        ("- bread\n- salt", "<ul>\n<li>bread</li>\n<li>salt</li>\n</ul>"),
        ("1. bread\n2. salt", "<ol>\n<li>bread</li>\n<li>salt</li>\n</ol>"),
        ("1. bread\n4. salt", '<ol>\n<li>bread</li>\n<li value="4">salt</li>\n</ol>'),
        ("> said\nI doubt it.", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>I doubt it.</p>"),
        ("- dix\n1986. A good year", "<ul>\n<li>dix</li>\n</ul>\n<p>1986. A good year</p>"),
    ],
)
def test_text_becomes_only_the_html_a_comment_may_have(text: str, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "&copy; 2026, AT&T &lt;b&gt;",
        "<b>raw</b>",
        "1986. A good year",
        "2) No",
        "#5 on the list",
        "# 1 in town",
        ">50 % of us",
        ">_<",
        "+ 3 % in a year",
        "* * *",
        "***",
        "-",
        "---",
        "2*3*4 is 24, and so is 2 * 3 * 4",
        "f***ing snake_case_names",
        "the price* of bread",
        "¯\\_(ツ)_/¯",
        "C:\\*.*",
        "`code` ~~gone~~ | a | b |",
        "[here](http://paper.example) ![x](http://tracker.example/x.png)",
        "<http://paper.example/a_b_c>",
    ],
)
def test_what_only_looks_like_a_mark_is_shown_as_typed(text: str) -> None:
    html = render(text)
    assert html.startswith("<p>")
    assert html.count("<") == 2
    assert unescape(html.removeprefix("<p>").removesuffix("</p>")) == text


def test_lines_stay_lines_and_leading_spaces_mean_nothing() -> None:
    assert render("Title\n===\n    so\nit\\\nwent") == "<p>Title<br>\n===<br>\nso<br>\nit\\<br>\nwent</p>"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_text_becomes_anything_but_plain_markup(text: str) -> None:
    import nh3

    html = render(text)
    plain = {"p", "br", "em", "strong", "blockquote", "ul", "ol", "li"}
    assert nh3.clean(html, tags=plain, attributes={"li": {"value"}}) == html
