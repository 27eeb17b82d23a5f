"""Stories at the desk: which conversations are open, and closing, reopening and setting their rules."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.journeys.close import close
from undersigned.journeys.reopen import reopen
from undersigned.journeys.set_opening import OpeningDraft, set_opening
from undersigned.kernel import clock
from undersigned.kernel.errors import NotAllowed, NotSignedIn, Refused
from undersigned.people import reads as people
from undersigned.snapshots import reads as snapshots
from undersigned.stories import legal
from undersigned.stories import reads as stories
from undersigned.stories.rules import Opening

from .access import EDITORS, Seat, at_the_desk, places_before
from .forms import CloseForm, OpeningForm, ReopenForm
from .posting import fresh, once, posted_to
from .words import MODES, tell

COMMENTS_SHOWN = 20
OPENING = (
    "mode",
    "opens_at",
    "closes_at",
    "closes_after_days",
    "closes_at_comments",
    "slow_seconds",
    "most_per_author",
    "never_opens",
)


@dataclass(slots=True)
class Forms:
    """The forms of a story's page; the one that was sent takes the place of the fresh one."""

    close: CloseForm | None = None
    reopen: ReopenForm = field(default_factory=lambda: ReopenForm(prefix="reopen"))
    opening: OpeningForm | None = None


@require_safe
@at_the_desk
def list_stories(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The stories of one community, newest first, with the state of each conversation."""
    places = places_before(seat)
    if not places:
        return render(request, "desk/stories.html", {"room": "stories"})
    chosen = next((place for place in places if place.slug == request.GET.get("community")), places[0])
    page = stories.page(chosen.id, request.GET.get("after") or None)
    ids = [story.id for story in page.stories]
    published, held = comments.published_counts(ids), comments.held_counts_of_stories(ids)
    accepted = {story_id: published.get(story_id, 0) + held.get(story_id, 0) for story_id in ids}
    states = stories.states(ids, accepted, clock.now())
    rows = [
        {
            "story": story,
            "state": states[story.id],
            "published": published.get(story.id, 0),
            "held": held.get(story.id, 0),
        }
        for story in page.stories
    ]
    context = {"rows": rows, "places": places, "chosen": chosen, "next": page.next, "room": "stories"}
    return render(request, "desk/stories.html", context)


@require_safe
@at_the_desk
def story(request: HttpRequest, seat: Seat, community: str, key: str) -> HttpResponse:
    """One conversation: open or not and why, its rules, its history, its latest comments."""
    return _page(request, seat, _seen(seat, community, key), Forms())


@posted_to("desk:story", "community", "key")
@at_the_desk
def close_story(request: HttpRequest, seat: Seat, community: str, key: str) -> HttpResponse:
    """Close the conversation now, with a reason; or give the closing in force another reason or end."""
    form = CloseForm(request.POST, prefix="close")

    def act(row: Any) -> str:
        close(seat.actor, row.id, **form.cleaned_data)
        return _("The conversation is closed.")

    return _acted(request, seat, _seen(seat, community, key), form, act, Forms(close=form))


@posted_to("desk:story", "community", "key")
@at_the_desk
def reopen_story(request: HttpRequest, seat: Seat, community: str, key: str) -> HttpResponse:
    """Lift the closing."""
    form = ReopenForm(request.POST, prefix="reopen")

    def act(row: Any) -> str:
        reopen(seat.actor, row.id, form.cleaned_data["reason"])
        return _("The closing is lifted.")

    return _acted(request, seat, _seen(seat, community, key), form, act, Forms(reopen=form))


@posted_to("desk:story", "community", "key")
@at_the_desk
def set_story_opening(request: HttpRequest, seat: Seat, community: str, key: str) -> HttpResponse:
    """Give the conversation opening rules and a mode of its own."""
    row = _seen(seat, community, key)
    form = _opening_form(row, request.POST)

    def act(row: Any) -> str:
        given: dict[str, Any] = {
            name: None if value == "" else value for name, value in form.cleaned_data.items()
        }
        set_opening(seat.actor, row.id, OpeningDraft(**given))
        return _("The opening rules are set.")

    return _acted(request, seat, row, form, act, Forms(opening=form))


def _acted(
    request: HttpRequest, seat: Seat, row: Any, form: forms.Form, act: Callable[[Any], str], shown: Forms
) -> HttpResponse:
    """Do what a valid form asks and return to the story; else the page again, nothing lost."""
    status = 422
    if form.is_valid():
        try:
            once(request, seat, lambda: {"said": act(row)})
            return redirect("desk:story", row.community.slug, row.key)
        except (NotSignedIn, NotAllowed):
            raise
        except Refused as refused:
            tell(form, refused)
            status = refused.status
    return _page(request, seat, row, shown, status)


def _seen(seat: Seat, community: str, key: str) -> Any:
    """A story that this seat may see. Errors  NotFound, NotAllowed"""
    found = communities.by_slug(community)
    seat.require(found.id)
    return stories.by_key(found.id, key)


def _opening_form(row: Any, data: Any = None) -> OpeningForm:
    initial = {name: getattr(row, name) for name in OPENING}
    return OpeningForm(
        data,
        initial=initial,
        prefix="opening",
        community_mode=row.community.mode,
        is_youth=row.community.names == "youth",
    )


def _in_force(state: Opening) -> dict[str, Any]:
    """What the form to close shows: the reason and end that it may change."""
    return {"reason": state.reason, "until": state.opens_at} if state.why == "closed" else {}


def _page(request: HttpRequest, seat: Seat, row: Any, shown: Forms, status: int = 200) -> HttpResponse:
    state = snapshots.state(row)
    published = comments.published_count(row.id)
    held = comments.held_counts_of_stories([row.id]).get(row.id, 0)
    history = stories.history(row.id)
    ids: set[UUID] = {who for closure in history for who in (closure.by_id, closure.reopened_by_id) if who}
    names = people.full_names(ids)
    context = {
        "story": row,
        "state": state,
        "published": published,
        "held": held,
        "mode": MODES[row.mode or row.community.mode],
        "history": [(c, _name(names, c.by_id), _name(names, c.reopened_by_id)) for c in history],
        "latest": comments.page(row.id, "newest", size=COMMENTS_SHOWN).comments,
        "close_form": shown.close or CloseForm(prefix="close", initial=_in_force(state)),
        "reopen_form": shown.reopen,
        "opening_form": shown.opening or _opening_form(row),
        "may_restrict": seat.has(row.community_id, *EDITORS),
        "legal_count": sum(each.lifted_at is None for each in legal.of_story(row.id)),
        "once": fresh(),
        "room": "stories",
    }
    return render(request, "desk/story.html", context, status=status)


def _name(names: dict[UUID, str], person_id: UUID | None) -> str:
    return names.get(person_id, "") if person_id else ""
