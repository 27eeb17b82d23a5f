"""Where allauth asks us: how a newcomer is written down, and how letters about accounts are sent."""

import time
from io import BytesIO
from typing import Any, ClassVar

import qrcode
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import is_headless_request
from allauth.headless.base.response import AuthenticationResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from qrcode.image.svg import SvgPathFillImage

from undersigned.journeys.confirm_email import confirm_email
from undersigned.journeys.join import Newcomer, join
from undersigned.kernel.actor import HOUSE, Actor
from undersigned.people import reads as people
from undersigned.people.errors import EmailTaken
from undersigned.web.accounts import letters, words


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts by address, written by journeys, told about in the person's own language."""

    error_messages: ClassVar = {**DefaultAccountAdapter.error_messages, **words.ACCOUNT}

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:  # noqa: ARG002 - allauth's signature
        """The newcomer with account, name and entry, in one transaction.

        Of two who join with one address at the same moment, the second is answered as everyone is
        whose address is known: by mail.
        """
        told = form.cleaned_data
        newcomer = Newcomer(
            email=told["email"],
            first=told["first_name"],
            last=told["last_name"],
            is_single=told["single_name"],
            language=translation.get_language() or settings.LANGUAGE_CODE,
            password=told.get("password1") or told.get("password"),
        )
        try:
            person_id = join(HOUSE, newcomer)
        except EmailTaken:
            raise ImmediateHttpResponse(_as_for_anyone(request, newcomer.email)) from None
        user.__dict__.update(get_user_model().objects.get(pk=person_id).__dict__)
        return user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk for who sits there, where no other page was asked for."""
        seats = people.communities_of(request.user.pk, "moderator", "editor") if request.user.pk else []
        return str(super().get_login_redirect_url(request)) if seats == [] else reverse("desk:queue")

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """The address is theirs; the act goes into the ledger with it."""
        mark = super().confirm_email
        return confirm_email(Actor.person(email_address.user_id), lambda: bool(mark(request, email_address)))

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:  # noqa: ARG002 - allauth's signature
        """Before what protects an account is changed, unless they signed in a few minutes ago."""
        request = context.request
        records = get_authentication_records(request, request.user)
        return not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def respond_email_verification_sent(self, request: HttpRequest, user: Any) -> HttpResponse:
        """As slow, for an address that has an account, as hashing a new account's password.

        Here, not where the letter is written: a letter is not repeated at once, the hashing must be.
        """
        if user is None:
            make_password("")
        answer: HttpResponse = super().respond_email_verification_sent(request, user)
        return answer

    def send_mail(self, template_prefix: str, email: str, told: dict[str, Any]) -> None:
        """One plain letter in the language of its reader, as far as that is known."""
        reader = told.get("user") or get_user_model().objects.filter(email=email).first()
        language = getattr(reader, "language", None) or translation.get_language() or ""
        letters.send(email, template_prefix.rpartition("/")[2], language, {**told, "reader": reader})

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """To whoever owns the account, also where the letter goes to an address that was theirs until now."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:  # noqa: ARG002 - allauth's signature
        return settings.BASE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _, token = key.partition("-")
        return settings.BASE_URL + reverse("account_reset_password_from_key", args=[uid, token])


class NewsroomAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in with the newsroom's own accounts; whoever comes for the first time says how they sign."""

    error_messages: ClassVar = words.NEWSROOM


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Apps and keys show the publisher's name, and the square code can be read on a dark page too."""

    error_messages: ClassVar = words.SECOND_STEP

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def _get_site_name(self) -> str:
        return letters.publisher()


def _as_for_anyone(request: HttpRequest, email: str) -> HttpResponse:
    """The answer to a newcomer whose address has an account: the same as to any other."""
    page = prevent_enumeration(request, email=email)
    answer: HttpResponse = page
    if is_headless_request(request):
        answer = AuthenticationResponse.from_response(request, page)
    return answer
