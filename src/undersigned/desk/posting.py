"""What is sent from the desk: done once, however often the form is sent, and said what was done."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from undersigned.answers import actions as answers
from undersigned.answers.errors import InProgress
from undersigned.kernel.ids import new_id

from .access import Seat

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def fresh() -> str:
    """What tells one showing of a form from the next; stands in it as `once`."""
    return new_id().hex


def once(request: HttpRequest, seat: Seat, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do what a form asks; the same form, sent again, does nothing more.

    Shape   act → JSON, what to tell, if anything, under "said": it is told at the first sending
    Errors  whatever act raises; nothing is done then, and the form can be sent again
    """
    given = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    key = sha256(repr((request.path, given)).encode()).hexdigest()
    try:
        done = answers.remembered(seat.person_id, key, key, lambda: (200, act()))
    except InProgress:  # the first sending is still at work, and tells
        return {}
    if not done.replayed and done.body["said"]:
        messages.success(request, done.body["said"])
    body: dict[str, Any] = done.body
    return body


def posted_to(page: str, *names: str) -> Callable[[View[P]], View[P]]:
    """An address that is only sent to: opened by itself, it leads to the page of its form.

    Shape  names: of the arguments that the page takes
    """

    def only_posted(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method != "POST":
                return redirect(reverse(page, kwargs={name: kwargs[name] for name in names}))
            return view(request, *args, **kwargs)

        return guarded

    return only_posted
