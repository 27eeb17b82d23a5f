"""RSS 2.0 and Atom → a draft for each entry."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from undersigned.stories.errors import FeedEmpty, NotAFeed, OneStoryWanted
from undersigned.stories.shapes import Hints, MediumDraft, Part, StoryDraft

from . import credit, figures, markup
from .addresses import absolute, web_address
from .found import Found, arrange, settle
from .moments import moment, seconds
from .prose import line, paragraphs

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
XML = "{http://www.w3.org/XML/1998/namespace}"
KINDS = {"image": "picture", "video": "video"}


def drafts(raw: bytes, hints: Hints, *, address: str = "") -> tuple[StoryDraft, ...]:
    """The stories of a feed, in its order.

    Shape   address: where the feed was fetched, the base of its relative links
    Errors  NotAFeed, FeedEmpty, OneStoryWanted, and those of `settle` for its first unfit entry
    """
    try:
        root = fromstring(raw)
    except ParseError as error:
        raise NotAFeed(line=error.position[0], column=error.position[1] + 1) from None
    except (DefusedXmlException, ValueError, LookupError):  # entities; an encoding nobody knows
        raise NotAFeed from None
    if root.tag == "rss":
        found = [_of_item(item, root, address) for item in root.iter("item")]
    elif root.tag == f"{ATOM}feed":
        found = [_of_entry(entry, root, address) for entry in root.iter(f"{ATOM}entry")]
    else:
        raise NotAFeed
    if not found:
        raise FeedEmpty
    if len(found) > 1 and (hints.key or hints.url or hints.published_at):
        raise OneStoryWanted(count=len(found))
    return tuple(settle(entry, hints) for entry in found)


def _of_item(item: Element, root: Element, address: str) -> Found:
    """An RSS item. A `guid` that is a permalink stands in for a missing link."""
    guid = item.find("guid")
    permalink = "" if guid is None or guid.get("isPermaLink") == "false" else line(guid.text)
    summary = item.findtext("description") or ""
    content = item.findtext(f"{CONTENT}encoded") or ""
    body, shown = figures.within(content, address)
    return Found(
        url=absolute(item.findtext("link"), address) or web_address(permalink),
        language=item.findtext(f"{DC}language") or root.findtext("channel/language") or "",
        section=line(item.findtext("category")),
        headline=markup.plain(item.findtext("title") or ""),
        standfirst=markup.plain(summary),
        body=body,
        media=arrange([] if shown else [*_media(item, address)], shown, body),
        source_names=[
            *(line(creator.text) for creator in item.iter(f"{DC}creator")),
            line(item.findtext("source")),
            line(root.findtext("channel/title")),
        ],
        published_at=moment(item.findtext("pubDate")) or moment(item.findtext(f"{DC}date")),
    )


def _of_entry(entry: Element, root: Element, address: str) -> Found:
    """An Atom entry."""
    links = [link for link in entry.iter(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    pages = sorted(links, key=lambda link: "html" not in link.get("type", "text/html"))
    category = entry.find(f"{ATOM}category")
    body, shown = _content(entry.find(f"{ATOM}content"), address)
    return Found(
        url=next((url for link in pages if (url := absolute(link.get("href"), address))), "")
        or web_address(entry.findtext(f"{ATOM}id")),
        language=entry.get(f"{XML}lang") or root.get(f"{XML}lang") or "",
        section="" if category is None else line(category.get("label") or category.get("term")),
        headline=_text(entry.find(f"{ATOM}title")),
        deck=_text(entry.find(f"{ATOM}subtitle")),
        standfirst=_text(entry.find(f"{ATOM}summary")),
        body=body,
        media=arrange([] if shown else [*_media(entry, address)], shown, body),
        source_names=[
            *(line(name.text) for name in entry.iterfind(f"{ATOM}author/{ATOM}name")),
            line(entry.findtext(f"{ATOM}source/{ATOM}title")),
            _text(root.find(f"{ATOM}title")),
        ],
        published_at=moment(entry.findtext(f"{ATOM}published")) or moment(entry.findtext(f"{ATOM}updated")),
    )


def _text(element: Element | None) -> str:
    """An Atom text construct as one line."""
    if element is None:
        return ""
    if element.get("type") == "html":
        return markup.plain(element.text or "")
    return line("".join(element.itertext()))


def _content(element: Element | None, address: str) -> tuple[tuple[Part, ...], list[MediumDraft]]:
    """The parts of an Atom content, and the figures in it."""
    if element is None or element.get("src"):
        return (), []
    kind = element.get("type", "text")
    if kind == "xhtml":
        return figures.within(_of_xhtml(element), address)
    text = element.text or ""
    return figures.within(text, address) if "html" in kind else (paragraphs(text), [])


def _of_xhtml(element: Element) -> str:
    """XHTML inside the feed as HTML: the same markup, its namespace dropped."""
    for each in element.iter():
        if isinstance(each.tag, str):
            each.tag = each.tag.rpartition("}")[2]
    try:
        return tostring(element, encoding="unicode", method="html")
    except RecursionError:
        return ""


def _media(entry: Element, address: str) -> Iterator[MediumDraft]:
    """What Media RSS and enclosures tell of pictures and films: of a group, its first.

    Left aside where the content shows its own, which are the same ones in their places.
    """
    group = entry.find(f"{MEDIA}group")
    groups = [] if group is None else [group]
    contents = entry.findall(f"{MEDIA}content") or [
        c for g in groups for c in g.findall(f"{MEDIA}content")[:1]
    ]
    for content in contents:
        kind = KINDS.get(content.get("medium") or content.get("type", "").split("/")[0])
        if kind:
            yield _medium(kind, content, [content, *groups, entry], address)
    if not contents:
        for enclosure in entry.iter("enclosure"):
            kind = KINDS.get(enclosure.get("type", "").split("/")[0])
            if kind and (url := absolute(enclosure.get("url"), address)):
                yield MediumDraft("video" if kind == "video" else "picture", url=url)


def _medium(kind: str, content: Element, places: list[Element], address: str) -> MediumDraft:
    def said(name: str) -> str:
        """The first text under a name, in the medium, its group or its entry."""
        return next((words for place in places if (words := _media_text(place.find(f"{MEDIA}{name}")))), "")

    text, trailing = credit.split(said("description"))
    makers = next((found for place in places if (found := place.findall(f"{MEDIA}credit"))), [])
    chain = credit.of_chain("", [line(maker.text) for maker in makers], said("copyright"))
    chain = chain if makers else trailing
    is_video = kind == "video"
    return MediumDraft(
        "video" if is_video else "picture",
        title=said("title"),
        description=text if is_video else "",
        caption="" if is_video else text,
        duration_seconds=seconds(content.get("duration")) if is_video else None,
        credit=chain.line,
        credits=chain.names,
        url=absolute(content.get("url"), address),
    )


def _media_text(element: Element | None) -> str:
    if element is None:
        return ""
    return markup.plain(element.text or "") if element.get("type") == "html" else line(element.text)
