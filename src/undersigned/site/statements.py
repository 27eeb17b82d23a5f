"""A comment as its author sees it: its state, the statement of reasons for each decision, the appeal."""

from datetime import timedelta
from math import ceil
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from undersigned.communities import reads as communities
from undersigned.communities.models import Community
from undersigned.conversation import reads as comments
from undersigned.conversation.shapes import OwnComment
from undersigned.journeys.appeal import appeal
from undersigned.kernel import clock
from undersigned.kernel.errors import NotFound, Refused
from undersigned.moderation import reads as moderation
from undersigned.moderation.shapes import DecisionShape
from undersigned.site import forms
from undersigned.web import reasons
from undersigned.web.actors import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def my_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """`/account/comments/{id}/`: the author's own; a POST appeals the decision it names."""
    actor = actor_of(request)
    row = comments.by_id(comment_id)
    if row.author_id != actor.person_id:
        raise NotFound(what="comment")  # somebody else's state is nobody's business
    decisions = moderation.rulings(comment_id)
    form = forms.Appeal(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                appeal(actor, _appealed(request, decisions).id, form.cleaned_data["text"])
                messages.success(request, _("Your appeal is on its way to someone else."))
                return HttpResponseRedirect(request.path)
            except Refused as refused:
                status = refused.status
                forms.tell(form, refused)
    why = moderation.waiting([comment_id]).get(comment_id)
    own = comments.own_shape(row, comments.latest(row))
    left = own.may_revise_until - clock.now() if own.may_revise_until else timedelta(0)
    context = {
        "community": row.community,
        "own": own,
        "may_revise": left > timedelta(0),
        "revise_minutes": ceil(left / timedelta(minutes=1)),
        "byline": {"name": row.byline_name, "place": row.byline_place, "standing": row.byline_standing},
        "text_state": text_state(own, is_waiting=why is not None),
        "why": None if why is None else reasons.waiting(why),
        "statements": [_statement(decision, row.community) for decision in decisions],
        "form": form,
    }
    return render(request, "site/my_comment.html", context, status=status)


def text_state(own: OwnComment, *, is_waiting: bool) -> str:
    """What became of the latest text: of a comment that others read as it was before, this one."""
    if own.state != "published" or own.shown_text == own.text:
        return own.state
    return "held" if is_waiting else "refused"


def _appealed(request: HttpRequest, decisions: list[DecisionShape]) -> DecisionShape:
    for decision in decisions:
        if str(decision.id) == request.POST.get("decision"):
            return decision
    raise NotFound(what="decision")


def _statement(decision: DecisionShape, community: Community) -> dict[str, Any]:
    """A decision with its clauses as they stood: in the version it was taken under."""
    guidelines = communities.guidelines(community.id, get_language() or "en", decision.guidelines_version)
    return {
        "decision": decision,
        "clauses": [clause for clause in guidelines.clauses if clause.number in decision.clauses],
        "language": guidelines.language,
        "reasons": moderation.sentences(decision),
    }
