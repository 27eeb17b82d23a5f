"""Who is let in by a password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.email_verification import (
    get_address_for_login,
    handle_verification_email_rate_limit,
)
from allauth.account.models import Login
from django.contrib.auth import get_user_model
from django.http import HttpRequest

from undersigned.people import reads as people


class ConfirmedAddress(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """An address that was never confirmed is answered like a wrong password.

    Else whoever signs up with somebody's address would see, by signing in with the password they just
    chose, whether there was an account before. Who forgot to confirm gets the letter again.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        person = super().authenticate(request, **credentials)
        if person is None:
            return None
        address = get_address_for_login(Login(user=person, email=credentials.get("email")))
        if address.verified:
            return person
        if handle_verification_email_rate_limit(request, address.email):
            address.send_confirmation(request)
        return None

    def get_user(self, user_id: Any) -> Any:
        return people.active(user_id)

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        """The account of an address; whoever is only changing to it is not asked, nor a password hashed."""
        return self._check_password(get_user_model().objects.filter(email=email).first(), password)
