"""A file or an address → the stories in it, whatever it is written in."""

import re
from pathlib import Path

from django.utils.translation import gettext as _

from undersigned.stories.errors import SourceEmpty, SourceMissing, SourceTooLarge, SourceUnknown
from undersigned.stories.shapes import Hints, StoryDraft

from . import feed, ninjs, page
from .connection import LIMIT_MEGABYTES, Guard
from .fetch import STRICT, fetch

LIMIT_BYTES = LIMIT_MEGABYTES * 1_000_000
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PROLOGUE = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<![^>]*>)*", re.DOTALL)
_FEED_ROOT = re.compile(rb"<(?:rss|(?:\w+:)?feed|rdf:RDF)[\s>/]", re.IGNORECASE)


def drafts(where: str, hints: Hints, guard: Guard = STRICT) -> tuple[StoryDraft, ...]:
    """The stories at a path or an http(s) address.

    Errors  SourceMissing, SourceTooLarge, those of `fetch` and of `understood`
    """
    if _ADDRESS.match(where):
        got = fetch(where, guard)
        return understood(
            got.raw, hints, is_json="json" in got.content_type, charset=got.charset, address=got.address
        )
    return understood(_contents(where), hints, is_json=where.lower().endswith(".json"))


def understood(
    raw: bytes, hints: Hints, *, is_json: bool = False, charset: str = "", address: str = ""
) -> tuple[StoryDraft, ...]:
    """The stories in a document, by what it holds: ninjs, a page or a feed.

    Shape   is_json: it claims to be, by its name or its server; charset, address: as it was served
    Errors  SourceEmpty, SourceUnknown, SourceTooLarge, and those of the format
    """
    if len(raw) > LIMIT_BYTES:
        raise SourceTooLarge(limit_megabytes=LIMIT_MEGABYTES)
    beginning = raw.removeprefix(b"\xef\xbb\xbf")[:4096].lstrip()
    if not beginning:
        raise SourceEmpty
    if is_json or beginning.startswith((b"{", b"[")):
        return (ninjs.draft(raw, hints),)
    if beginning.startswith(_UTF16):
        beginning = beginning.replace(b"\x00", b"")[2:]
    if not beginning.startswith(b"<") or b"\x00" in beginning:
        raise SourceUnknown
    root = _root(beginning)
    if _FEED_ROOT.match(root):
        return feed.drafts(raw, hints, address=address)
    if beginning.startswith(b"<?xml") and not root.lower().startswith(b"<html"):
        raise SourceUnknown
    return (page.draft(raw, hints, charset=charset, address=address),)


def _root(raw: bytes) -> bytes:
    """What follows the declarations and comments at the beginning of a document."""
    prologue = _PROLOGUE.match(raw)
    return raw[prologue.end() :] if prologue else raw


def _contents(where: str) -> bytes:
    """A file's bytes; one that is too large is not read. Errors  SourceMissing, SourceTooLarge"""
    path = Path(where)
    try:
        if not path.is_file():
            raise SourceMissing(
                path=where, reason=_("it is no file") if path.exists() else _("there is none")
            )
        if path.stat().st_size > LIMIT_BYTES:
            raise SourceTooLarge(limit_megabytes=LIMIT_MEGABYTES)
        with path.open("rb") as source:
            return source.read(LIMIT_BYTES + 1)
    except (OSError, ValueError):  # ValueError: a zero byte in the name
        raise SourceMissing(path=where, reason=_("it may not be read")) from None
