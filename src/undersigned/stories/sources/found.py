"""What a source was found to say, and what it takes to make a draft of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from undersigned.stories.errors import NoAddress, NoHeadline, NoKey, NoMoment, Withheld
from undersigned.stories.shapes import Hints, MediumDraft, Part, StoryDraft

from .addresses import key_of, web_address
from .prose import line


@dataclass(slots=True)
class Found:
    """Shape  identity: what the key follows from when it is not `url`; is_withheld: not to be shown"""

    url: str = ""
    identity: str = ""
    language: str = ""
    section: str = ""
    headline: str = ""
    deck: str = ""
    standfirst: str = ""
    body: tuple[Part, ...] = ()
    media: list[MediumDraft] = field(default_factory=list)
    source_names: list[str] = field(default_factory=list)
    published_at: datetime | None = None
    embargoed_until: datetime | None = None
    is_withheld: bool = False


def settle(found: Found, hints: Hints) -> StoryDraft:
    """A complete draft. The hints win over what was found, even where they turn out not to fit.

    A standfirst that only repeats the deck or the beginning of the body is left out.

    Errors  Withheld, NoHeadline, NoAddress, NoKey, NoMoment
    """
    if found.is_withheld:
        raise Withheld
    if not found.headline:
        raise NoHeadline
    url = web_address(hints.url) or hints.url or web_address(found.url)
    if not url:
        raise NoAddress
    key = hints.key or key_of(found.identity or url)
    if not key:
        raise NoKey
    published_at = hints.published_at or found.published_at
    if published_at is None:
        raise NoMoment
    deck = "" if found.deck == found.headline else found.deck
    return StoryDraft(
        key=key,
        url=url,
        headline=found.headline,
        published_at=published_at,
        language=language_of(hints.language) or hints.language or language_of(found.language),
        section=found.section,
        deck=deck,
        standfirst="" if _is_repeated(found.standfirst, deck, found.body) else found.standfirst,
        body=found.body,
        media=tuple(found.media),
        source_names=tuple(dict.fromkeys(name for name in found.source_names if name)),
        embargoed_until=found.embargoed_until,
    )


def arrange(told: list[MediumDraft], shown: list[MediumDraft], body: Sequence[Part]) -> list[MediumDraft]:
    """The media of a story in reading order.

    Shape  told: those described beside the body, without a place; shown: the figures in it. One that
           is both, by its address, is as told and where it is shown. Of the others told, what leads
           (the videos, or the first picture where there is none) comes before the body, and the rest
           at even distances through it, never between a heading and its text.
    """
    places = {medium.url: medium.place for medium in shown if medium.url}
    placed = [replace(medium, place=places[medium.url]) for medium in told if medium.url in places]
    known = {medium.url for medium in placed}
    placed += [medium for medium in shown if medium.url not in known]
    loose = sorted((m for m in told if m.url not in places), key=lambda medium: medium.kind != "video")
    leading = sum(medium.kind == "video" for medium in loose) or int(not placed)
    rest = loose[leading:]
    for number, medium in enumerate(rest, start=1):
        place = number * len(body) // (len(rest) + 1)
        if 0 < place < len(body) and body[place - 1].kind == "heading":
            place += 1
        placed.append(replace(medium, place=place))
    return loose[:leading] + sorted(placed, key=lambda medium: medium.place)


def language_of(tag: Any) -> str:
    """A language tag without its region: "en-CA" → "en"; "" for what is none."""
    base = line(tag).replace("_", "-").split("-")[0].lower()
    return base if base.isascii() and base.isalpha() and len(base) in (2, 3) else ""


def _is_repeated(standfirst: str, deck: str, body: tuple[Part, ...]) -> bool:
    beginning = standfirst.rstrip("….").strip()
    return bool(beginning) and (standfirst == deck or (bool(body) and body[0].text.startswith(beginning)))
