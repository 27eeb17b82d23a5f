"""One comment at its own address, and what its author and its readers can do with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.conversation import rules
from undersigned.conversation.models import Comment
from undersigned.journeys.recommend import recommend as do_recommend
from undersigned.journeys.recommend import unrecommend as do_unrecommend
from undersigned.journeys.report import ReportDraft
from undersigned.journeys.report import report as do_report
from undersigned.journeys.revise import require_revisable
from undersigned.journeys.revise import revise as do_revise
from undersigned.journeys.withdraw import withdraw as do_withdraw
from undersigned.kernel import clock
from undersigned.kernel.errors import NotAllowed, NotFound, Refused
from undersigned.licensing import reads as licensing
from undersigned.licensing.errors import LicenceOutOfDate
from undersigned.site import forms, readers
from undersigned.snapshots import reads as snapshots
from undersigned.web.actors import actor_of
from undersigned.web.pace import keep_pace_of_reports


@require_safe
def comment(request: HttpRequest, community: str, key: str, comment_id: UUID) -> HttpResponse:
    """The permalink: what it answers, the comment, its replies (`?after=` those that follow)."""
    row = _at(comments.published(comment_id), community, key)
    document = snapshots.comment(comment_id)
    after = request.GET.get("after")
    further = snapshots.replies(comment_id, after)
    texts = communities.in_force(row.community_id)
    reader = readers.reader_of(request, row.story, texts)
    state = snapshots.state(row.story)
    above = document["ancestors"]
    context = {
        "community": row.community,
        "headline": row.story.headline,
        "story_language": row.story.language,
        "story_url": _story(row),
        "canonical": document["url"],
        "comment": document | {"replies": [], "replies_next": None},
        "ancestors": above,
        "to": above[-1]["byline"] if above else None,
        "replies": further["comments"],
        "next": further["next"],
        "endorsement": communities.notices(row.community_id, get_language() or "").get("endorsement", ""),
        "is_open": state.is_open,
        "reader": reader,
        "mine": reader.mine if reader else (),
        "recommended": reader.recommended if reader else (),
        "back": request.get_full_path(),
        "target": str(comment_id),
    }
    answer = render(request, "site/comment_page.html", context)
    if row.community.names == "youth":
        answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, community: str, key: str, comment_id: UUID) -> HttpResponse:
    """Change one's own comment while the window is open; the text sent is never lost.

    The form is offered only while it can do what it says.
    """
    actor = actor_of(request)
    row = _own(request, community, key, comment_id)
    require_revisable(row, row.story, clock.now())
    texts = communities.in_force(row.community_id)
    language = get_language() or "en"
    accepted = licensing.has_accepted(row.author_id, texts.licence_id, texts.guidelines_id)
    own = comments.own_shape(row, comments.latest(row))
    shown: dict[str, Any] = {
        "text": request.POST.get("text", own.text),
        "licence_version": texts.licence_version,
        "guidelines_version": texts.guidelines_version,
        "language": language if language in row.community.languages else row.community.languages[0],
        "key": forms.fresh_key(),
    }
    slug = row.community.slug
    form = forms.Compose(initial=shown, has_accepted=accepted, community=slug)
    context: dict[str, Any] = {
        "community": row.community,
        "own": own,
        "story_url": _story(row),
        "texts": texts,
    }
    status = 200
    if request.method == "POST":
        sent = forms.Compose(request.POST, has_accepted=accepted, community=slug)
        status = 422
        if not sent.is_valid():
            form = sent
        else:
            given = sent.cleaned_data
            try:
                do_revise(
                    actor,
                    comment_id,
                    given["text"],
                    licence_version=given["licence_version"],
                    guidelines_version=given["guidelines_version"],
                    language=given["language"],
                    asks_person="asks_person" in request.POST,
                )
                return HttpResponseRedirect(f"{_story(row)}?posted={comment_id}#posted")
            except LicenceOutOfDate as refused:
                status, context["new_texts"] = refused.status, refused.data
            except Refused as refused:
                status, form = refused.status, sent
                forms.tell(form, refused)
                context["may_ask_person"] = forms.may_ask_person(refused)
    return render(request, "site/revise.html", context | {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, community: str, key: str, comment_id: UUID) -> HttpResponse:
    """Ask once, then take one's own comment back."""
    actor = actor_of(request)
    row = _own(request, community, key, comment_id)
    rules.may_withdraw(row.state)
    if request.method == "POST":
        do_withdraw(actor, comment_id)
        messages.success(request, _("Your comment is withdrawn. Nobody can read it any more."))
        return HttpResponseRedirect(reverse("site:my-comment", args=[comment_id]))
    context = {
        "community": row.community,
        "own": comments.own_shape(row, comments.latest(row)),
        "story_url": _story(row),
        "has_replies": row.reply_count > 0,
    }
    return render(request, "site/withdraw.html", context)


@require_POST
def recommend(request: HttpRequest, community: str, key: str, comment_id: UUID) -> HttpResponse:
    """Recommend somebody's comment, or take it back, and return to where the reader was."""
    row = _at(comments.published(comment_id), community, key)
    act = do_unrecommend if request.POST.get("undo") else do_recommend
    act(actor_of(request), comment_id)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = _story(row)
    return HttpResponseRedirect(f"{back}#c-{comment_id}")


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, community: str, key: str, comment_id: UUID) -> HttpResponse:
    """Say which clause, or which law, a comment breaks; with an account or without."""
    row = _at(comments.published(comment_id), community, key)
    if row.state != "published":
        raise NotFound(what="comment")
    is_signed_in = request.user.is_authenticated
    guidelines = communities.guidelines(row.community_id, get_language() or "en")
    form = forms.Report(request.POST or None, guidelines=guidelines, is_signed_in=is_signed_in)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if not is_signed_in:
                    keep_pace_of_reports(request, form.cleaned_data["email"])
                do_report(actor_of(request) if is_signed_in else None, comment_id, _draft(form))
                messages.success(request, _("Thank you. A person will look at the comment."))
                return HttpResponseRedirect(_story(row))
            except Refused as refused:
                status = refused.status
                forms.tell(form, refused)
    context = {
        "community": row.community,
        "comment": snapshots.comment(comment_id),
        "story_url": _story(row),
        "form": form,
    }
    return render(request, "site/report.html", context, status=status)


def _draft(form: forms.Report) -> ReportDraft:
    said = form.cleaned_data
    is_law = said["clause"] == forms.LAW
    return ReportDraft(
        clause="" if is_law else said["clause"],
        law=(said["law"] or _("not named")) if is_law else "",
        text=said["text"],
        name=said.get("name", ""),
        email=said.get("email", ""),
        good_faith=said.get("good_faith", False),
        language=get_language() or "",
    )


def _own(request: HttpRequest, community: str, key: str, comment_id: UUID) -> Comment:
    """Errors  NotFound, NotAllowed"""
    row = _at(comments.by_id(comment_id), community, key)
    if row.author_id != request.user.pk:
        raise NotAllowed
    return row


def _at(row: Comment, community: str, key: str) -> Comment:
    """The comment, if this is its address. Errors  NotFound"""
    if (row.community.slug, row.story.key) != (community, key):
        raise NotFound(what="comment")
    return row


def _story(row: Comment) -> str:
    return reverse("site:story", args=[row.community.slug, row.story.key])
