"""Whatever comes in, a source gives drafts or a refusal, and nothing that cannot be stored."""

import json
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from undersigned.kernel.errors import Refused
from undersigned.stories.shapes import Hints, StoryDraft
from undersigned.stories.sources import feed, intake, ninjs, page
from undersigned.stories.sources.addresses import KEY, web_address

from . import material
from .test_feed import atom, rss

KEPT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HINTS = Hints(url="https://paper.example/a")

TEXT = st.text(max_size=30)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(TEXT, inside, max_size=4),
    max_leaves=12,
)
PIECES = [
    "<article>", "</article>", "<h1>", "<h2>", "<p>", "</p>", "<figure>", "</figure>",
    "<figure class=video>",
    "<figcaption>", "<img src='", "<img src=//[>", "<time datetime='x'>", "<br>", "<!--", "-->", "<?pi",
    "]]>",
    "<script type='application/ld+json'>", "</script>", "<meta property=og:type content=article>", "&#0;",
    "<meta property=og:title content=x>", "&lt;", "&amp", "(A/B)", "<span class=credit>", "<table><tr><td>",
    "<link rel=canonical href='https://paper.example/%'>", "1:10", "<span class=duration>", "\x00", "\ufffe",
    '{"@type": "NewsArticle", "headline": ["x"], "datePublished": "2026-05-01", "image": [{"@type": []}]}',
    '{"@type": "NewsArticle", "headline": {"@value": 1}, "video": [{"@type": "VideoObject"}, 3], "@id": 4}',
]  # fmt: skip # a table reads best as one


def held(drafts: tuple[StoryDraft, ...]) -> None:
    """Every draft can be stored and shown."""
    for draft in drafts:
        assert KEY.fullmatch(draft.key)
        assert web_address(draft.url) == draft.url
        assert draft.headline
        assert draft.published_at.utcoffset() is not None
        texts = [draft.headline, draft.deck, draft.standfirst, *(part.text for part in draft.body)]
        texts += [text for m in draft.media for text in (m.title, m.description, m.caption, m.credit, m.url)]
        for text in texts:
            assert "\x00" not in text
            text.encode()
        assert all(0 <= medium.place <= len(draft.body) for medium in draft.media)


@KEPT
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes(raw: bytes, is_json: bool) -> None:
    with suppress(Refused):
        held(intake.understood(raw, HINTS, is_json=is_json))


@KEPT
@given(
    st.lists(st.sampled_from(PIECES) | TEXT, max_size=25), st.sampled_from(["", "utf-16", "big5", "koi8-r"])
)
def test_any_page(pieces: list[str], charset: str) -> None:
    with suppress(Refused):
        held((page.draft("".join(pieces).encode("utf-8", "surrogatepass"), HINTS, charset=charset),))


@KEPT
@given(JSON)
def test_any_json(value: Any) -> None:
    with suppress(Refused):
        held((ninjs.draft(json.dumps(value).encode(), HINTS),))


def changed(data: st.DataObject, raw: bytes) -> bytes:
    """A document with a piece of it gone, doubled or replaced."""
    begin = data.draw(st.integers(0, len(raw)))
    end = min(len(raw), begin + data.draw(st.integers(0, 40)))
    return raw[:begin] + data.draw(st.binary(max_size=8) | st.just(raw[begin:end] * 2)) + raw[end:]


LINKED = material.LINKED | {"video": {"@type": "VideoObject", "name": "v"}, "author": [{"name": "Ada"}]}
FIGURE = '<figure class="video"><h3>a</h3><p>b <span class="duration">1:10</span></p></figure>'
PHOTO = '<figure><img src="/a.jpg"><figcaption>Caption. (A/B)</figcaption></figure>'
PICTURE = {
    "name": "a",
    "uri": "x:y",
    "type": "picture",
    "by": "A",
    "copyrightNotice": "A/B",
    "descriptions": [{"value": "Caption. (A/B)"}],
    "renditions": [{"name": "m", "duration": 1.5}],
}
MEDIA_RSS = '<media:content medium="image" url="https://m.example/a.jpg"/>'
WHOLE = (
    material.written(material.ninjs(associations=[PICTURE])),
    material.page(LINKED, body=material.ARTICLE.replace("<h2>", FIGURE + PHOTO + "<h2>")),
    rss(MEDIA_RSS),
    atom(),
)


@KEPT
@given(st.data(), st.sampled_from(WHOLE))
def test_any_damage(data: st.DataObject, raw: bytes) -> None:
    with suppress(Refused):
        held(intake.understood(changed(data, raw), HINTS, address="https://paper.example/feed"))


@KEPT
@given(JSON, st.sampled_from(sorted(material.LINKED)))
def test_any_value_in_json_ld(value: Any, name: str) -> None:
    for block in (value, material.LINKED | {name: value}, material.LINKED | {"video": value, "image": value}):
        with suppress(Refused):
            held((page.draft(material.page(block), HINTS),))


@KEPT
@given(
    st.dictionaries(st.sampled_from(["by", "uri", "headlines", "bodies", "associations", "language"]), JSON)
)
def test_any_value_in_ninjs(fields: dict[str, Any]) -> None:
    with suppress(Refused):
        held((ninjs.draft(material.written(material.ninjs(**fields)), HINTS),))


def test_depth_does_not_exhaust_the_reader() -> None:
    deep = 20_000
    xhtml = '<content type="xhtml">' + "<div>" * deep + "Deep." + "</div>" * deep + "</content>"
    for raw in (
        material.page(body="<article><h1>A</h1>" + "<div>" * deep + "<p>Deep.</p>"),
        material.page("[" * deep),
        material.page('{"@graph":' * deep + "[]" + "}" * deep),
        b"{" + b'"a":{' * deep,
        b"<rss>" * deep,
    ):
        with suppress(Refused):
            held(intake.understood(raw, HINTS))
    held(feed.drafts(atom(xhtml), HINTS, address="https://paper.example/"))
