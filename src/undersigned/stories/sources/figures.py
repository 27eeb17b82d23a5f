"""A figure of a page → the picture or film it shows, with its caption and credit."""

from undersigned.stories.shapes import MediumDraft, Part

from . import credit
from .addresses import absolute
from .markup import HEADINGS, Element, classes, first, is_video, parse, read, words
from .moments import moment, seconds

DURATION_CLASSES = frozenset({"duration", "video-duration", "runtime"})
CREDIT_CLASSES = frozenset({"credit", "credits", "photo-credit", "image-credit", "media-credit", "copyright"})
PICTURE_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")


def medium(figure: Element, place: int, base: str) -> MediumDraft:
    """A figure as a medium: what stands in it, no relative age."""
    return _video(figure, place, base) if is_video(figure) else _picture(figure, place, base)


def within(text: str, base: str) -> tuple[tuple[Part, ...], list[MediumDraft]]:
    """A piece of HTML as its parts and the figures in it, each in its place."""
    tree = parse(text)
    if tree is None:
        return (), []
    flow = read(tree)
    return tuple(flow.parts), [medium(figure, place, base) for place, figure in flow.figures]


def _video(figure: Element, place: int, base: str) -> MediumDraft:
    title = first(figure, lambda e: e.tag in HEADINGS)
    length = first(figure, lambda e: bool(classes(e) & DURATION_CLASSES) or e.get("itemprop") == "duration")
    at = [found for e in figure.iter("time") if (found := moment(e.get("datetime")))]
    film = next(figure.iter("video", "source"), None)
    printed, told = _credited(figure)

    def is_not_description(element: Element) -> bool:
        return element.tag in HEADINGS | {"time"} or element in (length, *printed)

    return MediumDraft(
        "video",
        title="" if title is None else words(title),
        description=words(figure, is_not_description),
        duration_seconds=None if length is None else seconds(length.get("content") or words(length)),
        credit=told.line,
        credits=told.names,
        url="" if film is None else absolute(film.get("src"), base),
        published_at=at[0] if at else None,
        place=place,
    )


def _picture(figure: Element, place: int, base: str) -> MediumDraft:
    printed, told = _credited(figure)
    caption, trailing = credit.split(words(figure, lambda e: e in printed))
    if told.line and trailing.line and set(trailing.names) - set(told.names):
        caption, trailing = words(figure, lambda e: e in printed), credit.Credit()
    found = told if told.line else trailing
    image = next(figure.iter("img"), None)
    sources = () if image is None else (image.get(name) for name in PICTURE_SOURCES)
    return MediumDraft(
        "picture",
        caption=caption,
        credit=found.line,
        credits=found.names,
        url=next((url for source in sources if (url := absolute(source, base))), ""),
        place=place,
    )


def _credited(figure: Element) -> tuple[tuple[Element, ...], credit.Credit]:
    """The elements that print the credit, and what they print."""
    printed = first(
        figure,
        lambda e: bool(classes(e) & CREDIT_CLASSES) or e.get("itemprop") in {"copyrightHolder", "creditText"},
    )
    return ((), credit.Credit()) if printed is None else ((printed,), credit.of_line(words(printed)))
