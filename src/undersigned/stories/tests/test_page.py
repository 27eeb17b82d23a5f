from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from undersigned.stories.errors import NoAddress, NoArticle, NoHeadline, NoMoment, SourceBadlyEncoded
from undersigned.stories.shapes import Hints, StoryDraft
from undersigned.stories.sources import ninjs
from undersigned.stories.sources.page import draft

from .material import ARTICLE, LINKED, page, shared

OPEN_GRAPH = (
    '<meta property="og:type" content="article">'
    '<meta property="og:title" content="Le pont ouvre | Le Fleuve">'
    '<meta property="article:published_time" content="2026-05-01T10:00:00Z">'
    '<meta property="og:description" content="En bref."><meta property="og:site_name" content="Le Fleuve">'
)

NO_HINTS = Hints()


def read(linked: Any = LINKED, hints: Hints = NO_HINTS, **parts: str) -> StoryDraft:
    return draft(page(linked, **parts), hints)


def linked(**fields: Any) -> dict[str, Any]:
    return LINKED | fields


def figure(inside: str, kind: str = "") -> str:
    return f'<article><h1>Le pont ouvre</h1><p>Un.</p><figure class="{kind}">{inside}</figure></article>'


def test_the_real_page_comes_whole() -> None:
    story = draft(shared("stories", "withdrawal.html"), Hints())
    told = ninjs.draft(shared("stories", "withdrawal.ninjs.json"), Hints())
    assert replace(story, media=(), source_names=()) == replace(told, media=(), source_names=())
    video, first, second = story.media
    assert (video.kind, video.title, video.duration_seconds) == (
        "video",
        "Russian jets begin leaving Syria",
        70,
    )
    assert video.description == "Warplanes depart airbase, arrive to fanfare in Russia"
    assert video.published_at == datetime(2016, 3, 14, 17, 18, tzinfo=UTC)
    assert first.credit == "Alexei Nikolsky/Sputnik/Kremlin/Associated Press"
    assert first.credits == ("Alexei Nikolsky", "Sputnik", "Kremlin", "Associated Press")
    assert [(m.caption, m.credit) for m in (first, second)] == [(m.caption, m.credit) for m in told.media[1:]]
    assert [m.place for m in story.media] == [0, 9, 14]
    assert "years ago" not in repr(story)


def test_markup_gives_body_and_deck_and_nothing_of_menu_or_comments() -> None:
    story = read()
    assert [(part.kind, part.text) for part in story.body] == [
        ("paragraph", "Un premier paragraphe."),
        ("heading", "La suite"),
        ("paragraph", "Un second paragraphe."),
    ]
    assert (story.headline, story.deck, story.language) == ("Le pont ouvre", "Après dix ans", "fr")
    assert (story.key, story.url) == ("pont", "https://fleuve.example/pont")
    assert story.published_at == datetime(2026, 5, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "blocks",
    [
        ([LINKED],),
        ({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, LINKED]},),
        ({"@type": "WebPage", "mainEntity": LINKED},),
        ("{broken", "[1, 2, null]", LINKED),
        ("<!-- {} -->", {"@type": "Organization"}, LINKED),
        (linked(**{"@type": ["Thing", "http://schema.org/ReportageNewsArticle"]}),),
        (linked(**{"@type": "schema:OpinionNewsArticle"}),),
        (linked(**{"@type": "BlogPosting"}),),
        (linked(headline={"@value": "Le pont ouvre", "@language": "fr"}),),
        (linked(headline=["Le pont ouvre", "Autrement"]),),
        ({"@type": "Article", "headline": "Autrement", "datePublished": "2020-01-01"}, LINKED),
        (
            linked(url="https://fleuve.example/autre", headline="Autre"),
            linked(url="https://fleuve.example/pont"),
        ),
    ],
)
def test_the_article_is_found_however_it_is_described(blocks: tuple[Any, ...]) -> None:
    story = read(blocks)
    assert story.headline == "Le pont ouvre"
    assert story.published_at == datetime(2026, 5, 1, 10, tzinfo=UTC)


def test_descriptions_are_read_as_text() -> None:
    story = read(
        linked(
            headline="Marks &amp; more &lt;b&gt;", description="A &quot;quote&quot;", articleSection=["Monde"]
        )
    )
    assert (story.headline, story.standfirst, story.section) == ("Marks & more <b>", 'A "quote"', "Monde")


def test_sources_are_named_in_place_or_by_reference() -> None:
    graph = [
        linked(
            author=[{"@type": "Person", "name": "Ada"}, "Benoît", "https://a.example/x"],
            publisher={"@id": "#p"},
        ),
        {"@id": "#p", "@type": "Organization", "name": "Le Fleuve"},
    ]
    assert read({"@graph": graph}).source_names == ("Ada", "Benoît", "Le Fleuve")


def test_open_graph_stands_in_where_there_is_no_json_ld() -> None:
    story = read(None, head=OPEN_GRAPH)
    assert (story.headline, story.standfirst, story.source_names) == (
        "Le pont ouvre",
        "En bref.",
        ("Le Fleuve",),
    )
    assert story.published_at == datetime(2026, 5, 1, 10, tzinfo=UTC)
    assert read(None, head=OPEN_GRAPH, body="").headline == "Le pont ouvre | Le Fleuve"


@pytest.mark.parametrize(
    ("blocks", "head"),
    [
        (None, ""),
        ({"@type": "WebPage", "headline": "Accueil"}, ""),
        (None, '<meta property="og:type" content="website"><meta property="og:title" content="Accueil">'),
        (None, '<meta property="og:type" content="article">'),
        ("{broken", ""),
        ((linked(url="https://fleuve.example/a"), linked(url="https://fleuve.example/b")), ""),
        ({"@type": "ItemList", "itemListElement": [{"item": LINKED}]}, ""),
    ],
)
def test_a_page_that_is_no_article_is_refused(blocks: Any, head: str) -> None:
    with pytest.raises(NoArticle):
        read(blocks, head=head)


@pytest.mark.parametrize("raw", [b"<", b"<!-- -->", b"<html></html>", b"<>"])
def test_a_page_with_nothing_in_it_is_refused(raw: bytes) -> None:
    with pytest.raises(NoArticle):
        draft(raw, Hints())


def test_what_an_article_lacks_is_named() -> None:
    with pytest.raises(NoHeadline):
        read(linked(headline=""), body="<article><p>Sans titre.</p></article>")
    with pytest.raises(NoMoment):
        read(linked(datePublished="6 years ago"))
    bare = page().replace(b'<link rel="canonical" href="https://fleuve.example/pont">', b"")
    with pytest.raises(NoAddress):
        draft(bare, Hints())
    assert draft(bare, Hints(), address="https://fleuve.example/vu").url == "https://fleuve.example/vu"
    assert draft(bare, Hints(url="https://fleuve.example/dit")).url == "https://fleuve.example/dit"
    assert (
        draft(
            bare, Hints(published_at=datetime(2020, 1, 1, tzinfo=UTC), url="https://a.example/b")
        ).published_at.year
        == 2020
    )


def test_an_encoding_that_is_not_what_it_says_is_refused() -> None:
    with pytest.raises(SourceBadlyEncoded):
        draft(page().replace("Après".encode(), b"Apr\xe8s"), Hints())


def test_a_picture_keeps_its_caption_and_its_credit_apart() -> None:
    printed = '<span class="credit">(Jane Roe/La Presse canadienne)</span>'
    inside = f'<img src="/a.jpg"><figcaption>Le pont. {printed}</figcaption>'
    (medium,) = read(body=figure(inside)).media
    assert (medium.caption, medium.credit) == ("Le pont.", "Jane Roe/La Presse canadienne")
    assert (medium.url, medium.place) == ("https://fleuve.example/a.jpg", 1)
    caption = "<figcaption>Le pont. (Jane Roe/CBC)</figcaption>"
    inside = f'<img data-src="b.jpg" src="data:image/gif;base64,AAAA">{caption}'
    (medium,) = read(body=figure(inside)).media
    assert (medium.caption, medium.credit, medium.url) == (
        "Le pont.",
        "Jane Roe/CBC",
        "https://fleuve.example/b.jpg",
    )


def test_a_credit_in_the_caption_that_disagrees_with_the_printed_one_stays() -> None:
    caption = "<figcaption>Le pont. (Jane Roe/CBC)</figcaption>"
    inside = f'<img src="a.jpg">{caption}<small class="credit">Ann Other</small>'
    (medium,) = read(body=figure(inside)).media
    assert (medium.caption, medium.credit) == ("Le pont. (Jane Roe/CBC)", "Ann Other")


@pytest.mark.parametrize(
    "image",
    [
        {"creditText": "Jane Roe/CBC"},
        {"creator": [{"name": "Jane Roe"}, {"name": "CBC"}]},
        {"copyrightNotice": "Jane Roe/CBC"},
    ],
)
def test_a_credit_described_for_a_picture_is_printed_with_it(image: dict[str, Any]) -> None:
    described = {"@type": "ImageObject", "url": "https://fleuve.example/a.jpg"} | image
    (medium,) = read(linked(image=[described]), body=figure('<img src="a.jpg">')).media
    assert medium.credits == ("Jane Roe", "CBC")


def test_a_quotation_in_a_figure_is_text() -> None:
    story = read(body=figure("<blockquote>Enfin !</blockquote>"))
    assert (story.media, [part.text for part in story.body]) == ((), ["Un.", "Enfin !"])


def test_a_video_card_is_read_without_json_ld() -> None:
    inside = (
        '<h3>Les avions</h3><time>il y a 6 ans</time><p>Ils partent <span class="duration">1:10</span></p>'
    )
    (medium,) = read(body=figure(inside, "video")).media
    assert (medium.title, medium.description, medium.duration_seconds) == ("Les avions", "Ils partent", 70)
    assert medium.published_at is None
    timed = inside.replace("<time>", '<time datetime="2020-01-01T00:00:00Z">')
    assert read(body=figure(timed, "video")).media[0].published_at == datetime(2020, 1, 1, tzinfo=UTC)


def test_a_film_without_a_card_leads_and_one_with_a_card_stays_where_it_is() -> None:
    films = [{"@type": "VideoObject", "name": name, "duration": "PT5S"} for name in ("a", "b")]
    story = read(linked(video=films), body=figure('<video src="/a.mp4"></video>'))
    assert [(m.title, m.place, m.duration_seconds) for m in story.media] == [("b", 0, 5), ("a", 1, 5)]
    assert story.media[1].url == "https://fleuve.example/a.mp4"


def test_the_article_with_the_headline_is_the_story() -> None:
    others = "<article><h2>Autre</h2><p>" + "Long. " * 50 + "</p></article>"
    assert read(body=others + ARTICLE).body == read().body


def test_a_page_without_article_element_is_read_from_its_marked_body() -> None:
    body = '<div itemprop="articleBody"><p>Un.</p></div><div class="comments"><p>Deux.</p></div>'
    assert [part.text for part in read(body=body).body] == ["Un."]
    described = linked(articleBody="Un.\n\nDeux.")
    assert [part.text for part in read(described, body="<div><p>Menu</p></div>").body] == ["Un.", "Deux."]
    assert read(body="<div><p>Menu</p></div>").body == ()


def test_a_standfirst_of_the_page_comes_before_the_description() -> None:
    body = ARTICLE.replace("<h2>", '<p class="standfirst">En bref.</p><h2>')
    story = read(linked(description="Autrement."), body=body)
    assert story.standfirst == "En bref."
    assert "En bref." not in [part.text for part in story.body]
