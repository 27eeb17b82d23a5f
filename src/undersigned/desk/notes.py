"""Saved notes: words to authors that moderators use again."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from undersigned.communities import reads as communities
from undersigned.journeys.save_note import drop_note, save_note
from undersigned.kernel.errors import NotFound, NotSignedIn, Refused
from undersigned.moderation import reads as moderation
from undersigned.people import reads as people

from .access import Place, Seat, at_the_desk, places_before
from .posting import fresh, once, posted_to
from .words import language, tell


class NoteForm(forms.Form):
    """A note to be kept."""

    clause = forms.ChoiceField(label=gettext_lazy("For clause"))
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    text = forms.CharField(
        label=gettext_lazy("Note to the author"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Say what would make it fit to be published."),
    )

    def __init__(
        self, *args: Any, clauses: list[tuple[str, str]], languages: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["clause"].choices = clauses
        fields["language"].choices = [(code, name) for code, name in settings.LANGUAGES if code in languages]


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def notes(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The notes of one community, and a form for another one."""
    places = places_before(seat)
    if not places:
        return render(request, "desk/notes.html", {"room": "controls"})
    chosen = next((place for place in places if place.slug == request.GET.get("community")), places[0])
    form = _form(chosen, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, chosen, places, form)
    status = 422
    if form.is_valid():
        try:
            once(request, seat, lambda: _save(seat, chosen, form.cleaned_data))
            return redirect(request.get_full_path())
        except NotSignedIn:
            raise
        except Refused as refused:
            tell(form, refused)
            status = refused.status
    return _page(request, chosen, places, form, status)


@posted_to("desk:notes")
@at_the_desk
def drop(request: HttpRequest, seat: Seat, note_id: UUID) -> HttpResponse:
    """Take a note away; one that is gone stays so."""
    try:
        place = communities.by_id(moderation.saved_note(note_id).community_id).slug
        drop_note(seat.actor, note_id)
    except NotFound:
        messages.info(request, _("It was taken away already."))
        return redirect("desk:notes")
    messages.success(request, _("The note is taken away. Decisions that used it keep its words."))
    return redirect(f"{reverse('desk:notes')}?community={place}")


def _save(seat: Seat, chosen: Place, given: dict[str, str]) -> dict[str, str]:
    save_note(seat.actor, chosen.id, given["clause"], given["language"], given["text"])
    return {"said": _("The note is kept.")}


def _form(chosen: Place, data: Any) -> NoteForm:
    guidelines = communities.guidelines(chosen.id, language())
    clauses = [(clause.number, f"{clause.number}. {clause.title}") for clause in guidelines.clauses]
    return NoteForm(data, clauses=clauses, languages=communities.by_id(chosen.id).languages)


def _page(
    request: HttpRequest, chosen: Place, places: list[Place], form: NoteForm, status: int = 200
) -> HttpResponse:
    kept = moderation.saved_notes(chosen.id)
    names = people.full_names({note.by_id for note in kept})
    context = {
        "notes": [(note, names.get(note.by_id, "")) for note in kept],
        "chosen": chosen,
        "places": places,
        "form": form,
        "once": fresh(),
        "room": "controls",
    }
    return render(request, "desk/notes.html", context, status=status)
