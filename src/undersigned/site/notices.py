"""Notices of unlawful content: what they are, the form, its confirmation, and how far one is."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.conversation import reads as comments
from undersigned.journeys import report_link
from undersigned.journeys.notify import check_notice, confirm_notice, notify
from undersigned.kernel.errors import Invalid, NotFound, TooFast
from undersigned.snapshots.addresses import Place
from undersigned.unlawful import reads as notices
from undersigned.unlawful.rules import MOST_ITEMS
from undersigned.unlawful.shapes import ItemShape, NoticeDraft, NoticeShape
from undersigned.web import proof
from undersigned.web.pace import keep_pace_of_notices

from . import forms
from .notice_forms import Notice

MAY_APPEAL = ("stays", "labelled")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """`/notices/`: what a notice is, and what becomes of it."""
    return render(request, "site/notices.html", {"takes_defamation": bool(settings.DEFAMATION)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`/notices/new/?comment=`: the form; without script it is confirmed by a letter."""
    count = _count(request)
    if request.method != "POST":
        return _form(request, Notice(initial={"where_0": address_asked(request)}, count=count))
    if "more" in request.POST:
        return _form(request, Notice(initial=request.POST.dict(), count=min(count + 1, MOST_ITEMS)))
    form = Notice(request.POST, count=count)
    status = 422
    if form.is_valid():
        try:
            return _sent(request, form.draft(get_language() or "en"))
        except Invalid as refused:
            form.tell(refused)
        except TooFast as refused:
            status = refused.status
            forms.tell(form, refused)
    return _form(request, form, status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, link: str) -> HttpResponse:
    """What the letter leads to: a button, since programs that look at mail open links by themselves."""
    notice_id = notices.noticed_by(link, "confirm")
    if request.method == "POST":
        confirm_notice(notice_id)
    found = notices.notice(notice_id)
    if found.state != "unconfirmed":
        return to_status(notice_id)
    return render(request, "site/notice_confirm.html", {"notice": found, "items": _items(found)})


@never_cache
@require_safe
def status(request: HttpRequest, link: str) -> HttpResponse:
    """How far a notice is, for whoever has its link."""
    found = notices.notice(notices.noticed_by(link, "status"))
    return render(request, "site/notice.html", {"notice": found, "items": _items(found)})


def _sent(request: HttpRequest, draft: NoticeDraft) -> HttpResponse:
    check_notice(draft)
    is_proven = proof.spend(request.POST.get("challenge", ""), request.POST.get("answer", ""))
    keep_pace_of_notices(request, draft.email, is_proven=is_proven)
    return to_status(notify(draft, is_proven=is_proven))


def to_status(notice_id: UUID) -> HttpResponse:
    """The page that shows how far a notice is."""
    return HttpResponseRedirect(reverse("site:notice", args=[notices.token(notice_id, "status")]))


def _items(found: NoticeShape) -> list[tuple[ItemShape, str]]:
    """Each comment, with the address where its decision can be appealed; empty where it cannot."""
    return [
        (item, report_link.address(item.report_id) if item.report_id and item.outcome in MAY_APPEAL else "")
        for item in found.items
    ]


def _form(request: HttpRequest, form: Notice, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "challenge": proof.challenge(), "bits": settings.PROOF_BITS}
    return render(request, "site/new_notice.html", context, status=status)


def _count(request: HttpRequest) -> int:
    """How many comments the form has room for."""
    given = request.POST.get("count", "1")
    return max(1, min(int(given), MOST_ITEMS)) if given.isascii() and given.isdigit() else 1


def address_asked(request: HttpRequest) -> str:
    """The address of the comment that somebody came from; nothing where there is none."""
    try:
        row = comments.published(UUID(request.GET.get("comment", "")))
    except (ValueError, NotFound):
        return ""
    return Place(settings.BASE_URL, row.community.slug, row.story.key).comment(row.id)
