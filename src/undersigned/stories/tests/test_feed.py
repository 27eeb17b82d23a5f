from datetime import UTC, datetime

import pytest

from undersigned.stories.errors import FeedEmpty, NoHeadline, NotAFeed, OneStoryWanted
from undersigned.stories.shapes import Hints
from undersigned.stories.sources.feed import drafts

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Paper</title><language>en-ca</language>{items}</channel></rss>"""
ITEM = """<item><title>The bridge &amp;amp; the river</title><link>https://paper.example/bridge</link>
<pubDate>Fri, 01 May 2026 06:00:00 -0400</pubDate><category>City</category><dc:creator>Ada Okafor</dc:creator>
<description>&lt;p&gt;In &lt;b&gt;short&lt;/b&gt;.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>First.</p><h2>Then</h2><p>Second.</p>]]></content:encoded>{more}</item>"""
DATED = "<pubDate>Fri, 01 May 2026 06:00:00 GMT</pubDate>"
OTHER = f"<item><title>Other</title><link>https://paper.example/other</link>{DATED}</item>"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Fleuve</title>
<entry><id>tag:fleuve.example,2026:1</id><title type="html">Le &lt;i&gt;pont&lt;/i&gt;</title>
<link rel="self" href="https://fleuve.example/1.atom"/><link href="/pont"/>
<updated>2026-05-02T00:00:00Z</updated><published>2026-05-01T10:00:00Z</published>
<author><name>Benoît Tremblay</name></author><category term="ville" label="Ville"/>
<summary>En bref.</summary>{content}</entry></feed>"""
XHTML = """<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un &amp; deux.</p><h2>Suite</h2>
<p>Trois <em>et</em> quatre.</p></div></content>"""


def rss(more: str = "", others: str = "") -> bytes:
    return RSS.format(items=ITEM.format(more=more) + others).encode()


def atom(content: str = XHTML) -> bytes:
    return ATOM.format(content=content).encode()


def test_an_rss_item_is_a_story() -> None:
    (story,) = drafts(rss(), Hints())
    assert (story.key, story.url) == ("bridge", "https://paper.example/bridge")
    assert (story.headline, story.standfirst, story.section) == (
        "The bridge & the river",
        "In short.",
        "City",
    )
    assert [(part.kind, part.text) for part in story.body] == [
        ("paragraph", "First."),
        ("heading", "Then"),
        ("paragraph", "Second."),
    ]
    assert (story.language, story.source_names) == ("en", ("Ada Okafor", "The Paper"))
    assert story.published_at == datetime(2026, 5, 1, 10, tzinfo=UTC)


def test_an_atom_entry_is_a_story() -> None:
    (story,) = drafts(atom(), Hints(), address="https://fleuve.example/feed")
    assert (story.key, story.url, story.language) == ("pont", "https://fleuve.example/pont", "fr")
    assert (story.headline, story.standfirst, story.section) == ("Le pont", "En bref.", "Ville")
    assert [part.text for part in story.body] == ["Un & deux.", "Suite", "Trois et quatre."]
    assert story.source_names == ("Benoît Tremblay", "Le Fleuve")
    assert story.published_at == datetime(2026, 5, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('<content type="html">&lt;p&gt;Un.&lt;/p&gt;&lt;p&gt;Deux.&lt;/p&gt;</content>', ["Un.", "Deux."]),
        ("<content>Un.\n\nDeux.</content>", ["Un.", "Deux."]),
        ('<content src="https://fleuve.example/elsewhere"/>', []),
        ("", []),
    ],
)
def test_an_atom_content_of_any_kind(content: str, texts: list[str]) -> None:
    (story,) = drafts(atom(content), Hints(), address="https://fleuve.example/")
    assert [part.text for part in story.body] == texts


def test_entries_keep_their_order() -> None:
    assert [story.key for story in drafts(rss(others=OTHER), Hints())] == ["bridge", "other"]


def test_media_rss_gives_pictures_with_their_credits() -> None:
    more = """<media:content url="https://m.example/a.jpg" medium="image">
    <media:description>The bridge. (Jane Roe/CBC)</media:description></media:content>
    <media:content url="https://m.example/b.mp4" type="video/mp4" duration="70">
    <media:title>The river</media:title>
    <media:credit role="author">Ann Other</media:credit><media:credit>CBC</media:credit></media:content>
    <media:content url="https://m.example/c.mp3" type="audio/mpeg"/>"""
    video, image = drafts(rss(more), Hints())[0].media
    assert (image.caption, image.credit, image.url) == (
        "The bridge.",
        "Jane Roe/CBC",
        "https://m.example/a.jpg",
    )
    assert (video.title, video.duration_seconds, video.credits) == ("The river", 70, ("Ann Other", "CBC"))


def test_of_a_group_only_the_first_rendition_is_shown() -> None:
    more = """<media:group><media:content url="https://m.example/a.jpg" medium="image"/>
    <media:content url="https://m.example/b.jpg" medium="image"/><media:title>Once</media:title>
    </media:group>"""
    (image,) = drafts(rss(more), Hints())[0].media
    assert (image.url, image.title) == ("https://m.example/a.jpg", "Once")


def test_an_enclosure_is_a_picture_and_figures_of_the_content_come_before_it() -> None:
    enclosure = '<enclosure url="https://m.example/a.jpg" type="image/jpeg"/><enclosure type="text/plain"/>'
    (image,) = drafts(rss(enclosure), Hints())[0].media
    assert image.url == "https://m.example/a.jpg"
    shown = rss(enclosure).replace(
        b"<p>Second.", b'<figure><img src="https://m.example/b.jpg"></figure><p>Second.'
    )
    (image,) = drafts(shown, Hints())[0].media
    assert (image.url, image.place) == ("https://m.example/b.jpg", 2)


def test_a_permalink_stands_in_for_a_link() -> None:
    item = f"<item><title>A</title><guid>https://paper.example/a</guid>{DATED}</item>"
    assert drafts(RSS.format(items=item).encode(), Hints())[0].key == "a"


def test_one_unfit_entry_refuses_the_feed() -> None:
    with pytest.raises(NoHeadline):
        drafts(rss(others=OTHER.replace("Other</title>", "</title>")), Hints())


def test_a_key_is_for_one_story() -> None:
    assert drafts(rss(), Hints(key="mine"))[0].key == "mine"
    with pytest.raises(OneStoryWanted) as refused:
        drafts(rss(others=OTHER), Hints(key="mine"))
    assert refused.value.data == {"count": 2}


def test_a_feed_without_entries_is_refused() -> None:
    with pytest.raises(FeedEmpty):
        drafts(RSS.format(items="").encode(), Hints())


def test_broken_xml_names_line_and_column() -> None:
    with pytest.raises(NotAFeed) as refused:
        drafts(b"<rss>\n<channel></rss>", Hints())
    assert refused.value.data == {"line": 2, "column": 12}


@pytest.mark.parametrize(
    "raw",
    [
        b"<opml/>",
        b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>',
        b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>',
        b'<?xml version="1.0" encoding="no-such"?><rss/>',
    ],
)
def test_what_is_no_feed_or_reaches_outside_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAFeed):
        drafts(raw, Hints())
