"""How long everything is kept, what is over now, and what the last run forgot: for operators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from undersigned.journeys.tidy import due, last_run
from undersigned.people import reads as people
from undersigned.web.retention import FORGETS, span

from .access import Seat, at_the_desk


@require_safe
@at_the_desk
def retention(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every rule with its setting. Errors  NotAllowed but for operators"""
    people.require(seat.actor, None)
    last = last_run()
    rows = [
        {
            "forgets": FORGETS[each.rule.name],
            "setting": each.rule.setting,
            "kept": span(each.rule.kept),
            "due": each.count,
            "done": None if last is None else last.counts.get(each.rule.name),
        }
        for each in due()
    ]
    page = {"rows": rows, "ran_at": last and last.at, "room": "figures"}
    return render(request, "desk/retention.html", page)
