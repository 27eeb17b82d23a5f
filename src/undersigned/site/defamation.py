"""Complaints of defamation under UK law: the form, and the page on which an author answers one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from undersigned.journeys.answer_notice import answer_notice
from undersigned.journeys.notify_defamation import check_defamation, notify_defamation
from undersigned.kernel import clock
from undersigned.kernel.errors import Invalid, NotFound, TooFast
from undersigned.kernel.moments import day_in_words
from undersigned.unlawful import deadlines, defamation
from undersigned.unlawful import reads as notices
from undersigned.unlawful.errors import AnswerNotAwaited
from undersigned.unlawful.shapes import DefamationDraft
from undersigned.web import proof
from undersigned.web.pace import keep_pace_of_notices

from . import forms
from .defamation_forms import Answer, Complaint
from .notices import address_asked, to_status


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """`/notices/defamation/?comment=`: the prescribed fields, where a community takes such complaints."""
    if not settings.DEFAMATION:
        raise NotFound(what="page")
    form = Complaint(request.POST or None, initial={"where": address_asked(request)})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _sent(request, form.draft(get_language() or "en"))
            except Invalid as refused:
                forms.tell(form, refused)
            except TooFast as refused:
                status = refused.status
                forms.tell(form, refused)
    context = {"form": form, "challenge": proof.challenge(), "bits": settings.PROOF_BITS}
    return render(request, "site/new_defamation.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, link: str) -> HttpResponse:
    """What the letter to an author leads to: the complaint, and the answer."""
    notice_id = notices.noticed_by(link, "answer")
    form = Answer(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                answer_notice(notice_id, form.draft())
                return HttpResponseRedirect(request.path)
            except AnswerNotAwaited as refused:
                status = refused.status
            except Invalid as refused:
                forms.tell(form, refused)
    facts = notices.procedure_facts(notice_id)
    step = defamation.step(facts, clock.now())
    context: dict[str, Any] = {"copy": notices.copy(notice_id), "answered": bool(facts.answer)}
    if step.due == "await" and step.until is not None:
        context["form"] = form
        context["until"] = day_in_words(deadlines.noon_of_last_day(step.until), get_language() or "en")
    return render(request, "site/notice_answer.html", context, status=status)


def _sent(request: HttpRequest, draft: DefamationDraft) -> HttpResponse:
    check_defamation(draft)
    is_proven = proof.spend(request.POST.get("challenge", ""), request.POST.get("answer", ""))
    keep_pace_of_notices(request, draft.email, is_proven=is_proven)
    return to_status(notify_defamation(draft, is_proven=is_proven))
