"""A report as whoever sent it sees it, with an account or by a letter's link; and the appeal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.journeys import report_link
from undersigned.journeys.appeal import appeal, appeal_report
from undersigned.kernel.errors import NotFound, NotSignedIn, Refused
from undersigned.moderation import reads as moderation
from undersigned.moderation.errors import AppealNotPossible
from undersigned.moderation.shapes import OwnReport
from undersigned.site import forms
from undersigned.web.actors import actor_of
from undersigned.web.pace import REPORTS, keep_pace


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """`/account/reports/{id}/`: one's own; a POST appeals the decision that answered it."""
    actor = actor_of(request)
    if actor.person_id is None:
        raise NotSignedIn
    found = moderation.own_report(report_id)
    if found.by_id != actor.person_id:
        raise NotFound(what="report")  # who reported what is nobody else's business

    def ask(text: str) -> None:
        if found.decision_id is None:
            raise AppealNotPossible(why="not-appealable")
        appeal(actor, found.decision_id, text)

    return _page(request, found, ask)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """`/account/reports/by-letter/{token}/`: the same for somebody without an account, who has the letter."""
    found = moderation.own_report(report_link.opened(token))
    if found.by_id is not None:
        raise NotFound(what="report")

    def ask(text: str) -> None:
        keep_pace(request, *REPORTS)
        appeal_report(found.id, text)

    answer = _page(request, found, ask)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _page(request: HttpRequest, found: OwnReport, ask: Any) -> HttpResponse:
    form = forms.Appeal(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                ask(form.cleaned_data["text"])
                messages.success(request, _("Your appeal is on its way to someone else."))
                return HttpResponseRedirect(request.path)
            except Refused as refused:
                status = refused.status
                forms.tell(form, refused)
    guidelines = communities.guidelines(found.community_id, get_language() or "en")
    context = {
        "community": communities.by_slug(found.community),
        "report": found,
        "comment": comments.by_id(found.comment_id),
        "clause": next((clause for clause in guidelines.clauses if clause.number == found.clause), None),
        "broken": _broken(found),
        "form": form,
    }
    return render(request, "site/my_report.html", context, status=status)


def _broken(found: OwnReport) -> dict[str, Any] | None:
    """Why the comment was taken away in the end: the clauses as they stood, the law."""
    answer_id = found.appeal.answer_id if found.appeal is not None else found.decision_id
    if answer_id is None or not (found.outcome == "taken-away" or found.appeal is not None):
        return None
    if found.is_reversed and found.appeal is None:  # the answer itself named none
        return None
    decision = moderation.decision(answer_id)
    version = communities.guidelines_by_ids([decision.guidelines_id], get_language() or "en")
    cited = version[decision.guidelines_id]
    clauses = [clause for clause in cited.clauses if clause.number in decision.clauses]
    return {"clauses": clauses, "language": cited.language, "law": decision.law}
