"""What allauth answers when something about an account does not fit, in our words, by its own codes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WRONG_CODE = _("This code is not right, or it has run out.")
ADDRESS_FIRST = _("Confirm your e-mail address first.")
ADDRESS_TAKEN = _("There is an account with this address already.")

ACCOUNT: dict[str, Promise] = {
    "account_inactive": _("This account is closed."),
    "cannot_remove_primary_email": _("This address is in use and cannot be removed."),
    "duplicate_email": _("This is your address already."),
    "email_password_mismatch": _(
        "The address or the password is not right. If you just signed up, follow the link we sent you first."
    ),
    "email_taken": ADDRESS_TAKEN,
    "enter_current_password": _("Type the password you have now."),
    "incorrect_code": WRONG_CODE,
    "incorrect_password": _("This is not your password."),
    "invalid_or_expired_key": _("This no longer works: it is too old, or something of it is missing."),
    "invalid_login": _("Sign-in did not work."),
    "invalid_password_reset": _("This link no longer works: it is too old, or something of it is missing."),
    "max_email_addresses": _("You cannot add more than %d addresses."),
    "too_many_login_attempts": _("That was tried too often. Wait a few minutes, then try again."),
    "unknown_email": _("There is no account with this address."),
    "unverified_primary_email": ADDRESS_FIRST,
    "same_as_current": _("This is what it is already."),
    "rate_limited": _("That was a little fast. Wait a moment, then try again."),
}

SECOND_STEP: dict[str, Promise] = {
    "add_email_blocked": _(
        "Your address cannot change while signing in takes two steps. Switch that off first."
    ),
    "cannot_delete_authenticator": _("This cannot be switched off now."),
    "cannot_generate_recovery_codes": _("Add a passkey or switch on the authenticator app first."),
    "incorrect_code": WRONG_CODE,
    "unverified_email": ADDRESS_FIRST,
}

NEWSROOM: dict[str, Promise] = {
    "email_taken": _(
        "There is an account with this address already. Sign in to it, then connect it with %s."
    ),
    "invalid_token": _("The newsroom’s answer cannot be relied on."),
    "no_password": _("Your account has no password yet. Choose one first."),
    "no_verified_email": ADDRESS_FIRST,
    "disconnect_last": _("It is your only way to sign in. Choose a password first."),
    "connected_other": _("It is connected with another account already."),
}
