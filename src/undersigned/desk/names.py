"""Doubtful names: confirmed, or challenged with a note to their bearer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from undersigned.conversation import reads as comments
from undersigned.journeys.confirm_name import confirm_name, require_full_names
from undersigned.kernel.errors import NotAllowed, NotFound, NotSignedIn, Refused
from undersigned.people import reads as people
from undersigned.people.shapes import NameGiven

from .access import Seat, at_the_desk
from .forms import NameForm
from .posting import fresh, once, posted_to
from .words import doubts_in_words, tell

PAGE_SIZE = 50


@require_safe
@at_the_desk
def names(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Names that were doubted and not ruled on, the longest waiting first; not for who sees none in full."""
    require_full_names(seat.actor)
    return _page(request, seat)


@posted_to("desk:names")
@at_the_desk
def rule(request: HttpRequest, seat: Seat, name_id: UUID) -> HttpResponse:
    """Confirm or challenge a name. A name that was corrected meanwhile is said to be."""
    form = NameForm(request.POST, prefix=name_id.hex)
    if not form.is_valid():
        return _page(request, seat, form, name_id, status=422)
    given = form.cleaned_data

    def act() -> dict[str, Any]:
        confirm_name(seat.actor, name_id, state=given["verdict"], note=given["note"])
        return {"said": _said(given["verdict"], people.name_given(name_id))}

    try:
        once(request, seat, act)
    except (NotSignedIn, NotAllowed):
        raise
    except NotFound:
        messages.warning(request, _("Its bearer has corrected this name meanwhile. Nothing was done."))
    except Refused as refused:
        tell(form, refused)
        return _page(request, seat, form, name_id, status=refused.status)
    return redirect("desk:names")


def _said(verdict: str, name: NameGiven) -> str:
    said = (
        _("Confirmed: %(name)s signs from now on without waiting.")
        if verdict == "confirmed"
        else _("Challenged: %(name)s has your note.")
    )
    return said % {"name": name.full_name}


def _page(
    request: HttpRequest,
    seat: Seat,
    sent: NameForm | None = None,
    sent_for: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    """The list, with a form that was sent in its place; a name no longer waiting is put before it."""
    found = people.names_to_look_at(PAGE_SIZE + 1, _after(request))
    listed = found[:PAGE_SIZE]
    if sent_for is not None and all(name.name_id != sent_for for name in listed):
        listed.insert(0, people.name_given(sent_for))
    waiting = comments.held_counts([name.person_id for name in listed])
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "doubts": doubts_in_words(name.doubts),
            "waiting": waiting.get(name.person_id, 0),
            "is_own": name.person_id == seat.person_id,
            "form": sent if sent and name.name_id == sent_for else NameForm(prefix=name.name_id.hex),
        }
        for name in listed
    ]
    after = listed[-1].name_id if len(found) > PAGE_SIZE else None
    context = {"rows": rows, "after": after, "form": sent, "once": fresh(), "room": "names"}
    return render(request, "desk/names.html", context, status=status)


def _after(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET["after"]) if request.GET.get("after") else None
    except ValueError:
        return None
