"""HTML read as a story: paragraphs, section headings and figures in document order, never its code."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from undersigned.stories.shapes import Part

from .prose import BREAK, folded, line

Element = Any  # lxml's elements; its published types do not know the HTML ones

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | frozenset(
    "address article blockquote body center dd details "  # noqa: SIM905 - reads best as words
    "div dl dt fieldset figcaption figure header hr li main ol p pre section summary table tbody td th "
    "thead tr ul".split()
)
SILENT = frozenset(
    "aside audio button canvas datalist dialog embed "  # noqa: SIM905 - reads best as words
    "footer form head iframe input map math menu meter nav noscript object progress script select style "
    "svg template textarea title video".split()
)


def parse(text: str) -> Element:
    """A document or fragment as a tree; markup is mended as browsers do. None when there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def classes(element: Element) -> set[str]:
    """The class words and the id of an element, in small letters."""
    return set(f"{element.get('class') or ''} {element.get('id') or ''}".lower().split())


@dataclass(slots=True)
class Flow:
    """What was read: parts in order, and each figure with the number of parts before it."""

    parts: list[Part] = field(default_factory=list)
    figures: list[tuple[int, Element]] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _headings_open: int = 0

    def say(self, words: str | None) -> None:
        if words:
            self._words.append(words)

    def finish(self) -> None:
        texts = folded("".join(self._words))
        self.parts += [Part("heading" if self._headings_open else "paragraph", text) for text in texts]
        self._words.clear()

    def enter(self, tag: str) -> None:
        if tag in BLOCKS:
            self.finish()
            self._headings_open += tag in HEADINGS
        elif tag == "br":
            self.say(BREAK)

    def leave(self, tag: str) -> None:
        if tag in BLOCKS:
            self.finish()
            self._headings_open -= tag in HEADINGS


def read(root: Element, is_left_out: Callable[[Element], bool] = lambda _: False) -> Flow:
    """The parts and figures under an element.

    Left out with all they hold: scripts, forms, asides and the like, and what `is_left_out` says.
    """
    flow = Flow()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            flow.leave(element.tag)
            flow.say(element.tail if element is not root else None)
        elif element is not root and (element.tag in SILENT or is_left_out(element)):
            flow.enter(element.tag)
            walk.skip_subtree()
        elif element is not root and is_medium(element):
            flow.enter(element.tag)
            flow.figures.append((len(flow.parts), element))
            walk.skip_subtree()
        else:
            flow.enter(element.tag)
            flow.say(element.text)
    flow.finish()
    return flow


def words(element: Element, is_left_out: Callable[[Element], bool] = lambda _: False) -> str:
    """The text under an element as one line."""
    return line(" ".join(part.text for part in read(element, is_left_out).parts))


def plain(text: str) -> str:
    """A piece of HTML as one line of text."""
    tree = parse(text) if "<" in text or "&" in text else None
    return line(text) if tree is None else words(tree)


def is_medium(element: Element) -> bool:
    """Whether a figure holds a picture or a film; one with a quotation or a table is text."""
    if element.tag != "figure":
        return False
    return is_video(element) or next(element.iter("img", "picture"), None) is not None


def is_video(figure: Element) -> bool:
    """Whether it holds a film, or is the card of one."""
    return bool(classes(figure) & {"video", "video-card", "media-video"}) or (
        next(figure.iter("video"), None) is not None
    )


def first(root: Element, is_wanted: Callable[[Element], bool]) -> Element:
    """The first element under another that is wanted; None if there is none."""
    return next((element for element in root.iterdescendants() if is_wanted(element)), None)
