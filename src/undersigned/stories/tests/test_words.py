"""Text, credits, times and addresses as sources write them."""

from datetime import UTC, datetime

import pytest

from undersigned.stories.errors import SourceBadlyEncoded
from undersigned.stories.sources import credit
from undersigned.stories.sources.addresses import absolute, key_of, web_address
from undersigned.stories.sources.credit import Credit
from undersigned.stories.sources.encoding import decoded
from undersigned.stories.sources.moments import moment, seconds
from undersigned.stories.sources.prose import clean, line, paragraphs

CHAIN = ("Alexei Nikolsky", "Sputnik", "Kremlin", "Associated Press")
PRINTED = "/".join(CHAIN)


def test_a_line_is_folded_and_cleaned_and_keeps_french_spaces() -> None:
    assert line("  a\n b\u00a0: \x00c\ud800\ufeff  ") == "a b\u00a0: c"
    assert clean("e\u0301") == "é"
    assert line(None) == line(3) == ""


def test_paragraphs_part_at_empty_lines_else_at_every_line() -> None:
    assert [part.text for part in paragraphs("a\r\nb\r\n \r\nc")] == ["a b", "c"]
    assert [part.text for part in paragraphs("a\rb\n\n")] == ["a b"]
    assert [part.text for part in paragraphs("a\nb")] == ["a", "b"]


@pytest.mark.parametrize(
    ("caption", "kept", "printed"),
    [
        (f"It was so. ({PRINTED})", "It was so.", PRINTED),
        (f"'It was so.' ({PRINTED})", "'It was so.'", PRINTED),
        ("A bridge (Jane Roe/CBC)", "A bridge", "Jane Roe/CBC"),
        ("A bridge. (Reuters)", "A bridge.", "Reuters"),
        ("(Reuters)", "", "Reuters"),
        (
            "Le pont\u00a0! (Émile Roy/La Presse canadienne)",
            "Le pont\u00a0!",
            "Émile Roy/La Presse canadienne",
        ),
        ("A bridge (left)", "A bridge (left)", ""),
        ("A bridge in May. (Jan. 2016)", "A bridge in May. (Jan. 2016)", ""),
        ("Ada Okafor (Halifax)", "Ada Okafor (Halifax)", ""),
        ("Read more. (See https://a.example/b)", "Read more. (See https://a.example/b)", ""),
        ("Up and/or down (and/or sideways)", "Up and/or down (and/or sideways)", ""),
        ("", "", ""),
    ],
)
def test_a_caption_parts_from_the_credit_at_its_end(caption: str, kept: str, printed: str) -> None:
    found, told = credit.split(caption)
    assert (found, told.line) == (kept, printed)
    assert "/".join(told.names) == printed


def test_a_chain_of_makers_sources_and_notice_comes_out_whole() -> None:
    by, *sources = CHAIN
    whole = Credit(PRINTED, CHAIN)
    assert credit.of_chain(by, sources, PRINTED) == whole
    assert credit.of_chain(by, sources, "") == whole
    assert credit.of_chain("", [], PRINTED) == whole
    assert credit.of_chain(by, [], PRINTED) == whole
    assert credit.of_chain(by, sources, "Kremlin/Sputnik") == whole
    assert credit.of_chain("", [], "") == Credit()


def test_a_notice_that_says_more_closes_the_chain() -> None:
    told = credit.of_chain("Jane Roe", ["CBC"], "© 2026 The Agency, www.agency.example/terms")
    assert told.names == ("Jane Roe", "CBC", "© 2026 The Agency, www.agency.example/terms")
    assert told.line == "Jane Roe/CBC/© 2026 The Agency, www.agency.example/terms"


def test_a_credit_line_loses_its_parentheses() -> None:
    assert credit.of_line("(Jane Roe / CBC)") == Credit("Jane Roe / CBC", ("Jane Roe", "CBC"))
    assert credit.of_line("(A) and (B)").line == "(A) and (B)"


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2016-03-14T17:18:00Z", datetime(2016, 3, 14, 17, 18, tzinfo=UTC)),
        ("2016-03-14T13:18:00-04:00", datetime(2016, 3, 14, 17, 18, tzinfo=UTC)),
        ("Mon, 14 Mar 2016 13:18:00 -0400", datetime(2016, 3, 14, 17, 18, tzinfo=UTC)),
        ("2016-03-14", datetime(2016, 3, 14, tzinfo=UTC)),
        ("6 years ago", None),
        ("il y a 6 ans", None),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
        (1457975880, None),
    ],
)
def test_only_absolute_times_are_times(told: object, meant: datetime | None) -> None:
    assert moment(told) == meant


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (70, 70), (69.7, 70), ("70", 70), ("1:10", 70), ("1:02:05", 3725), ("PT1M10S", 70), ("PT0.5H", 1800),
        (0, None), (-1, None), (True, None), ("", None), ("P1M", None), ("PT", None), ("1:70", None),
        ("P99999999999D", None), (float("nan"), None), (float("inf"), None), ("soon", None), (None, None),
    ],
)  # fmt: skip # a table reads best as one
def test_lengths_in_every_form(told: object, meant: int | None) -> None:
    assert seconds(told) == meant


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("https://Paper.example/A#top", "https://paper.example/A"),
        ("HTTP://paper.example", "http://paper.example"),
        ("https://paper.example:8443/a?b=c", "https://paper.example:8443/a?b=c"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//paper.example/a", ""),
        ("https://", ""),
        ("https://user:word@paper.example/", ""),
        ("https://paper.example/a b", ""),
        ('https://paper.example/"onload=', ""),
        ("https://paper.example:99999/", ""),
        ("https://[::1/", ""),
        ("https://paper.example/" + "a" * 1000, ""),
        (None, ""),
    ],
)
def test_web_addresses_are_http_with_a_host_and_without_fragment(told: str | None, meant: str) -> None:
    assert web_address(told) == meant


def test_a_link_is_read_from_its_page() -> None:
    assert absolute("../b.jpg", "https://paper.example/a/c") == "https://paper.example/b.jpg"
    assert absolute("/b", "") == absolute(None, "https://paper.example/") == absolute("http://[", "") == ""


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://news.example/story/1.3490270", "1.3490270"),
        ("https://news.example/story/1.3490270/?a=b", "1.3490270"),
        ("https://fleuve.example/l%C3%A9t%C3%A9-du-pont", "lete-du-pont"),
        ("https://news.example/a:b", "a-b"),
        ("urn:newsml:agency.example:20260501:42", "42"),
        ("tag:agency.example,2026:the/story", "story"),
        ("https://news.example/", ""),
        ("https://news.example/..", ""),
        ("https://news.example/%D0%BC%D0%BE%D1%81%D1%82", ""),
        ("https://[", ""),
    ],
)
def test_a_key_is_the_end_of_an_address(address: str, key: str) -> None:
    assert key_of(address) == key


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        ("<p>é".encode(), ""),
        ("\ufeff<p>é".encode(), "iso-8859-1"),
        ("<p>é".encode("utf-16"), ""),
        ("<p>é".encode("latin-1"), "ISO-8859-1"),
        ('<meta charset="windows-1252"><p>é'.encode("cp1252"), ""),
        ('<?xml version="1.0" encoding="iso-8859-1"?><p>é'.encode("latin-1"), ""),
        ('<meta charset="no-such-thing"><p>é'.encode(), ""),
        ("<p>é".encode(), "rot13"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_is_in(raw: bytes, charset: str) -> None:
    assert decoded(raw, charset).endswith("<p>é")


@pytest.mark.parametrize(
    ("raw", "charset"), [(b"<p>\xe9", ""), (b"<p>\x81", "latin-1"), (b"a", "iso-8859-99")]
)
def test_another_encoding_than_it_says_is_refused(raw: bytes, charset: str) -> None:
    with pytest.raises(SourceBadlyEncoded):
        decoded(raw, charset)
