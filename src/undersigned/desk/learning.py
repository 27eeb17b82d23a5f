"""What a desk has taught the scorer: the newest layer beside what scores now, for an editor to promote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.journeys.learn import owe_learning
from undersigned.journeys.promote_layer import promote_layer
from undersigned.kernel import clock
from undersigned.kernel.errors import NotAllowed, NotFound
from undersigned.learning import reads as layers
from undersigned.learning.drift import MUCH, SOMEWHAT
from undersigned.learning.rules import FEWEST
from undersigned.learning.shapes import LayerShape, PromotionShape
from undersigned.moderation import reads as moderation
from undersigned.moderation.agreement import measured
from undersigned.moderation.rules import percent
from undersigned.people import reads as people
from undersigned.scoring import reads as scorer

from .access import EDITORS, Place, Seat, at_the_desk, places_before
from .posting import fresh, once
from .tables import said, share

if TYPE_CHECKING:
    from undersigned.communities.models import Community

SHOWN = 20
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Score:
    """One of those compared. Shape  area, off: in words; within: the interval of the area"""

    name: str
    area: str
    within: str
    off: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A text that two scores see otherwise.

    Shape  now, then: whole per cent, None for no score; said: by a person
    """

    comment_id: UUID
    language: str
    text: str
    now: int | None
    then: int
    said: str


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def learning(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Both on real comments, side by side; editors promote, go back, and ask for a layer now.

    Errors  NotAllowed but for editors and operators
    """
    places = [place for place in places_before(seat) if seat.has(place.id, *EDITORS)]
    if not places and not seat.is_operator:
        raise NotAllowed
    page: dict[str, Any] = {"room": "figures", "places": places, "once": fresh()}
    if not places:
        return render(request, "desk/learning.html", page)
    asked = request.GET.get("community")
    chosen = next((place for place in places if place.slug == asked), places[0])
    if request.method == "POST":
        once(request, seat, lambda: _act(seat, chosen, request.POST))
        return redirect(request.get_full_path())
    return render(request, "desk/learning.html", page | _page(chosen))


def _act(seat: Seat, chosen: Place, given: Mapping[str, str]) -> dict[str, str]:
    """Shape  given: `learn`, or `layer`, an id or empty for the shipped model"""
    if "learn" in given:
        owe_learning(seat.actor, chosen.id)
        return {"said": _("A layer is being made; it stands here in a few minutes if anything is new.")}
    try:
        layer_id = UUID(given["layer"]) if given.get("layer") else None
        promote_layer(seat.actor, chosen.id, layer_id)
    except (NotFound, ValueError):
        return {"said": _("That layer is there no more. Nothing was changed.")}
    return {"said": _("From now on this scores what is sent. What was sent before keeps its score.")}


def _page(chosen: Place) -> dict[str, Any]:
    community = communities.by_id(chosen.id)
    newest, promotions = layers.newest(chosen.id), layers.promotions(chosen.id)
    is_challenger = newest is not None and newest.id not in {each.layer_id for each in promotions}
    names = people.full_names({each.by_id for each in promotions if each.by_id})
    return {
        "chosen": chosen,
        "champion": layers.layer(community.layer) if community.layer else None,
        "is_of_today": not community.layer or bool(layers.version(community)),
        "promotions": [(each, names.get(each.by_id, "") if each.by_id else "") for each in promotions],
        "before": _before(promotions),
        "judged": moderation.judged_count(chosen.id),
        "needed": 2 * FEWEST,
        "fewest": FEWEST,
        "drift": _drift(community),
        **(_compared(newest, is_challenger=is_challenger) if newest is not None else {}),
    }


def _before(promotions: list[PromotionShape]) -> PromotionShape | None:
    """What scored before what scores now; the shipped model, where nothing was promoted before."""
    if not promotions:
        return None
    first = PromotionShape(None, None, None, promotions[-1].at)
    return next((each for each in promotions if each.layer_id != promotions[0].layer_id), first)


def _drift(community: Community) -> dict[str, Any] | None:
    """How the layer that scores does since it was promoted, in words."""
    found = layers.drift_of(community, clock.now())
    if found is None:
        return None
    wrong = measured(found.texts, found.wrong)
    return {
        "is_alarming": found.is_alarming,
        "order": _index(found.order.area),
        "within": _within(found.order.low, found.order.high),
        "texts": found.texts,
        "wrong": said("share", wrong.share),
        "wrong_within": wrong.of and f"{said('share', wrong.low)}–{said('share', wrong.high)}",
        "mixture": _mixture(found.moved),
        "index": _index(found.moved),
        "is_told": found.moved is not None,
        "weeks": [
            (
                week.begins,
                [said("share", share(*each)) for each in zip(week.against, week.texts, strict=True)],
            )
            for week in found.weeks
        ],
    }


def _mixture(moved: float | None) -> str:
    if moved is None:
        return _("Too few were decided this week to compare the mixture of texts.")
    if moved > MUCH:
        return _("The texts of this week score quite otherwise than those it was compared on.")
    if moved > SOMEWHAT:
        return _("The texts of this week score somewhat otherwise than those it was compared on.")
    return _("The texts of this week score as those did that it was compared on.")


def _compared(layer: LayerShape, *, is_challenger: bool) -> dict[str, Any]:
    facts = layer.facts
    return {
        "layer": layer,
        "may_promote": is_challenger and layer.base == scorer.VERSION,
        "held_out": facts["held_out"],
        "held_against": facts["held_against"],
        "scores": [_score(name, told) for name, told in facts["scores"].items()],
        "better": _better(facts["better"]),
        "clauses": [
            (each["clause"], each["against"], _area(each["shipped"]), _area(each["challenger"]))
            for each in facts["clauses"]
        ],
        "people": _people(facts["people"]),
        "apart": _apart(facts["apart"]),
    }


def _score(name: str, told: Mapping[str, float | None]) -> Score:
    words = {
        "shipped": _("The shipped model"),
        "champion": _("What scores now"),
        "challenger": _("This layer"),
    }
    within, off = _within(told["low"], told["high"]), said("share", told["off"])
    return Score(words[name], _index(told["area"]), within, off)


def _within(low: float | None, high: float | None) -> str:
    return "" if low is None else f"{_index(low)}–{_index(high)}"


def _area(told: Mapping[str, float | None]) -> str:
    return _index(told["area"])


def _index(value: float | None) -> str:
    """With two figures after the point, also where they are noughts, so that a column can be read."""
    return "–" if value is None else number_format(value, decimal_pos=2)


def _better(told: Mapping[str, float | None]) -> str:
    """Whether it ranks better than what scores now, in a sentence."""
    if told["low"] is None or told["high"] is None:
        return _("Too few were decided either way to compare.")
    if told["low"] > 0:
        return _("It tells what you refuse from what you publish better than what scores now.")
    if told["high"] < 0:
        return _("It tells what you refuse from what you publish less well than what scores now.")
    return _("Between it and what scores now no difference is certain.")


def _people(told: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """Shape  name, decisions, share, by how much the chances would move without"""
    names = people.full_names({UUID(each["person"]) for each in told})
    return [
        (
            names.get(UUID(each["person"]), _("somebody who left")),
            said("count", each["decisions"]),
            said("share", each["share"]),
            said("share", each["moved"]),
        )
        for each in told
    ]


def _apart(told: list[dict[str, Any]]) -> list[Apart]:
    """The largest differences whose words are there."""
    words = comments.words_of(UUID(each["revision"]) for each in told)
    found = [(each, *words[UUID(each["revision"])]) for each in told if UUID(each["revision"]) in words]
    return [
        Apart(
            comment_id,
            language,
            text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …",
            None if each["now"] is None else percent(each["now"]),
            percent(each["challenger"]),
            _judged(each),
        )
        for each, comment_id, language, text in found[:SHOWN]
    ]


def _judged(told: Mapping[str, Any]) -> str:
    if not told["against"]:
        return _("published")
    return _("refused under clause %(clauses)s") % {"clauses": ", ".join(told["clauses"])}
