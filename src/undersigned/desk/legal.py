"""Legal restrictions on a story: placing one, how far what was said is looked through, evidence, lifting."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from undersigned.communities import reads as communities
from undersigned.journeys.impose import free, impose
from undersigned.journeys.take_evidence import take_evidence
from undersigned.kernel.errors import NotAllowed, NotSignedIn, Refused
from undersigned.kernel.ids import made_at
from undersigned.moderation import reads as cases
from undersigned.people import reads as people
from undersigned.stories import legal
from undersigned.stories import reads as stories
from undersigned.stories.legal import LegalDraft
from undersigned.stories.models import LegalRestriction, Story

from .access import EDITORS, Seat, at_the_desk
from .controls import WordsField
from .forms import Moment
from .posting import fresh, once, posted_to
from .words import tell

KINDS: dict[str, Promise] = {
    "publication-ban": gettext_lazy("Publication ban"),
    "sub-judice": gettext_lazy("Before a court (sub judice)"),
    "other": gettext_lazy("Another legal reason"),
}


class LegalForm(forms.Form):
    """A legal restriction to place."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), widget=forms.RadioSelect, choices=list(KINDS.items())
    )
    law = forms.CharField(
        label=gettext_lazy("Which order or law"),
        max_length=300,
        help_text=gettext_lazy("Authors whose comments are held read it. Nothing secret here."),
    )
    terms = WordsField(
        label=gettext_lazy("Words and names to watch"),
        help_text=gettext_lazy(
            "One a line; * for any ending. Found however they are written, in comments and in the names "
            "over them. Authors are not told which."
        ),
    )
    everywhere = forms.BooleanField(
        label=gettext_lazy("In the whole community, not under this story only"), required=False
    )
    closes = forms.BooleanField(
        label=gettext_lazy("Close this conversation, for legal reasons"), required=False, initial=True
    )
    until = Moment(label=gettext_lazy("Until (UTC)"), help_text=gettext_lazy("Empty: until it is lifted."))
    note = forms.CharField(
        label=gettext_lazy("Note for the desk"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The file number, whom to ask."),
    )


class FreeForm(forms.Form):
    """Lift a legal restriction."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is lifted"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Kept in the history on this page."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def restrictions(request: HttpRequest, seat: Seat, community: str, key: str) -> HttpResponse:
    """A story's legal restrictions, and a form to place another one; for editors."""
    story = _story(seat, community, key)
    if request.method != "POST":
        return _page(request, story, LegalForm())
    form = LegalForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            once(request, seat, lambda: _impose(seat, story, form.cleaned_data))
            return redirect("desk:legal", community, key)
        except (NotSignedIn, NotAllowed):
            raise
        except Refused as refused:
            tell(form, refused)
            status = refused.status
    return _page(request, story, form, status=status)


@posted_to("desk:legal", "community", "key")
@at_the_desk
def lift(request: HttpRequest, seat: Seat, community: str, key: str, restriction_id: UUID) -> HttpResponse:
    """Lift one of them."""
    story = _story(seat, community, key)
    form = FreeForm(request.POST, prefix=str(restriction_id))
    if not form.is_valid():
        return _page(request, story, LegalForm(), form, status=422)
    once(request, seat, lambda: _free(seat, restriction_id, form.cleaned_data["reason"]))
    return redirect("desk:legal", community, key)


@posted_to("desk:legal", "community", "key")
@at_the_desk
def evidence(
    _request: HttpRequest, seat: Seat, community: str, key: str, restriction_id: UUID
) -> HttpResponse:
    """What was found, whole, as a file for those entitled to it; that it was taken is recorded."""
    _story(seat, community, key)
    taken = take_evidence(seat.actor, restriction_id)
    answer = HttpResponse(json.dumps(taken, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="evidence-{restriction_id}.json"'
    return answer


def _story(seat: Seat, community: str, key: str) -> Story:
    """Errors  NotFound, NotAllowed: moderators see what was matched in a case, not all that is watched"""
    found = communities.by_slug(community)
    seat.require(found.id)
    if not seat.has(found.id, *EDITORS):
        raise NotAllowed
    return stories.by_key(found.id, key)


def _impose(seat: Seat, story: Story, given: dict[str, Any]) -> dict[str, str]:
    names = ("kind", "law", "terms", "note", "everywhere", "until")
    impose(seat.actor, story.id, LegalDraft(**{n: given[n] for n in names}), closes=given["closes"])
    return {"said": _("The restriction is in force. What was said already is being looked through.")}


def _free(seat: Seat, restriction_id: UUID, reason: str) -> dict[str, str]:
    free(seat.actor, restriction_id, reason)
    return {"said": _("The restriction is lifted. What it held still waits for a decision.")}


def _page(
    request: HttpRequest, story: Story, form: LegalForm, lifting: FreeForm | None = None, status: int = 200
) -> HttpResponse:
    rows = legal.of_story(story.id)
    counts = cases.match_counts([row.id for row in rows])
    names = people.full_names({who for row in rows for who in (row.by_id, row.lifted_by_id) if who})
    context = {
        "story": story,
        "rows": [_row(row, counts.get(row.id, (0, 0)), names, lifting) for row in rows],
        "form": form,
        "once": fresh(),
        "room": "stories",
    }
    return render(request, "desk/legal.html", context, status=status)


def _row(
    row: LegalRestriction, counts: tuple[int, int], names: dict[UUID, str], lifting: FreeForm | None
) -> dict[str, Any]:
    prefix = str(row.id)
    return {
        "row": row,
        "kind": KINDS[row.kind],
        "by": names.get(row.by_id, ""),
        "lifted_by": names.get(row.lifted_by_id, "") if row.lifted_by_id else "",
        "found": counts[0],
        "open": counts[1],
        "looked_to": made_at(row.swept_to) if row.swept_to and not row.swept_at else None,
        "form": lifting if lifting is not None and lifting.prefix == prefix else FreeForm(prefix=prefix),
    }
