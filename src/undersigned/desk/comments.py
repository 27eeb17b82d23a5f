"""Any comment by its id: called in, picked, reprinted; a guardian's consent noted."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from undersigned.conversation import reads as comments
from undersigned.journeys.call_in import call_in as call_comment_in
from undersigned.journeys.pick import pick, unpick
from undersigned.journeys.reprint import record_consent
from undersigned.journeys.reprint import reprint as reprint_comment
from undersigned.kernel.errors import NotAllowed, NotSignedIn, Refused
from undersigned.licensing import reads as licensing
from undersigned.moderation import reads as cases
from undersigned.people import reads as people

from .access import EDITORS, Seat, at_the_desk, places_before
from .case import told
from .clippings import clipping
from .filters import Filters
from .forms import ConsentForm, ReprintForm
from .posting import fresh, once, posted_to
from .revisions import texts
from .words import tell


@dataclass(slots=True)
class Forms:
    """The forms of a comment's page; the one that was sent takes the place of the fresh one."""

    reprint: ReprintForm = field(default_factory=lambda: ReprintForm(initial={"use": "web"}))
    consent: ConsentForm = field(default_factory=ConsentForm)


@require_safe
@at_the_desk
def comment(request: HttpRequest, seat: Seat, comment_id: UUID) -> HttpResponse:
    """A comment in any state, what was decided on it, and what an editor can make of it."""
    return _page(request, seat, _seen(seat, comment_id), Forms())


@posted_to("desk:comment", "comment_id")
@at_the_desk
def call_in(request: HttpRequest, seat: Seat, comment_id: UUID) -> HttpResponse:
    """Open a case for the comment, or find the open one, and go there; a decision is undone by that."""
    _seen(seat, comment_id)
    case_id = call_comment_in(seat.actor, comment_id)
    if request.POST.get("undo"):
        messages.warning(request, _("The decision stands until you take another one."))
    return redirect(reverse("desk:case", args=[case_id]) + Filters.of(request.GET, places_before(seat)).query)


@posted_to("desk:comment", "comment_id")
@at_the_desk
def set_pick(request: HttpRequest, seat: Seat, comment_id: UUID) -> HttpResponse:
    """Pick the comment, or take the pick back (`undo`)."""
    _seen(seat, comment_id)
    if request.POST.get("undo"):
        unpick(seat.actor, comment_id)
        messages.success(request, _("No longer an editors’ pick."))
    else:
        pick(seat.actor, comment_id)
        messages.success(request, _("An editors’ pick from now on."))
    return redirect("desk:comment", comment_id)


@posted_to("desk:comment", "comment_id")
@at_the_desk
def reprint(request: HttpRequest, seat: Seat, comment_id: UUID) -> HttpResponse:
    """Reprint the comment, whole or in verbatim parts."""
    row = _seen(seat, comment_id)
    form = ReprintForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, row, Forms(reprint=form), 422)

    def act() -> dict[str, Any]:
        made = reprint_comment(seat.actor, comment_id, parts=form.parts(), use=form.cleaned_data["use"])
        return {"said": _("Reprinted. The author was told."), "reprint": made.id}

    try:
        done = once(request, seat, act)
    except (NotSignedIn, NotAllowed):
        raise
    except Refused as refused:
        tell(form, refused)
        return _page(request, seat, row, Forms(reprint=form), refused.status)
    return redirect(f"{reverse('desk:comment', args=[comment_id])}#reprint-{done.get('reprint', '')}")


@posted_to("desk:comment", "comment_id")
@at_the_desk
def consent(request: HttpRequest, seat: Seat, comment_id: UUID) -> HttpResponse:
    """Note where a guardian's consent is kept."""
    row = _seen(seat, comment_id)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, row, Forms(consent=form), 422)
    record_consent(seat.actor, comment_id, form.cleaned_data["record"])
    messages.success(request, _("The consent is on record."))
    return redirect("desk:comment", comment_id)


def _seen(seat: Seat, comment_id: UUID) -> Any:
    """A comment that this seat may see. Errors  NotFound, NotAllowed"""
    row = comments.by_id(comment_id)
    seat.require(row.community_id)
    return row


def _page(request: HttpRequest, seat: Seat, row: Any, shown: Forms, status: int = 200) -> HttpResponse:
    decisions = cases.decisions(row.id)
    names = people.full_names({decision.by_id for decision in decisions if decision.by_id})
    reprints = licensing.reprints([row.id]).get(row.id, [])
    is_youth = row.community.names == "youth"
    found = texts(row.id)
    context = {
        "comment": row,
        "text": row.shown if row.shown and row.state == "published" else found[0].revision,
        "parent": comments.by_id(row.in_reply_to_id) if row.in_reply_to_id else None,
        "case": cases.open_case_of(row.id),
        "history": told(decisions, names, seat),
        "revisions": found if len(found) > 1 else [],
        "is_own": row.author_id == seat.person_id,
        "is_picked": row.picked,
        "is_youth": is_youth,
        "consent": licensing.consent(row.id) if is_youth else None,
        "may_reprint": row.state == "published" and seat.has(row.community_id, *EDITORS),
        "clippings": [clipping(made, row.community.publisher) for made in reversed(reprints)],
        "reprint_form": shown.reprint,
        "consent_form": shown.consent,
        "once": fresh(),
        "sent": next((form for form in (shown.reprint, shown.consent) if form.is_bound), None),
    }
    return render(request, "desk/comment.html", context, status=status)
