"""A person's own page: the name they sign with, what limits them, what they wrote."""

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.journeys.change_place import change_place
from undersigned.journeys.choose_display_name import choose_display_name
from undersigned.journeys.correct_name import correct_name
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotFound, NotSignedIn, Refused
from undersigned.moderation import reads as moderation
from undersigned.people import reads as people
from undersigned.site import forms
from undersigned.site.statements import text_state
from undersigned.web import reasons
from undersigned.web.actors import actor_of


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """`/account/`: everything the house keeps under one's name, and where to change it."""
    person_id = _person(request)
    profile = people.profile(person_id)
    everywhere, called = communities.all_communities(), people.display_names(person_id)
    written = comments.own(person_id)
    ids = [comment.id for comment in written]
    decided, waiting = moderation.last_decisions(ids), moderation.waiting(ids)
    context = {
        "profile": profile,
        "doubts": reasons.doubts(profile.name_doubts),
        "earlier_names": people.names(person_id)[1:],
        "display_names": [
            {"community": place, "name": called.get(place.id)}
            for place in everywhere
            if place.names == "youth"
        ],
        "reports": moderation.own_reports(person_id),
        "restrictions": _restrictions(person_id, {place.id: place.name for place in everywhere}),
        "written": [
            {
                "own": comment,
                "decision": decided.get(comment.id),
                "state": text_state(comment, is_waiting=comment.id in waiting),
                "why": reasons.waiting(waiting[comment.id]) if comment.id in waiting else [],
            }
            for comment in written
        ],
    }
    return render(request, "site/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Correct the name one signs with; what was signed before keeps its byline."""
    profile = people.profile(_person(request))
    shown = {"first_name": profile.first, "last_name": profile.last, "is_single": profile.is_single}
    form = forms.RealName(request.POST or None, initial=shown)

    def act(actor: Actor, said: dict[str, Any]) -> None:
        correct_name(actor, said["first_name"], said["last_name"], is_single=said["is_single"])

    return _change(request, form, act, _("Your name is changed."), "site/name.html", {"profile": profile})


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest) -> HttpResponse:
    """Say where one writes from."""
    profile = people.profile(_person(request))
    form = forms.Place(request.POST or None, initial={"place": profile.place})

    def act(actor: Actor, said: dict[str, Any]) -> None:
        change_place(actor, said["place"])

    return _change(request, form, act, _("Your place is changed."), "site/place.html", {"profile": profile})


@require_http_methods(["GET", "HEAD", "POST"])
def display_name(request: HttpRequest, community: str) -> HttpResponse:
    """Choose what to be called in one youth community."""
    where = communities.by_slug(community)
    if where.names != "youth":
        raise NotFound(what="community")
    form = forms.DisplayName(
        request.POST or None, initial={"name": people.display_name(_person(request), where.id)}
    )

    def act(actor: Actor, said: dict[str, Any]) -> None:
        choose_display_name(actor, where.id, said["name"])

    done = _("Your display name is chosen.")
    return _change(request, form, act, done, "site/display_name.html", {"community": where})


def _restrictions(person_id: UUID, names: dict[UUID | None, str]) -> list[tuple[Any, str | None, Any]]:
    """Each restriction in force or appealed, with where it holds and its appeal."""
    appealed = moderation.restriction_appeals_of(person_id)
    return [
        (each, names.get(each.community_id), appealed.get(each.restriction_id))
        for each in people.restrictions_told(person_id, appealed)
    ]


def _change(
    request: HttpRequest,
    form: django_forms.Form,
    act: Any,
    done: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a form; sent, do what it asks and return to one's page; refused, say why and keep it."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(actor_of(request), form.cleaned_data)
                messages.success(request, done)
                return HttpResponseRedirect(reverse("site:me"))
            except Refused as refused:
                status = refused.status
                forms.tell(form, refused)
    return render(request, template, {**context, "form": form}, status=status)


def _person(request: HttpRequest) -> UUID:
    """Errors  NotSignedIn"""
    person_id = actor_of(request).person_id
    if person_id is None:
        raise NotSignedIn
    return person_id
