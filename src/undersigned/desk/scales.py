"""Where thresholds stand on the scorer's scale: on a community's own comments, and beside another's."""

import csv
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.errors import NotAllowed
from undersigned.scoring import reads as scorer
from undersigned.scoring.scales import highest, moved
from undersigned.scoring.shapes import ATTRIBUTES
from undersigned.web.reasons import attribute

from .access import EDITORS, Seat, at_the_desk, places_before
from .tables import said

LOOK_BACK = timedelta(days=30)
MOST_COMMENTS = 1_000
MOST_LINES = 2_000
SHARES = (0.5, 0.25, 0.1, 0.05, 0.02, 0.01)
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
FIRST = re.compile(r"""\s*"?(?:[01](?:[.,]\d+)?|[^\W\d]\w*)"?[ ]*(?P<separator>[\t;,])""")

Pair = tuple[float, str]


class ScalesForm(forms.Form):
    """Scores of another scorer, with the texts that got them. Nothing of it is kept."""

    attribute = forms.ChoiceField(label=gettext_lazy("What was scored"))
    lines = forms.CharField(
        label=gettext_lazy("Scores and texts"),
        help_text=gettext_lazy(
            "One a line, from a spreadsheet or a CSV file: first the score, from 0 to 1, then the text."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribute"].choices = [  # type: ignore[attr-defined] # it is the field above
            (name, attribute(name)) for name in ATTRIBUTES
        ]

    def clean_lines(self) -> list[Pair]:
        """Each score with its text; a first line that names the columns is passed over."""
        try:
            return list(_pairs(self.cleaned_data["lines"]))
        except csv.Error:
            raise forms.ValidationError(_("It cannot be read as a table.")) from None


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def scales(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The table of a community; with scores of another scorer, its thresholds moved over, too.

    Errors  NotAllowed but for editors and operators
    """
    places = [place for place in places_before(seat) if seat.has(place.id, *EDITORS)]
    if not places and not seat.is_operator:
        raise NotAllowed
    page: dict[str, Any] = {"room": "figures", "places": places}
    if places:
        asked = request.GET.get("community")
        chosen = next((place for place in places if place.slug == asked), places[0])
        form = ScalesForm(request.POST or None)
        page |= {"chosen": chosen, "form": form, **_own(chosen.id)}
        if form.is_valid():
            page["moved"] = _moved(form.cleaned_data["lines"], form.cleaned_data["attribute"])
            page["compared"] = attribute(form.cleaned_data["attribute"])
            page["form"] = ScalesForm(initial={"attribute": form.cleaned_data["attribute"]})
    return render(request, "desk/scales.html", page)


def _own(community_id: UUID) -> dict[str, Any]:
    """From which score on the highest tenth, twentieth … of a community's comments stands, by attribute."""
    texts = comments.newest_texts(community_id, clock.now() - LOOK_BACK, MOST_COMMENTS)
    found: dict[str, list[float]] = {}
    for text in texts:
        for score in scorer.assess(text).scores:
            if score.probability is not None:
                found.setdefault(score.attribute, []).append(score.probability)
    rows = [
        (said("share", share), [_number(highest(scores, share)) for scores in found.values()])
        for share in SHARES
    ]
    return {"count": len(texts), "attributes": [attribute(name) for name in found], "rows": rows}


def _moved(lines: list[Pair], name: str) -> list[tuple[str, str, str, str]] | None:
    """Old threshold, share that reaches it, the same here, share of both; None without a score here."""
    scored = [(old, scorer.assess(text).probability(name)) for old, text in lines]
    pairs = [(old, new) for old, new in scored if new is not None]
    if not pairs:
        return None
    found = [moved(pairs, threshold) for threshold in THRESHOLDS]
    return [(_number(m.old), said("share", m.share), _number(m.new), said("share", m.both)) for m in found]


def _number(value: float | None) -> str:
    return said("index", value)


def _pairs(lines: str) -> Iterator[Pair]:
    """Errors  ValidationError, with the line"""
    begun = FIRST.match(lines)
    separator = begun["separator"] if begun else ","
    rows = [row for row in csv.reader(lines.strip().splitlines(keepends=True), delimiter=separator) if row]
    if len(rows) > MOST_LINES:
        raise forms.ValidationError(_("It has more than %(n)s lines.") % {"n": MOST_LINES})
    for number, row in enumerate(rows, 1):
        score = _score(row[0])
        if len(row) > 1 and score is not None:
            yield score, separator.join(row[1:]).strip()
        elif number > 1 or len(rows) == 1:
            raise forms.ValidationError(
                _("Line %(n)s does not begin with a score from 0 to 1.") % {"n": number}
            )


def _score(written: str) -> float | None:
    """As people write it, also with a comma."""
    try:
        value = float(written.strip().replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
