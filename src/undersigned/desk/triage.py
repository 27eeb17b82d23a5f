"""What a score may do by itself in a community: two thresholds, seen first on the desk's own last month."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from undersigned.communities import reads as communities
from undersigned.communities.shapes import ClauseShape, MachineRefusal, TriageShape
from undersigned.journeys.set_triage import set_triage
from undersigned.journeys.weighing import scale_of
from undersigned.kernel import clock
from undersigned.kernel.errors import NotSignedIn, Refused
from undersigned.moderation import reads as cases
from undersigned.moderation.agreement import Measured, measured
from undersigned.moderation.choosing import Bucket, Would
from undersigned.people import reads as people
from undersigned.scoring.shapes import ATTRIBUTES
from undersigned.web.fields import WORDS
from undersigned.web.reasons import attribute

from .access import EDITORS, Place, Seat, at_the_desk, places_before
from .plots import Bar, Strip, strip
from .posting import fresh, once
from .tables import said
from .words import language, tell

MONTH = timedelta(days=30)
FEWEST = 50  # decisions with a score: of fewer a page of figures would say nothing
ALL = range(100)
LEAST_TO_REFUSE = 95


class TriageForm(forms.Form):
    """A triage policy as a whole; one row a clause for what a machine may refuse."""

    unseen_below = forms.IntegerField(
        label=gettext_lazy("Published unseen below"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("0: a person looks at everything that the mode asks for."),
    )
    hold_above = forms.IntegerField(
        label=gettext_lazy("Held from"),
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("100: a score alone holds nothing."),
    )
    promise = forms.DecimalField(
        label=gettext_lazy("Promise: at most so many in a hundred published unseen would have been refused"),
        min_value=Decimal("0.1"),
        max_value=20,
        decimal_places=1,
        help_text=gettext_lazy(
            "Where the quality sample shows that there are more, nothing goes unseen any more."
        ),
    )

    def __init__(self, *args: Any, clauses: tuple[ClauseShape, ...], is_youth: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clauses = () if is_youth else clauses
        choices = [("", _("A person decides")), *((name, attribute(name)) for name in ATTRIBUTES)]
        for n, clause in enumerate(self.clauses):
            words = {"clause": f"{clause.number} {clause.title}"}
            self.fields[f"attribute_{n}"] = forms.ChoiceField(
                label=_("Clause %(clause)s: a machine refuses for") % words, choices=choices, required=False
            )
            self.fields[f"above_{n}"] = forms.IntegerField(
                label=_("from, under clause %(number)s") % {"number": clause.number},
                min_value=0,
                max_value=100,
                required=False,
            )

    def clean(self) -> None:
        """Thresholds in the wrong order would be counted twice, and are refused when they are set."""
        low, high = self.cleaned_data.get("unseen_below"), self.cleaned_data.get("hold_above")
        if low is not None and high is not None and low > high:
            self.add_error("unseen_below", str(WORDS["above-the-other"]))

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"attribute_{n}"], self[f"above_{n}"]) for n in range(len(self.clauses))]

    @property
    def given(self) -> TriageShape:
        sent = self.cleaned_data
        refusals = tuple(
            MachineRefusal(clause.number, sent[f"attribute_{n}"], sent[f"above_{n}"] or LEAST_TO_REFUSE)
            for n, clause in enumerate(self.clauses)
            if sent[f"attribute_{n}"]
        )
        return TriageShape(
            unseen_below=sent["unseen_below"],
            hold_above=sent["hold_above"],
            promise_per_mille=int(sent["promise"] * 10),
            refusals=refusals,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what would have been.

    Shape  key: for the script; decided, wrong: empty where nobody could be wrong
    """

    key: str
    words: str
    count: str
    share: str
    decided: str
    wrong: str
    rate: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A row of bars, each where its score puts it. Shape  bars: with what would become of each"""

    strip: Strip
    bars: list[tuple[Bar, str]]


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def triage(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The triage policy of one community. Editors ask what another one would have done, then set it."""
    places = places_before(seat)
    if not places:
        return render(request, "desk/triage.html", {"room": "controls"})
    chosen = next((place for place in places if place.slug == request.GET.get("community")), places[0])
    now = communities.triage(communities.by_id(chosen.id))
    form = _form(request, chosen, now)
    if request.method != "POST":
        return _page(request, seat, chosen, places, now, form)
    if not form.is_valid():
        return _page(request, seat, chosen, places, now, form, status=422)
    try:
        once(request, seat, lambda: _set(seat, chosen, form))
    except NotSignedIn:
        raise
    except Refused as refused:
        tell(form, refused)
        return _page(request, seat, chosen, places, now, form, status=refused.status)
    return redirect(f"{request.path}?community={chosen.slug}")


def _set(seat: Seat, chosen: Place, form: TriageForm) -> dict[str, Any]:
    set_triage(seat.actor, chosen.id, form.given)
    return {"said": _("The triage policy is set. It counts for what is sent from now on.")}


def _form(request: HttpRequest, chosen: Place, now: TriageShape) -> TriageForm:
    """As sent, as asked for in the address, or as the policy stands."""
    clauses = communities.guidelines(chosen.id, language()).clauses
    given: dict[str, Any] = {"clauses": clauses, "is_youth": chosen.is_youth}
    if request.method == "POST":
        return TriageForm(request.POST, **given)
    if "unseen_below" in request.GET:
        return TriageForm(request.GET, **given)
    numbers = {clause.number: n for n, clause in enumerate(clauses)}
    initial: dict[str, Any] = {
        "unseen_below": now.unseen_below,
        "hold_above": now.hold_above,
        "promise": now.promise_per_mille / 10,
    }
    for each in now.refusals:
        if each.clause in numbers:
            initial[f"attribute_{numbers[each.clause]}"] = each.attribute
            initial[f"above_{numbers[each.clause]}"] = each.above
    return TriageForm(initial=initial, **given)


def _page(
    request: HttpRequest,
    seat: Seat,
    chosen: Place,
    places: list[Place],
    now: TriageShape,
    form: TriageForm,
    *,
    status: int = 200,
) -> HttpResponse:
    until = clock.now()
    scale = scale_of(communities.by_id(chosen.id))
    buckets = cases.by_score(chosen.id, until - MONTH, until, scale)
    decided = sum(bucket.published + bucket.against for bucket in buckets)
    policies = communities.triage_policies(chosen.id)
    names = people.full_names({each.by_id for each in policies if each.by_id})
    is_asked = form.is_bound and form.is_valid()
    asked = form.given if is_asked else now
    context: dict[str, Any] = {
        "room": "controls",
        "chosen": chosen,
        "places": places,
        "form": form,
        "now": now,
        "rests": bool(now.unseen_below or now.refusals) and now.scale != scale,
        "asked": asked,
        "may_set": seat.has(chosen.id, *EDITORS),
        "sent": [(field.html_name, field.value() or "") for field in form] if is_asked else [],
        "once": fresh(),
        "policies": [(each, names.get(each.by_id, "") if each.by_id else "") for each in policies],
        "decided": decided,
        "fewest": FEWEST,
        "kept": cases.unseen_errors(now.id) if now.id and now.unseen_below else None,
    }
    if decided >= FEWEST:
        context |= _seen(chosen, buckets, asked)
    return render(request, "desk/triage.html", context, status=status)


def _seen(chosen: Place, buckets: list[Bucket], asked: TriageShape) -> dict[str, Any]:
    """What these thresholds would have done to the last month, and the table it is reckoned from."""
    until = clock.now()
    would = cases.would(buckets, asked.unseen_below, asked.hold_above)
    handling = cases.handling(chosen.id, until - MONTH, until)
    return {
        "would": _rows(would),
        "buckets": buckets,
        "handling": handling,
        "hours": said("count", round(would.unseen * (handling.seconds or 0) / 3_600)),
        "plots": [
            _plot(_("Published by people"), {b.percent: b.published for b in buckets}, asked),
            _plot(_("Refused or removed by people"), {b.percent: b.against for b in buckets}, asked),
        ],
    }


def _rows(would: Would) -> list[Row]:
    return [
        _row(
            "unseen", _("Published unseen; people refused or removed"), would.unseen, would, would.let_through
        ),
        _row("held", _("Held by their score; people published"), would.held, would, would.kept_waiting),
        _row(
            "rest", _("In between: as the mode has it"), would.total - would.unseen - would.held, would, None
        ),
    ]


def _row(key: str, words: str, count: int, would: Would, wrong: Measured | None) -> Row:
    of = wrong or measured(0, 0)
    return Row(
        key,
        words,
        said("count", count),
        said("share", count / would.total),
        said("count", of.of) if wrong else "",
        said("count", of.wrong) if wrong else "",
        said("share", of.share),
        said("share", of.low),
        said("share", of.high),
    )


def _plot(label: str, counts: dict[int, int], asked: TriageShape) -> Plot:
    values = [counts.get(percent, 0) for percent in ALL]
    made = strip(label, [str(percent) for percent in ALL], values, [said("count", n) for n in values])
    return Plot(made, [(bar, _fate(percent, asked)) for percent, bar in zip(ALL, made.bars, strict=True)])


def _fate(percent: int, asked: TriageShape) -> str:
    if percent < asked.unseen_below:
        return "is-unseen"
    return "is-held" if percent >= asked.hold_above else "is-between"
