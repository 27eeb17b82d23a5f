"""A story's own page → draft: its JSON-LD, else its Open Graph, and the markup of its article."""

from dataclasses import replace
from typing import Any

from undersigned.stories.errors import NoArticle
from undersigned.stories.shapes import Hints, MediumDraft, StoryDraft

from . import credit, figures, linked_data, markup
from .addresses import absolute, web_address
from .encoding import decoded
from .found import Found, settle
from .markup import Element, classes
from .moments import moment, seconds
from .prose import line, paragraphs

DECK_CLASSES = frozenset({"deck", "dek", "subheadline", "subhead", "subtitle", "article-deck"})
STANDFIRST_CLASSES = frozenset({"standfirst", "summary", "chapo", "article-standfirst"})
BODY_CLASSES = frozenset(
    {"article-body", "articlebody", "story-body", "story", "entry-content", "post-content"}
)
NOT_STORY_CLASSES = frozenset(
    "advert advertisement author breadcrumb breadcrumbs "  # noqa: SIM905 - reads best as words
    "byline caption comment comments conversation dateline discussion disqus_thread newsletter promo "
    "recommended related share sharing social tags timestamp".split()
)


def draft(raw: bytes, hints: Hints, *, charset: str = "", address: str = "") -> StoryDraft:
    """The story that a page is.

    Shape   charset and address: as the page was served, if it was
    Errors  SourceBadlyEncoded, NoArticle, and those of `settle`
    """
    tree = markup.parse(decoded(raw, charset))
    if tree is None:
        raise NoArticle
    metas = _metas(tree)
    canonical = web_address(_canonical(tree, address))
    nodes = linked_data.nodes(tree)
    node = linked_data.article(nodes, canonical)
    if node is None and not _is_article(metas):
        raise NoArticle
    found = _described(node or {}, nodes, metas, tree)
    found.url = canonical or found.url or web_address(metas.get("og:url")) or address
    _read_markup(found, tree, found.url or address, node or {}, nodes)
    return settle(found, hints)


def _described(
    node: dict[str, Any], nodes: list[dict[str, Any]], metas: dict[str, str], tree: Element
) -> Found:
    """What the page tells machines."""
    text = linked_data.text
    return Found(
        url=next(filter(None, map(web_address, linked_data.addresses(node))), ""),
        language=text(node.get("inLanguage")) or tree.get("lang") or metas.get("og:locale", ""),
        section=text(node.get("articleSection")) or line(metas.get("article:section")),
        headline=text(node.get("headline")) or (_open_graph_headline(metas, tree) if not node else ""),
        deck=text(node.get("alternativeHeadline")),
        standfirst=text(node.get("description"))
        or line(metas.get("og:description") or metas.get("description")),
        body=paragraphs(body) if isinstance(body := node.get("articleBody"), str) else (),
        source_names=[
            *linked_data.names(node.get("author"), nodes),
            *linked_data.names(node.get("publisher"), nodes),
            *linked_data.names(node.get("sourceOrganization"), nodes),
        ]
        or [line(metas.get("og:site_name"))],
        published_at=moment(text(node.get("datePublished")))
        or moment(text(node.get("dateCreated")))
        or moment(metas.get("article:published_time")),
    )


def _read_markup(
    found: Found, tree: Element, base: str, node: dict[str, Any], nodes: list[dict[str, Any]]
) -> None:
    """Adds what readers see: headings and paragraphs, pictures and films in their places."""
    root = _article_root(tree)
    media: list[MediumDraft] = []
    if root is not None:
        found.headline = found.headline or _said_in(root, lambda e: e.tag == "h1")
        found.deck = found.deck or _said_in(root, lambda e: bool(classes(e) & DECK_CLASSES))
        standfirst = _said_in(root, lambda e: bool(classes(e) & STANDFIRST_CLASSES))
        found.standfirst = standfirst or found.standfirst
        flow = markup.read(root, _is_no_body)
        found.body = tuple(flow.parts) or found.body
        media = [figures.medium(figure, place, base) for place, figure in flow.figures]
    found.media = _with_films(_with_credits(media, node), [*linked_data.films(node, nodes)])


def _with_films(media: list[MediumDraft], films: list[dict[str, Any]]) -> list[MediumDraft]:
    """The video cards completed by the films described, in order; a film without a card leads."""
    shown = [medium for medium in media if medium.kind == "video"]
    described = [_film(film) for film in films]
    completed = {
        id(card): replace(
            film,
            title=film.title or card.title,
            description=film.description or card.description,
            duration_seconds=film.duration_seconds or card.duration_seconds,
            credit=card.credit,
            credits=card.credits,
            url=film.url or card.url,
            published_at=film.published_at or card.published_at,
            place=card.place,
        )
        for card, film in zip(shown, described, strict=False)
    }
    return described[len(shown) :] + [completed.get(id(medium), medium) for medium in media]


def _film(film: dict[str, Any]) -> MediumDraft:
    text = linked_data.text
    return MediumDraft(
        "video",
        title=text(film.get("name")),
        description=text(film.get("description")),
        duration_seconds=seconds(text(film.get("duration"))),
        url=web_address(text(film.get("contentUrl"))) or web_address(text(film.get("embedUrl"))),
        published_at=moment(text(film.get("uploadDate"))),
    )


def _with_credits(media: list[MediumDraft], node: dict[str, Any]) -> list[MediumDraft]:
    """Pictures that print no credit take the one described for their address."""
    told: dict[str, credit.Credit] = {}
    for image in linked_data.of_type("imageobject", node.get("image"), node.get("associatedMedia")):
        described = credit.of_line(
            linked_data.text(image.get("creditText"))
            or "/".join(linked_data.names(image.get("creator"), ()))
            or linked_data.text(image.get("copyrightNotice"))
        )
        for name in ("url", "contentUrl"):
            told[web_address(linked_data.text(image.get(name)))] = described
    return [
        medium
        if medium.credit or not medium.url or medium.url not in told
        else replace(medium, credit=told[medium.url].line, credits=told[medium.url].names)
        for medium in media
    ]


def _metas(tree: Element) -> dict[str, str]:
    told: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        told.setdefault(name, meta.get("content") or "")
    return told


def _canonical(tree: Element, address: str) -> str:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return absolute(link.get("href"), address)
    return ""


def _is_article(metas: dict[str, str]) -> bool:
    has_kind = metas.get("og:type", "").strip().lower() in ("article", "news", "blog")
    return bool(line(metas.get("og:title"))) and (has_kind or "article:published_time" in metas)


def _open_graph_headline(metas: dict[str, str], tree: Element) -> str:
    """`og:title`, or the page's own headline where the title only adds the paper's name to it."""
    title = line(metas.get("og:title"))
    heading = _said_in(tree, lambda e: e.tag == "h1")
    return heading if heading and title.startswith(heading) else title


def _article_root(tree: Element) -> Element:
    """The element that holds the story: the article with the headline, else the longest one."""
    articles = [e for e in tree.iter("article") if not _is_among_comments(e)]
    with_headline = [e for e in articles if next(e.iter("h1"), None) is not None]
    bodies = with_headline or articles or [e for e in tree.iter("main", "div", "section") if _is_body(e)]
    return max(bodies, key=lambda e: sum(len(part.text) for part in markup.read(e).parts), default=None)


def _is_body(element: Element) -> bool:
    return bool(
        element.get("itemprop") == "articleBody" or element.tag == "main" or classes(element) & BODY_CLASSES
    )


def _is_among_comments(element: Element) -> bool:
    return any(classes(e) & NOT_STORY_CLASSES for e in (element, *element.iterancestors()))


def _is_no_body(element: Element) -> bool:
    return element.tag in ("h1", "time") or bool(
        classes(element) & (NOT_STORY_CLASSES | DECK_CLASSES | STANDFIRST_CLASSES)
    )


def _said_in(root: Element, is_wanted: Any) -> str:
    element = markup.first(root, is_wanted)
    return "" if element is None else markup.words(element)
