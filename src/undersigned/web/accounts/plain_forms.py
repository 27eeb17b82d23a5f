"""allauth's forms in our words: a label for every field, no placeholder in its place."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as newsroom
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Promise] = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "remember": _("Keep me signed in on this device"),
    "code": _("Code"),
    "name": _("What you call this key"),
    "passwordless": _("Sign in with it alone, without a password"),
}


class Plain:
    """Labels of ours where we have one; hints only where they help."""

    labels: ClassVar[dict[str, Promise]] = {}
    hints: ClassVar[dict[str, Promise]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]  # the form beside it has them
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = {**LABELS, **self.labels}.get(name, field.label)
            field.help_text = self.hints.get(name, "" if name in LABELS else field.help_text)


class NewPassword(Plain):
    labels: ClassVar = {"password1": _("New password"), "password2": _("New password, again")}
    hints: ClassVar = {"password1": _("At least 8 characters; a few words make a good one.")}


class Signup(NewPassword, account.SignupForm):  # type: ignore[misc]  # allauth ships no types
    labels: ClassVar = {"password1": _("Password")}


class NewsroomSignup(Plain, newsroom.SignupForm):  # type: ignore[misc]  # allauth ships no types
    """An address that the newsroom has proved stays: another typed there would tell if it has an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proved = {address.email for address in self.sociallogin.email_addresses if address.verified}
        self.fields["email"].disabled = self.initial.get("email") in proved


class Login(Plain, account.LoginForm):  # type: ignore[misc]  # allauth ships no types
    pass


class Reauthenticate(Plain, account.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    pass


class ChangeEmail(Plain, account.AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    labels: ClassVar = {"email": _("New e-mail address")}


class ChangePassword(NewPassword, account.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    pass


class SetPassword(NewPassword, account.SetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    pass


class ResetPassword(Plain, account.ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    pass


class ResetPasswordKey(NewPassword, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    pass


class SecondStep(Plain, second_step.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    hints: ClassVar = {"code": _("From your authenticator app, or one of your recovery codes.")}


class SecondStepAgain(Plain, second_step.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    hints: ClassVar = SecondStep.hints


class ActivateApp(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    hints: ClassVar = {"code": _("The six digits that the app shows now.")}


class DeactivateApp(Plain, totp.DeactivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    pass


class RecoveryCodes(Plain, recovery_codes.GenerateRecoveryCodesForm):  # type: ignore[misc]  # allauth ships no types
    pass


class AddPasskey(Plain, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    hints: ClassVar = {"passwordless": _("Your device then asks for its own PIN, finger or face.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskey(Plain, webauthn.EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    pass
