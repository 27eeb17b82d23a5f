import hashlib
import json
from importlib.resources import files
from typing import Any

import pytest

from undersigned.stories.errors import (
    NoAddress,
    NoHeadline,
    NoKey,
    NoMoment,
    NotJson,
    NotNinjs,
    SourceBadlyEncoded,
    Withheld,
)
from undersigned.stories.shapes import Hints, StoryDraft
from undersigned.stories.sources.ninjs import draft

from .material import ninjs, shared, written

SCHEMA = files("undersigned.stories.sources").joinpath("ninjs-schema_3.1.json")
EXAMPLES = [
    "003_associations_example",
    "004_simple_text_article",
    "005_complex_text_article",
    "007_multimedia",
]

NO_HINTS = Hints()


def read(hints: Hints = NO_HINTS, **fields: Any) -> StoryDraft:
    return draft(written(ninjs(**fields)), hints)


def picture(**fields: Any) -> dict[str, Any]:
    return {"name": "photo", "uri": "https://paper.example/photo", "type": "picture"} | fields


def test_the_real_story_comes_whole() -> None:
    story = draft(shared("stories", "withdrawal.ninjs.json"), Hints())
    assert (story.key, story.language) == ("1.3490270", "en")
    assert story.url == "https://news.example/story/1.3490270"
    assert story.headline.startswith("Putin orders")
    assert story.deck.startswith("President says")
    assert story.standfirst.startswith("Russian President Vladimir Putin said on Monday")
    assert story.published_at.isoformat() == "2016-03-14T17:18:00+00:00"
    assert [part.text for part in story.body if part.kind == "heading"] == ["Putin: Tide has been turned"]
    assert len(story.body) == 19
    assert story.source_names == ("CBC News", "The Associated Press")
    video, first, second = story.media
    assert (video.kind, video.title, video.duration_seconds) == (
        "video",
        "Russian jets begin leaving Syria",
        70,
    )
    assert video.description == "Warplanes depart airbase, arrive to fanfare in Russia"
    assert video.published_at == story.published_at
    assert first.credit == "Alexei Nikolsky/Sputnik/Kremlin/Associated Press"
    assert first.credits == ("Alexei Nikolsky", "Sputnik", "Kremlin", "Associated Press")
    assert first.caption.endswith("after achieving 'successes.'")
    assert (second.credit, second.credits) == (
        "Pavel Golovkin/Associated Press",
        ("Pavel Golovkin", "Associated Press"),
    )
    assert second.caption.endswith("parts of the country.")
    assert (video.place, first.place, second.place) == (0, 7, 12)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_of_the_standard_is_read(name: str) -> None:
    story = draft(shared("standards", "ninjs", f"{name}.json"), Hints())
    assert story.headline
    assert story.body


def test_the_schema_is_the_standards_own_to_the_byte() -> None:
    assert hashlib.sha256(SCHEMA.read_bytes()).hexdigest() == (
        "404f578a299bf34e76e98f2de26ad9989882ebd7abf3a4d3cf3aa689b70a8744"
    )
    assert SCHEMA.read_bytes() == shared("standards", "ninjs", "ninjs-schema_3.1.json")


def test_headline_and_deck_are_told_by_their_roles() -> None:
    main, sub, other = ({"role": role, "value": role} for role in ("main", "sub", "print"))
    assert (read(headlines=[sub, other, main]).headline, read(headlines=[sub, main]).deck) == ("main", "sub")
    assert read(headlines=[sub, other]).headline == "print"
    assert read(headlines=[{"value": "plain"}]).headline == "plain"
    assert read(headlines=[{"value": "<b>A</b> &amp; B", "contentType": "text/html"}]).headline == "A & B"


@pytest.mark.parametrize("headlines", [None, [], [{"value": " "}], [{"role": "sub", "value": "only a deck"}]])
def test_without_a_headline_it_is_refused(headlines: Any) -> None:
    with pytest.raises(NoHeadline):
        read(headlines=headlines)


def test_markup_is_preferred_for_its_headings_and_its_code_dropped() -> None:
    html = "<div><p>One<br><br>Two</p><h3>Three</h3><script>four</script><ul><li>Five</ul></div>"
    story = read(bodies=[{"value": "plain"}, {"contentType": "application/xhtml+xml", "value": html}])
    assert [(part.kind, part.text) for part in story.body] == [
        ("paragraph", "One"),
        ("paragraph", "Two"),
        ("heading", "Three"),
        ("paragraph", "Five"),
    ]
    empty = {"contentType": "text/html", "value": "<script>x</script>"}
    assert [part.text for part in read(bodies=[empty, {"value": "plain"}]).body] == ["plain"]
    assert read(bodies=None).body == ()


def test_the_main_body_is_preferred_to_others() -> None:
    teaser, main = {"role": "teaser", "value": "Short."}, {"role": "main", "value": "Long."}
    assert [part.text for part in read(bodies=[teaser, main]).body] == ["Long."]


def test_a_standfirst_that_begins_the_body_is_not_said_twice() -> None:
    assert read(descriptions=[{"value": "First…"}]).standfirst == ""
    assert read(descriptions=[{"role": "summary", "value": "In short."}]).standfirst == "In short."


def test_a_picture_without_a_chain_takes_the_credit_from_its_caption() -> None:
    (medium,) = read(associations=[picture(descriptions=[{"value": "A bridge. (Jane Roe/CBC)"}])]).media
    assert (medium.caption, medium.credit, medium.credits) == (
        "A bridge.",
        "Jane Roe/CBC",
        ("Jane Roe", "CBC"),
    )


def test_two_credits_that_disagree_are_both_shown() -> None:
    told = picture(by="Ann Other", descriptions=[{"value": "A bridge. (Jane Roe/CBC)"}])
    (medium,) = read(associations=[told]).media
    assert (medium.caption, medium.credit) == ("A bridge. (Jane Roe/CBC)", "Ann Other")
    told = picture(by="Jane Roe", descriptions=[{"value": "A bridge. (Jane Roe/CBC)"}])
    (medium,) = read(associations=[told]).media
    assert (medium.caption, medium.credit) == ("A bridge.", "Jane Roe/CBC")
    told = picture(by="Jane Roe", copyrightNotice="CBC", descriptions=[{"value": "A bridge. (Jane Roe)"}])
    (medium,) = read(associations=[told]).media
    assert (medium.caption, medium.credit) == ("A bridge.", "Jane Roe/CBC")


def test_what_cannot_be_shown_is_left_out() -> None:
    media = [
        picture(),
        picture(type="audio", headlines=[{"value": "Listen"}]),
        picture(headlines=[{"value": "Withheld"}], pubStatus="withheld"),
        picture(headlines=[{"value": "Shown"}], renditions=[{"name": "main", "href": "javascript:alert(1)"}]),
    ]
    (medium,) = read(associations=media).media
    assert (medium.title, medium.url) == ("Shown", "")


def test_pictures_are_spread_and_never_part_a_heading_from_its_text() -> None:
    html = "<p>1</p><p>2</p><h2>3</h2><p>4</p><p>5</p><p>6</p>"
    pictures = [picture(headlines=[{"value": str(number)}]) for number in range(2)]
    video = picture(type="video", headlines=[{"value": "v"}])
    bodies = [{"contentType": "text/html", "value": html}]
    places = [(m.title, m.place) for m in read(bodies=bodies, associations=[*pictures, video]).media]
    assert places == [("v", 0), ("0", 2), ("1", 4)]
    assert [m.place for m in read(bodies=bodies, associations=pictures).media] == [0, 4]


def test_a_picture_that_the_body_shows_stands_where_the_body_shows_it() -> None:
    html = '<p>1</p><figure><img src="https://m.example/b.jpg"></figure><p>2</p><p>3</p>'
    told = [
        picture(headlines=[{"value": "a"}]),
        picture(headlines=[{"value": "b"}], renditions=[{"name": "main", "href": "https://m.example/b.jpg"}]),
    ]
    media = read(bodies=[{"contentType": "text/html", "value": html}], associations=told).media
    assert [(m.title, m.place) for m in media] == [("b", 1), ("a", 1)]


def test_a_film_that_is_the_story_itself_leads() -> None:
    story = read(
        type="video", renditions=[{"name": "main", "href": "https://m.example/a.mp4", "duration": 70.4}]
    )
    assert (story.media[0].kind, story.media[0].duration_seconds) == ("video", 70)


def test_hints_win_over_what_the_source_says() -> None:
    story = read(Hints(key="bridge", url="https://paper.example/other", language="fr"))
    assert (story.key, story.url, story.language) == ("bridge", "https://paper.example/other", "fr")
    assert read().language == "en"
    assert read(language=None).language == ""


def test_an_identifier_that_is_no_address_needs_one() -> None:
    with pytest.raises(NoAddress):
        read(uri="urn:newsml:agency.example:20260501:42")
    story = read(Hints(url="https://paper.example/a"), uri="urn:newsml:agency.example:20260501:42")
    assert (story.key, story.url) == ("42", "https://paper.example/a")
    page = {"name": "web", "href": "https://paper.example/b", "contentType": "text/html"}
    assert read(uri="urn:newsml:agency.example:1", renditions=[page]).url == "https://paper.example/b"


def test_without_key_or_time_it_says_which() -> None:
    with pytest.raises(NoKey):
        read(uri="https://paper.example/")
    with pytest.raises(NoMoment):
        read(versionCreated=None)


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_what_the_newsroom_withholds_is_refused(status: str) -> None:
    with pytest.raises(Withheld):
        read(pubStatus=status)


def test_an_embargo_is_kept_with_the_draft() -> None:
    story = read(embargoedUntil="2026-05-02T00:00:00Z")
    assert story.embargoed_until is not None
    assert story.embargoed_until.isoformat() == "2026-05-02T00:00:00+00:00"


def test_broken_json_names_line_and_column() -> None:
    with pytest.raises(NotJson) as refused:
        draft(b'{"uri":\n "x",,}', Hints())
    assert (refused.value.data["line"], refused.value.data["column"]) == (2, 6)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b'{"a": NaN}', b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b"not json", b'{"a"\x00: 1}'],
)
def test_what_is_not_json_is_refused(raw: bytes) -> None:
    with pytest.raises(NotJson):
        draft(raw, Hints())


def test_json_is_utf8_with_or_without_its_mark() -> None:
    assert draft(b"\xef\xbb\xbf" + written(ninjs()), Hints()).headline == "The bridge opens"
    with pytest.raises(SourceBadlyEncoded) as refused:
        draft(b'{"uri": "\xe9"}', Hints())
    assert refused.value.data == {"encoding": "UTF-8", "position": 10}


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ([], "the whole should be an object"),
        ("text", "the whole should be an object"),
        ({}, "the whole has no “uri”"),
        (ninjs(storyline=1), "the whole has what ninjs does not know: “storyline”"),
        (ninjs(headlines=[{"role": "main"}]), "headlines[0] has no “value”"),
        (ninjs(headlines={"main": "x"}), "headlines should be a list"),
        (ninjs(bodies=[{"value": 3}]), "bodies[0].value should be text"),
        (ninjs(type="film"), "type should be one of text, audio, video"),
        (ninjs(versionCreated="yesterday"), "versionCreated is no date-time"),
        (ninjs(associations=[{"uri": "x:y"}]), "associations[0] has no “name”"),
        (ninjs(urgency=12), "urgency does not fit"),
    ],
)
def test_what_does_not_fit_the_schema_is_named(item: Any, problem: str) -> None:
    with pytest.raises(NotNinjs) as refused:
        draft(written(item), Hints())
    assert problem in refused.value.data["problems"]


def test_only_the_first_few_problems_are_named() -> None:
    with pytest.raises(NotNinjs) as refused:
        draft(written(ninjs(headlines=[{}] * 50)), Hints())
    assert refused.value.data["problems"].count(";") == 4


def test_a_document_nested_without_end_is_refused() -> None:
    item: dict[str, Any] = {"uri": "x:y", "name": "n"}
    for _ in range(300):
        item = {"uri": "x:y", "name": "n", "associations": [item]}
    with pytest.raises(NotNinjs, match="story-not-ninjs"):
        draft(json.dumps(item).encode(), Hints())
