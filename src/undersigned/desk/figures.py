"""Figures: what a community's desk has done in a time, as plots with the table beside them."""

import csv
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from undersigned.communities import reads as communities
from undersigned.exchange.statements import batches
from undersigned.exchange.transparency import statements_of
from undersigned.kernel.errors import NotFound

from .access import EDITORS, Place, Seat, at_the_desk, places_before
from .by_kind import appeals, backlog, clauses, moderators, quality, stories
from .counted import Counted
from .over_time import hours, volume, waiting
from .period import choices, chosen
from .tables import Table

TABLES: dict[str, Callable[[Counted], Table]] = {
    "volume": volume,
    "waiting": waiting,
    "backlog": backlog,
    "clauses": clauses,
    "stories": stories,
    "hours": hours,
    "appeals": appeals,
    "quality": quality,
    "moderators": moderators,
}
FOR_LEADS = {"moderators"}


@require_safe
@at_the_desk
def figures(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The figures of one community. What each moderator did is shown to editors and operators only."""
    places = places_before(seat)
    page: dict[str, Any] = {"room": "figures", "places": places, "is_operator": seat.is_operator}
    if places:
        place, period = _place(request, places), chosen(request.GET.get("period", ""))
        counted, shown = Counted(place, period), _shown(seat, place)
        page |= {
            "chosen": place,
            "period": period,
            "periods": choices(),
            "summary": counted.summary,
            "tables": [TABLES[key](counted) for key in shown],
            "is_lead": set(shown) >= FOR_LEADS,
            "query": f"?community={place.slug}&period={period.key}",
        }
    return render(request, "desk/figures.html", page)


@require_safe
@at_the_desk
def one_table(request: HttpRequest, seat: Seat, table: str) -> HttpResponse:
    """One table as a file: codes for headings, plain numbers, shares from 0 to 1, spans in seconds.

    Errors  NotFound: no such table, or one that is not for this reader
    """
    places = places_before(seat)
    place = _place(request, places)
    if table not in _shown(seat, place):
        raise NotFound(what="table")
    period = chosen(request.GET.get("period", ""))
    wanted = TABLES[table](Counted(place, period))
    name = f"{place.slug}-{table}-{period.first}-{period.last}.csv"
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    writer = csv.writer(answer)
    writer.writerow([column.code for column in wanted.columns])
    writer.writerows(wanted.values)
    return answer


@require_safe
@at_the_desk
def statements(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What was decided, as the EU's transparency database takes it: a line for each call. For leads.

    Errors  NotFound for anybody else
    """
    place, period = _place(request, places_before(seat)), chosen(request.GET.get("period", ""))
    if not seat.has(place.id, *EDITORS):
        raise NotFound(what="table")
    found = list(statements_of(communities.by_id(place.id), period.since, period.until))
    lines = [json.dumps({"statements": list(batch)}, ensure_ascii=False) + "\n" for batch in batches(found)]
    name = f"{place.slug}-statements-{period.first}-{period.last}.jsonl"
    return HttpResponse(
        "".join(lines),
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _shown(seat: Seat, place: Place) -> list[str]:
    """The tables that this reader sees."""
    is_lead = seat.has(place.id, *EDITORS)
    return [key for key in TABLES if is_lead or key not in FOR_LEADS]


def _place(request: HttpRequest, places: list[Place]) -> Place:
    """Errors  NotFound: none before this seat"""
    if not places:
        raise NotFound(what="community")
    asked = request.GET.get("community")
    return next((place for place in places if place.slug == asked), places[0])
