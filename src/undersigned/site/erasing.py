"""`/account/erase/`: what erasing an account does, and doing it."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from undersigned.journeys.erase import erase as erase_account
from undersigned.kernel.errors import Refused
from undersigned.site import forms
from undersigned.web.actors import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Erase one's own account; whoever signed in longer ago shows once more that it is theirs."""
    actor_of(request)
    answer: HttpResponse = _erase(request)
    return answer


@reauthentication_required  # type: ignore[untyped-decorator] # allauth ships no types
def _erase(request: HttpRequest) -> HttpResponse:
    form: Any = forms.Erase(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                erase_account(actor_of(request))
            except Refused as refused:
                status = refused.status
                forms.tell(form, refused)
            else:
                logout(request)
                messages.success(request, _("Your account is erased. Your comments are being taken back."))
                return HttpResponseRedirect("/")
    return render(request, "site/erase.html", {"form": form}, status=status)
