"""Deciding many cases alike: what is ticked in the queue, or all that a search finds there."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from undersigned.communities import reads as communities
from undersigned.journeys.decide_together import MOST, drop, finish, second, select
from undersigned.kernel.errors import NotAllowed, NotSignedIn, Refused
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import Overtaken
from undersigned.moderation.shapes import CaseShape, SelectionShape
from undersigned.moderation.together import SELECTABLE
from undersigned.people import reads as people

from .access import Seat, at_the_desk, places_before
from .filters import Filters
from .marking import snippet
from .posting import fresh, once, posted_to
from .words import excerpts_in, language, tell

VERDICTS: dict[str, Promise] = {
    "publish": gettext_lazy("Publish or keep"),
    "refuse": gettext_lazy("Refuse or remove"),
}
LEFT: dict[str, Promise] = {
    "decided": gettext_lazy("Somebody else had decided it."),
    "claimed": gettext_lazy("Somebody else has it."),
    "revised": gettext_lazy("Its author had changed the text."),
    "for-editors": gettext_lazy("It was escalated, and an editor decides it."),
    "own-comment": gettext_lazy("It is by whoever selected it."),
    "one-by-one": gettext_lazy("Such a case is decided by itself."),
}
LISTED = 100


class TogetherForm(forms.Form):
    """One decision for many. The verdict is the button pressed."""

    verdict = forms.CharField(required=False)
    items = forms.CharField(widget=forms.HiddenInput)
    clauses = forms.MultipleChoiceField(
        label=gettext_lazy("Clauses"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=gettext_lazy("Note to every author"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, community_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        clauses = communities.guidelines(community_id, language()).clauses
        fields["clauses"].choices = [(c.number, f"{c.number}. {c.title}") for c in clauses]


@posted_to("desk:queue")
@at_the_desk
def together(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What was selected, with a form to decide it; with a verdict, that is done or put to a second person."""
    filters = Filters.of(request.GET, places_before(seat))
    chosen = _chosen(request, seat, filters)
    if not chosen:
        messages.info(request, _("Nothing is ticked that can be decided together."))
        return redirect(reverse("desk:queue") + filters.query)
    community_id = chosen[0].community_id
    if any(case.community_id != community_id for case in chosen):
        messages.info(request, _("What is decided together is of one community. Choose one above first."))
        return redirect(reverse("desk:queue") + filters.query)
    if "verdict" not in request.POST:
        initial = {"items": ",".join(f"{case.id}:{case.revision}" for case in chosen)}
        return _page(request, chosen, TogetherForm(community_id=community_id, initial=initial))
    form = TogetherForm(request.POST, community_id=community_id)
    status = 422
    if form.is_valid():
        try:
            done = once(request, seat, lambda: _select(seat, community_id, form.cleaned_data))
            if "id" not in done:
                return redirect(reverse("desk:queue") + filters.query)
            return _decided(request, UUID(done["id"]), filters)
        except (NotSignedIn, NotAllowed):
            raise
        except Refused as refused:
            tell(form, refused)
            status = refused.status
    return _page(request, chosen, form, status)


@require_safe
@at_the_desk
def selection(request: HttpRequest, seat: Seat, selection_id: UUID) -> HttpResponse:
    """One selection: what it decides, how far it is, what could not be decided so."""
    found = _seen(seat, selection_id)
    rows = cases.several([case_id for case_id, _ in found.items[:LISTED]])
    names = people.full_names(
        {who for who in (found.by_id, found.seconded_by_id, found.dropped_by_id) if who}
    )
    why = dict(found.left)
    left = [(case, str(LEFT.get(why[case.id], why[case.id]))) for case in cases.several(list(why))]
    guidelines = communities.guidelines(found.community_id, language())
    context = {
        "selection": found,
        "verdict": VERDICTS[found.verdict],
        "clauses": [clause for clause in guidelines.clauses if clause.number in found.clauses],
        "rows": [(case, snippet(case.text, ())) for case in rows],
        "more": len(found.items) - len(rows),
        "left": left,
        "by": names.get(found.by_id, ""),
        "seconded_by": names.get(found.seconded_by_id, "") if found.seconded_by_id else "",
        "dropped_by": names.get(found.dropped_by_id, "") if found.dropped_by_id else "",
        "is_own": found.by_id == seat.person_id,
        "filters": Filters.of(request.GET, places_before(seat)),
        "room": "queue",
    }
    return render(request, "desk/selection.html", context)


@posted_to("desk:selection", "selection_id")
@at_the_desk
def agree(request: HttpRequest, seat: Seat, selection_id: UUID) -> HttpResponse:
    """Agree to a selection as the second person, or give it up."""
    _seen(seat, selection_id)
    is_agreed = request.POST.get("verdict") == "agree"
    try:
        (second if is_agreed else drop)(seat.actor, selection_id)
    except Overtaken:
        messages.info(request, _("It waits for nobody any more."))
    else:
        said = _("Agreed. They are being decided.") if is_agreed else _("Given up. Nothing was decided.")
        messages.success(request, said)
    filters = Filters.of(request.GET, places_before(seat))
    return redirect(reverse("desk:selection", args=[selection_id]) + filters.query)


def _seen(seat: Seat, selection_id: UUID) -> SelectionShape:
    """Errors  NotFound, NotAllowed"""
    found = cases.selection(selection_id)
    seat.require(found.community_id)
    return found


def _chosen(request: HttpRequest, seat: Seat, filters: Filters) -> list[CaseShape]:
    """The open cases that were ticked, or all that the filter finds, as far as they are decided together."""
    if request.POST.get("all"):
        found = filters.cases(seat, MOST, None)
    else:
        given = request.POST.getlist("item") or request.POST.get("items", "").split(",")
        found = cases.several([case_id for case_id, _ in _read(given)][:MOST])
    return [
        case
        for case in found
        if case.kind in SELECTABLE and case.closed_at is None and seat.covers(case.community_id)
    ]


def _read(given: list[str]) -> list[tuple[UUID, int]]:
    """Cases with the revision that was seen of each; what is damaged is left out."""
    found: dict[UUID, int] = {}
    for item in given:
        case_id, _colon, revision = item.partition(":")
        try:
            found[UUID(case_id)] = int(revision)
        except ValueError:
            continue
    return list(found.items())


def _select(seat: Seat, community_id: UUID, given: dict[str, Any]) -> dict[str, Any]:
    """What is to be decided is on record, once however often the form is sent."""
    items = _read(given["items"].split(","))
    chosen = {"verdict": given["verdict"], "clauses": given["clauses"], "note": given["note"]}
    made = select(seat.actor, community_id, items, **chosen)
    is_waiting = cases.selection(made).state == "waiting"
    said = _("More than fifty: a second person has to agree. Nothing is decided yet.") if is_waiting else ""
    return {"said": said, "id": str(made)}


def _decided(request: HttpRequest, selection_id: UUID, filters: Filters) -> HttpResponse:
    """Decide what was selected, if nobody has to agree; whoever was cut off sends the form again."""
    if cases.selection(selection_id).state == "working":
        finish(selection_id)
        count = cases.selection(selection_id).decided
        said = ngettext("%(n)d comment decided.", "%(n)d comments decided.", count) % {"n": count}
        messages.success(request, said)
    return redirect(reverse("desk:selection", args=[selection_id]) + filters.query)


def _page(
    request: HttpRequest, chosen: list[CaseShape], form: TogetherForm, status: int = 200
) -> HttpResponse:
    context = {
        "rows": [(case, snippet(case.text, excerpts_in(case.why))) for case in chosen[:LISTED]],
        "count": len(chosen),
        "more": max(0, len(chosen) - LISTED),
        "form": form,
        "once": fresh(),
        "room": "queue",
    }
    return render(request, "desk/together.html", context, status=status)
