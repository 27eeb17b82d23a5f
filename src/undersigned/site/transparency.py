"""What a community tells of its moderation: a page a month, and files for any months together."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from undersigned.communities import reads as communities
from undersigned.exchange.workbook import comma_separated, workbook
from undersigned.kernel.errors import NotFound
from undersigned.kernel.moments import locale_of
from undersigned.moderation import reads as moderation
from undersigned.moderation.totals import rows
from undersigned.web.transparency import HEADING, flat, parts, qualitative, sheets

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
YEAR = re.compile(r"\d{4}")
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def transparency(request: HttpRequest, community: str) -> HttpResponse:
    """`/{community}/transparency/`: the newest month that was written, or that of `?month=`."""
    place = communities.by_slug(community)
    written = moderation.monthly_reports(place.id)
    asked = request.GET.get("month")
    shown = _of(written, asked, asked)[-1] if asked else next(iter(written), None)
    page = {
        "community": place,
        "months": [{"key": _key(row.month), "words": _words(row.month)} for row in written],
        "years": sorted({row.month.year for row in written}, reverse=True),
        "month": shown and {"key": _key(shown.month), "words": _words(shown.month)},
        "written_at": shown and shown.written_at,
        "parts": list(parts(rows([shown.counted]))) if shown else [],
        "qualitative": qualitative(),
    }
    return render(request, "site/transparency.html", page)


@require_safe
def report(request: HttpRequest, community: str, kind: str) -> HttpResponse:
    """`…/transparency/report.csv` and `.xlsx`: of `?month=`, of `?year=`, or from `?from=` to `?to=`, months.

    Errors  NotFound: a month that cannot be, or none of them was written
    """
    place = communities.by_slug(community)
    first, last = _asked(request)
    months = _of(moderation.monthly_reports(place.id), first, last)
    told = list(parts(rows([row.counted for row in months])))
    span = f"{_key(months[0].month)}-{_key(months[-1].month)}"
    about = [place.name, place.publisher, _key(months[0].month), _key(months[-1].month)]
    body: Any = comma_separated(HEADING, flat(told)) if kind == "csv" else workbook(sheets(told, about))
    name = f"{place.slug}-transparency-{span}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=KINDS[kind], headers=headers)


def _asked(request: HttpRequest) -> tuple[str | None, str | None]:
    year, month = request.GET.get("year"), request.GET.get("month")
    if year is not None:
        if not YEAR.fullmatch(year):
            raise NotFound(what="year")
        return f"{year}-01", f"{year}-12"
    return (month, month) if month is not None else (request.GET.get("from"), request.GET.get("to"))


def _of(written: Sequence[Any], first: str | None, last: str | None) -> list[Any]:
    """Those months, the oldest first. Errors  NotFound"""
    for asked in (first, last):
        if asked is not None and not MONTH.fullmatch(asked):
            raise NotFound(what="month")
    found = [row for row in written if (first or "") <= _key(row.month) <= (last or "9999-12")]
    if not found:
        raise NotFound(what="month")
    return found[::-1]


def _key(month: date) -> str:
    return f"{month:%Y-%m}"


def _words(month: date) -> str:
    return str(format_skeleton("yMMMM", month, locale=locale_of(get_language() or "en")))
