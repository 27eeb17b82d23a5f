"""Reprints as an editor takes them along: text, byline, story and licence, ready to be copied."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from undersigned.licensing import reads as licensing
from undersigned.licensing.shapes import ReprintShape

from .access import Seat, at_the_desk
from .words import USES

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Clipping:
    """A reprint in words. Shape  copy: everything to be copied, as plain text"""

    reprint: ReprintShape
    use: str
    copy: str


def clipping(reprint: ReprintShape, publisher: str = "") -> Clipping:
    """A reprint as it is copied: the text, who signed it, under which story, by which licence."""
    byline = ", ".join(part for part in (reprint.byline_name, reprint.byline_place) if part)
    source = _("Written under “%(headline)s”, %(url)s") % {
        "headline": reprint.story_headline,
        "url": reprint.story_url,
    }
    licence = _("Reprinted by licence, version %(version)s.") % {"version": reprint.licence_version}
    if publisher:
        licence = _("Reprinted by licence to %(publisher)s, version %(version)s.") % {
            "publisher": publisher,
            "version": reprint.licence_version,
        }
    copy = f"{reprint.text}\n\n— {byline}\n\n{source}\n{licence}"
    return Clipping(reprint, str(USES[reprint.use]), copy)


@require_safe
@at_the_desk
def reprints(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What was reprinted in the communities before this seat, newest first."""
    found = licensing.reprints_in(seat.community_ids, PAGE_SIZE + 1, _after(request))
    listed = found[:PAGE_SIZE]
    context = {
        "clippings": [clipping(reprint) for reprint in listed],
        "after": listed[-1].id if len(found) > PAGE_SIZE else None,
        "room": "reprints",
    }
    return render(request, "desk/reprints.html", context)


def _after(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET["after"]) if request.GET.get("after") else None
    except ValueError:
        return None
