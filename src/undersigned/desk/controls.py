"""How each community keeps its conversations in order: pace, first comments, links, words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from undersigned.communities import reads as communities
from undersigned.communities.shapes import ControlsShape, Words
from undersigned.conversation import reads as comments
from undersigned.journeys.set_controls import set_controls
from undersigned.kernel import clock
from undersigned.kernel.errors import NotSignedIn, Refused

from .access import EDITORS, Place, Seat, at_the_desk, places_before
from .posting import fresh, once
from .words import tell

MONTH = timedelta(days=30)
CHOSEN = (
    "slow_seconds",
    "most_per_author",
    "first_held",
    "record_held",
    "links",
    "repeats",
    "other_languages",
)


class WordsField(forms.CharField):
    """Words and phrases, one a line; each once."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 6, "spellcheck": "false"})
        super().__init__(required=False, max_length=200_000, widget=widget, **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in super().clean(value).splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))


class ControlsForm(forms.Form):
    """The controls of one community, as a whole."""

    slow_seconds = forms.IntegerField(
        label=gettext_lazy("Seconds between two comments of one author under one story"),
        min_value=0,
        max_value=86_400,
        initial=0,
        help_text=gettext_lazy("0: none. A story can have its own."),
    )
    most_per_author = forms.IntegerField(
        label=gettext_lazy("Comments of one author under one story, at most"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=gettext_lazy("Empty: as many as they like."),
    )
    first_held = forms.IntegerField(
        label=gettext_lazy("First comments of a new author, read before they are published"),
        min_value=0,
        max_value=10,
        initial=0,
    )
    record_held = forms.IntegerField(
        label=gettext_lazy("Refused or removed of an author’s last ten, so that the next is read first"),
        min_value=0,
        max_value=10,
        initial=0,
        help_text=gettext_lazy("0: not looked at."),
    )
    links = forms.ChoiceField(
        label=gettext_lazy("Links"),
        widget=forms.RadioSelect,
        choices=[
            ("allow", gettext_lazy("Taken")),
            ("hold", gettext_lazy("A person looks first")),
            ("refuse", gettext_lazy("Not taken: the author is told to leave them out")),
        ],
    )
    repeats = forms.ChoiceField(
        label=gettext_lazy("What an author said before, within a day"),
        widget=forms.RadioSelect,
        choices=[
            ("allow", gettext_lazy("Taken")),
            ("hold", gettext_lazy("A person looks first")),
            (
                "refuse",
                gettext_lazy("The very same under the same story is not taken; else a person looks first"),
            ),
        ],
    )
    other_languages = forms.ChoiceField(
        label=gettext_lazy("Other languages than the community’s"),
        widget=forms.RadioSelect,
        choices=[
            ("allow", gettext_lazy("Taken")),
            ("hold", gettext_lazy("A person looks first")),
            ("refuse", gettext_lazy("Not taken: the author is asked to use another one")),
        ],
    )
    suspect = WordsField(
        label=gettext_lazy("Words that a person looks at first"),
        help_text=gettext_lazy(
            "One a line: a word, a phrase, or a word with * for any ending. Found as whole words, also with "
            "figures for letters, stars, spaces between, or letters of other scripts that look alike."
        ),
    )
    banned = WordsField(
        label=gettext_lazy("Words that are not taken"),
        help_text=gettext_lazy("The author is told which, and keeps the text."),
    )

    @property
    def given(self) -> ControlsShape:
        return replace(ControlsShape(), **{name: self.cleaned_data[name] for name in CHOSEN})

    @property
    def words(self) -> Words:
        return Words(self.cleaned_data["suspect"], self.cleaned_data["banned"])


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def controls(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The controls of one community; editors change them, and see first what last month would have been."""
    places = places_before(seat)
    if not places:
        return render(request, "desk/controls.html", {"room": "controls"})
    chosen = next((place for place in places if place.slug == request.GET.get("community")), places[0])
    if request.method != "POST":
        return _page(request, seat, chosen, places, _form(chosen))
    form = ControlsForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, chosen, places, form, status=422)
    if "preview" in request.POST:
        return _page(request, seat, chosen, places, form, preview=_preview(chosen, form.given))
    try:
        once(request, seat, lambda: _set(seat, chosen, form))
    except NotSignedIn:
        raise
    except Refused as refused:
        tell(form, refused)
        return _page(request, seat, chosen, places, form, status=refused.status)
    return redirect(request.get_full_path())


def _set(seat: Seat, chosen: Place, form: ControlsForm) -> dict[str, str]:
    set_controls(seat.actor, chosen.id, form.given, form.words)
    return {"said": _("The controls are set. They hold for what is sent from now on.")}


def _form(chosen: Place) -> ControlsForm:
    now = communities.controls(communities.by_id(chosen.id))
    words = Words() if now.id is None else communities.words(now.id)
    lists = {"suspect": "\n".join(words.suspect), "banned": "\n".join(words.banned)}
    return ControlsForm(initial={name: getattr(now, name) for name in CHOSEN} | lists)


def _preview(chosen: Place, given: ControlsShape) -> dict[str, int]:
    since = clock.now() - MONTH
    thresholds = {"first_held": given.first_held, "record_held": given.record_held}
    return comments.would_wait(chosen.id, since, **thresholds)


def _page(
    request: HttpRequest,
    seat: Seat,
    chosen: Place,
    places: list[Place],
    form: ControlsForm,
    *,
    preview: dict[str, int] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "is_operator": seat.is_operator,
        "form": form,
        "chosen": chosen,
        "places": places,
        "may_set": seat.has(chosen.id, *EDITORS),
        "preview": preview,
        "once": fresh(),
        "room": "controls",
    }
    return render(request, "desk/controls.html", context, status=status)
