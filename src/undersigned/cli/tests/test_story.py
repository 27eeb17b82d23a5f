"""`undersigned story add FILE|URL`."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps

from undersigned.cli import main
from undersigned.communities.models import Community
from undersigned.stories import reads
from undersigned.stories.tests.material import SHARED, ninjs, page, shared, written
from undersigned.stories.tests.test_feed import OTHER, rss

PAGE = "http://127.0.0.1:8000/news/1.3490270/"


@pytest.fixture(autouse=True)
def _news(news: Community) -> None:
    """Every test has the community `news`."""


def add(source: object, *more: str) -> int:
    return main(["story", "add", str(source), "--community", "news", *more])


def counts() -> dict[str, int]:
    """How many rows every table of the product has."""
    return {m._meta.label: m._default_manager.count() for m in apps.get_models()}


@pytest.mark.parametrize("name", ["withdrawal.ninjs.json", "withdrawal.html"])
def test_the_real_story_is_registered_and_its_page_named(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shared("stories", name)
    assert add(SHARED / "stories" / name) == 0
    assert capsys.readouterr().out.startswith(f"registered  {PAGE}  Putin orders Russian troops")


def test_both_forms_of_the_real_story_are_one_story(
    news: Community, capsys: pytest.CaptureFixture[str]
) -> None:
    shared("stories", "withdrawal.html")
    for name in ("withdrawal.ninjs.json", "withdrawal.html", "withdrawal.html"):
        assert add(SHARED / "stories" / name) == 0
    told = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert told == ["registered", "updated", "unchanged"]
    whole = reads.whole(reads.by_key(news.id, "1.3490270"))
    assert [medium.credit for medium in whole.media[1:]] == [
        "Alexei Nikolsky/Sputnik/Kremlin/Associated Press",
        "Pavel Golovkin/Associated Press",
    ]


def test_every_story_of_a_feed_is_told_on_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "feed").write_bytes(rss(others=OTHER))
    assert add(tmp_path / "feed") == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == [
        "http://127.0.0.1:8000/news/bridge/",
        "http://127.0.0.1:8000/news/other/",
    ]


def test_what_the_newsroom_says_beside_it_wins(news: Community, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(written(ninjs(versionCreated=None)))
    more = [
        "--key",
        "k",
        "--url",
        "https://a.example/b",
        "--language",
        "fr",
        "--published",
        "2026-05-01T10:00",
    ]
    assert add(tmp_path / "a", *more) == 0
    made = reads.by_key(news.id, "k")
    assert (made.url, made.language) == ("https://a.example/b", "fr")
    assert made.published_at.isoformat() == "2026-05-01T10:00:00+00:00"


def bad(raw: bytes, name: str = "source") -> Callable[[Path], str]:
    def made(folder: Path) -> str:
        (folder / name).write_bytes(raw)
        return str(folder / name)

    return made


def big(folder: Path) -> str:
    path = bad(b"{", "big.json")(folder)
    os.truncate(path, 50_000_000)
    return path


REFUSED = [
    (bad(b'{"a": 1}'), "This is JSON, but not ninjs 3.1. It does not fit the schema: the whole has no “uri”"),
    (bad(written(ninjs(headlines=[]))), "The story has no headline."),
    (bad(b'{"uri":\n "x",,}'), "This is not JSON. It breaks in line 2, column 6"),
    (bad(b"hello", "a.json"), "This is not JSON."),
    (bad(page(None)), "This page does not say that it is an article."),
    (big, "That is too large for a story. A source may have 20 MB at most."),
    (bad(b""), "There is nothing in it."),
    (bad(b"\x89PNG\r\n\x00"), "This is neither ninjs, nor a page, nor a feed."),
    (bad(b'{"uri": "\xe9"}'), "The text cannot be read. Byte 10 is not UTF-8"),
    (bad(b"<rss><channel>"), "This is no RSS or Atom feed. The XML breaks in line 1, column 15."),
    (bad(written(ninjs(uri="urn:a:b"))), "The story does not say where it stands."),
    (bad(written(ninjs(uri="https://a.example/guidelines"))), "Something in it does not fit."),
    (
        bad(written(ninjs(uri="https://a.example/taken"))),
        "The key belongs to another story. taken is the key of",
    ),
    (bad(written(ninjs(pubStatus="withheld"))), "The newsroom withholds this story."),
    (bad(written(ninjs(embargoedUntil="2999-01-01T00:00:00Z"))), "The story is under embargo."),
    (lambda folder: str(folder / "absent"), "The file could not be read."),
    (str, "The file could not be read."),
    (lambda _: "http://127.0.0.1/", "This address is never asked for a story. http://127.0.0.1/ is not"),
    (lambda _: "https://[::ffff:10.0.0.1]/", "This address is never asked for a story."),
    (lambda _: "http://169.254.169.254/latest", "This address is never asked for a story."),
]


@pytest.mark.parametrize(("made", "sentence"), REFUSED, ids=[sentence[:40] for _, sentence in REFUSED])
def test_each_bad_source_has_one_clear_sentence_and_changes_nothing(
    made: Callable[[Path], str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "first").write_bytes(written(ninjs(uri="https://elsewhere.example/taken")))
    assert add(tmp_path / "first") == 0
    before = counts()
    capsys.readouterr()
    assert add(made(tmp_path)) == 1
    told = capsys.readouterr()
    assert told.err.startswith(sentence)
    assert told.err.count("\n") <= 2
    assert told.out == ""
    assert counts() == before


def test_a_community_that_is_not_there_is_told_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["story", "add", str(tmp_path), "--community", "mews"]) == 1
    assert capsys.readouterr().err == "There is no community mews; there are: news.\n"


@pytest.mark.parametrize(
    "words", [["add"], ["add", "a"], [], ["add", "a", "--community", "news", "--published", "x"]]
)
def test_wrong_arguments_are_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["story", *words])
    assert ended.value.code == 2


def test_json_is_not_required_to_be_called_so(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(json.dumps(ninjs()).encode())
    assert add(tmp_path / "story.txt") == 0
