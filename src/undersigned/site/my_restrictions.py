"""A restriction as whoever is restricted sees it: what, why, how long; and the appeal."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from undersigned.communities import reads as communities
from undersigned.journeys.appeal_restriction import appeal_restriction
from undersigned.kernel import clock
from undersigned.kernel.errors import NotFound, NotSignedIn, Refused
from undersigned.moderation import reads as moderation
from undersigned.moderation.rules import APPEAL_WINDOW
from undersigned.people import reads as people
from undersigned.site import forms
from undersigned.web.actors import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def my_restriction(request: HttpRequest, restriction_id: UUID) -> HttpResponse:
    """`/account/restrictions/{id}/`: one's own, also while one may not submit; a POST appeals it."""
    actor = actor_of(request)
    if actor.person_id is None:
        raise NotSignedIn
    found = people.restrictions_told(actor.person_id, [restriction_id])
    limit = next((each for each in found if each.restriction_id == restriction_id), None)
    if limit is None:
        raise NotFound(what="restriction")  # somebody else's is nobody's business
    form = forms.Appeal(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                appeal_restriction(actor, restriction_id, form.cleaned_data["text"])
                messages.success(request, _("Your appeal is on its way to someone else."))
                return HttpResponseRedirect(request.path)
            except Refused as refused:
                status = refused.status
                forms.tell(form, refused)
    appeal = moderation.restriction_appeals_of(actor.person_id).get(restriction_id)
    until = limit.at + APPEAL_WINDOW
    context = {
        "limit": limit,
        "place": next((p.name for p in communities.all_communities() if p.id == limit.community_id), None),
        "is_over": limit.until is not None and limit.until <= clock.now(),
        "appeal": appeal,
        "may_appeal": appeal is None and limit.lifted_at is None and clock.now() <= until,
        "appeal_until": until,
        "form": form,
    }
    return render(request, "site/my_restriction.html", context, status=status)
