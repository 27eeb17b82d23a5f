"""ninjs 3.1, the IPTC's news in JSON → drafts."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from undersigned.stories.errors import NotJson, SourceBadlyEncoded
from undersigned.stories.shapes import Hints, MediumDraft, Part, StoryDraft

from . import credit, figures, markup
from .addresses import web_address
from .found import Found, arrange, settle
from .moments import moment, seconds
from .prose import line, paragraphs
from .schema import require_ninjs

Item = dict[str, Any]  # what the schema has accepted

MEDIA = {"video": "video", "picture": "picture", "graphic": "picture"}
SUB_ROLES = ("sub", "deck", "subheadline", "subhead", "subtitle", "secondary")
STANDFIRST_ROLES = ("standfirst", "summary", "abstract", "lead", "lede", "description", "")
CAPTION_ROLES = ("caption", "description", "text", "")
BODY_ROLES = ("main", "", "richtext", "text")
UNUSABLE = ("withheld", "canceled")


def draft(raw: bytes, hints: Hints) -> StoryDraft:
    """The story that a ninjs document is.

    Errors  NotJson, SourceBadlyEncoded, NotNinjs, and those of `settle`
    """
    return draft_of_item(document(raw), hints)


def draft_of_item(item: Any, hints: Hints) -> StoryDraft:
    """The story that a JSON value is, when it is ninjs. Errors  NotNinjs, and those of `settle`"""
    require_ninjs(item)
    body, shown = _body(item)
    url = web_address(item["uri"]) or _page(item)
    found = Found(
        url=url,
        identity=item["uri"],
        language=item.get("language", ""),
        headline=_main_headline(item),
        deck=_of_roles(item.get("headlines", ()), SUB_ROLES),
        standfirst=_of_roles(item.get("descriptions", ()), STANDFIRST_ROLES),
        body=body,
        media=arrange(_media(item), shown, body),
        source_names=[
            line(item.get("by")),
            *(line(source.get("name")) for source in item.get("infoSources", ())),
        ],
        published_at=moment(item.get("contentCreated")) or moment(item.get("versionCreated")),
        embargoed_until=moment(item.get("embargoedUntil")),
        is_withheld=item.get("pubStatus") in UNUSABLE,
    )
    return settle(found, hints)


def document(raw: bytes) -> Any:
    """JSON as values, strictly: UTF-8, no NaN. Errors  NotJson, SourceBadlyEncoded"""
    try:
        text = raw.decode("utf-8-sig")
        return json.loads(text, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise SourceBadlyEncoded(encoding="UTF-8", position=error.start + 1) from None
    except json.JSONDecodeError as error:
        raise NotJson(line=error.lineno, column=error.colno, problem=error.msg) from None
    except RecursionError:
        raise NotJson(line=1, column=1, problem=_("it is nested too deeply")) from None
    except ValueError as error:  # a number beyond every number
        raise NotJson(line=1, column=1, problem=str(error)) from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _main_headline(item: Item) -> str:
    """The main headline, else the first that is no deck."""
    headlines = [h for h in item.get("headlines", ()) if _role(h) not in SUB_ROLES]
    return _of_roles(headlines, ("main", "headline", "")) or next(filter(None, map(_line, headlines)), "")


def _of_roles(values: Sequence[Item], roles: Sequence[str]) -> str:
    """The first text of the first role that has one; plain text before markup."""
    for role in roles:
        of_role = [value for value in values if _role(value) == role]
        for value in sorted(of_role, key=_is_html):
            if words := _line(value):
                return words
    return ""


def _body(item: Item) -> tuple[tuple[Part, ...], list[MediumDraft]]:
    """The body's parts and the figures in it.

    Markup comes before plain text, which has no headings; the main body before others.
    """

    def rank(value: Item) -> tuple[bool, int]:
        role = _role(value)
        return not _is_html(value), BODY_ROLES.index(role) if role in BODY_ROLES else len(BODY_ROLES)

    for value in sorted(item.get("bodies", ()), key=rank):
        text = value["value"]
        parts, shown = figures.within(text, item["uri"]) if _is_html(value) else (paragraphs(text), [])
        if parts:
            return parts, shown
    return (), []


def _page(item: Item) -> str:
    """The address of the page among the renditions, for a `uri` that is none."""
    pages = (r for r in item.get("renditions", ()) if "html" in r.get("contentType", ""))
    return next((url for page in pages if (url := web_address(page.get("href")))), "")


def _media(item: Item) -> list[MediumDraft]:
    associated = [a for a in item.get("associations", ()) if a.get("pubStatus") not in UNUSABLE]
    media = (_medium(a) for a in ([item] if item.get("type") == "video" else []) + associated)
    return [medium for medium in media if medium is not None]


def _medium(item: Item) -> MediumDraft | None:
    """A picture or video; None for other kinds and for one with nothing to show."""
    kind = MEDIA.get(item.get("type", ""))
    if kind is None:
        return None
    texts = item.get("descriptions", ())
    text = _of_roles(texts, CAPTION_ROLES) or next(filter(None, map(_line, texts)), "")
    sources = [s.get("name", "") for s in item.get("infoSources", ()) if s.get("role", "credit") == "credit"]
    chain = credit.of_chain(item.get("by", ""), sources, item.get("copyrightNotice", ""))
    caption, trailing = credit.split(text)
    if not trailing.line:
        caption = text
    elif not set(chain.names) - set(trailing.names):
        chain = trailing
    elif set(trailing.names) - set(chain.names):
        caption = text  # two credits that disagree: both are shown
    renditions = sorted(item.get("renditions", ()), key=lambda r: r["name"] != "main")
    url = next((found for r in renditions if (found := web_address(r.get("href")))), "")
    title = _main_headline(item)
    if not (url or title or text):
        return None
    medium = MediumDraft(
        "video" if kind == "video" else "picture",
        title=title,
        credit=chain.line,
        credits=chain.names,
        url=url,
        published_at=moment(item.get("contentCreated")) or moment(item.get("versionCreated")),
    )
    if kind != "video":
        return replace(medium, caption=caption)
    lengths = (seconds(r.get("duration")) for r in renditions)
    return replace(medium, description=caption, duration_seconds=next((n for n in lengths if n), None))


def _role(value: Item) -> str:
    return line(value.get("role")).lower()


def _is_html(value: Item) -> bool:
    return "html" in value.get("contentType", "").lower()


def _line(value: Item) -> str:
    return markup.plain(value["value"]) if _is_html(value) else line(value["value"])
