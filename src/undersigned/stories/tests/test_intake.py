"""Whatever is given, by what it holds: a story, or one clear refusal."""

import os
from pathlib import Path

import pytest

from undersigned.kernel.errors import Refused
from undersigned.stories import errors
from undersigned.stories.shapes import Hints
from undersigned.stories.sources import fetch, intake

from .material import ninjs, page, written
from .test_feed import atom, rss


def given(tmp_path: Path, raw: bytes, name: str = "source") -> str:
    path = tmp_path / name
    path.write_bytes(raw)
    return str(path)


SOURCES = [written(ninjs()), page(), rss(), b"<?xml version='1.0'?><!-- a --> " + page()]


@pytest.mark.parametrize("raw", [*SOURCES, *(b"\xef\xbb\xbf" + raw for raw in SOURCES), b" \n" + page()])
def test_the_format_is_told_by_the_content(tmp_path: Path, raw: bytes) -> None:
    assert len(intake.drafts(given(tmp_path, raw), Hints())) == 1


def test_atom_and_utf16_pages_are_told_too(tmp_path: Path) -> None:
    hints = Hints(url="https://fleuve.example/pont")
    assert intake.drafts(given(tmp_path, atom()), hints)[0].headline == "Le pont"
    assert (
        intake.drafts(given(tmp_path, page().decode().encode("utf-16")), Hints())[0].headline
        == "Le pont ouvre"
    )


@pytest.mark.parametrize(
    ("raw", "name", "refusal"),
    [
        (b"", "a", errors.SourceEmpty),
        (b" \r\n ", "a.json", errors.SourceEmpty),
        (b"hello", "a.txt", errors.SourceUnknown),
        (b"hello", "a.json", errors.NotJson),
        (b"[]", "a", errors.NotNinjs),
        (b"%PDF-1.7 ...", "a.pdf", errors.SourceUnknown),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.html", errors.SourceUnknown),
        (b"<\x00\x00", "a.html", errors.SourceUnknown),
        (b"<?xml version='1.0'?><nitf><head/></nitf>", "a.xml", errors.SourceUnknown),
        (b"<html><body>hello</body></html>", "a", errors.NoArticle),
        (b"<rss></rss>", "a", errors.FeedEmpty),
        (b"<rdf:RDF xmlns:rdf='r'/>", "a", errors.NotAFeed),
        (b'{"uri": "\xe9"}', "a", errors.SourceBadlyEncoded),
        ('{"uri": "é"}'.encode("utf-16"), "a.json", errors.SourceBadlyEncoded),
        (b'{"uri": "https://paper.example/a"}', "a", errors.NoHeadline),
    ],
)
def test_each_class_of_bad_file_has_its_own_refusal(
    tmp_path: Path, raw: bytes, name: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        intake.drafts(given(tmp_path, raw, name), Hints())


def test_a_file_of_50_megabytes_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = given(tmp_path, b"", "big.json")
    os.truncate(path, 50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(errors.SourceTooLarge) as refused:
        intake.drafts(path, Hints())
    assert refused.value.data == {"limit_megabytes": 20}


def test_what_comes_from_elsewhere_has_the_same_limit() -> None:
    with pytest.raises(errors.SourceTooLarge):
        intake.understood(b" " * (intake.LIMIT_BYTES + 1), Hints())


def test_what_is_no_file_says_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for where in ("pipe", "absent", "", "a\x00b", "n" * 5000):
        with pytest.raises(errors.SourceMissing):
            intake.drafts(str(tmp_path / where), Hints())


@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "ftp://paper.example/a", "GOPHER://paper.example/", "x://y"]
)
def test_other_schemes_are_addresses_that_are_never_asked(where: str) -> None:
    with pytest.raises(errors.AddressForbidden):
        intake.drafts(where, Hints())


def test_what_is_fetched_is_read_as_it_was_served(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = page().replace("Après".encode(), b"Apr\xe8s").replace(b'<link rel="canonical"', b"<link")
    served = fetch.Fetched(raw, "https://fleuve.example/servi", "text/html", "latin-1")
    monkeypatch.setattr(intake, "fetch", lambda address, guard: served)
    (story,) = intake.drafts("https://fleuve.example/demande", Hints())
    assert (story.url, story.deck) == ("https://fleuve.example/servi", "Après dix ans")
    served = fetch.Fetched(b"<html>", "https://fleuve.example/servi", "application/ninjs+json", "")
    with pytest.raises(errors.NotJson):
        intake.drafts("https://fleuve.example/demande", Hints())
