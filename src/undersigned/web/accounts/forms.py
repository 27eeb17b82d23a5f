"""What joining asks for beside an address and a password. allauth puts it into its forms, HTML and JSON."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from undersigned.people.rules import FIRST, LAST, check_name
from undersigned.people.writing import Fault
from undersigned.web.fields import said

CODE = "name-not-accepted"


class NewcomerForm(forms.Form):
    """A first and a last name; one only for those who have no other."""

    field_order = ("first_name", "last_name", "single_name", "email", "password1")

    first_name = forms.CharField(
        label=_("First name"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "dir": "auto", "aria-required": "true"}),
    )
    single_name = forms.BooleanField(
        label=_("I have one name only"),
        help_text=_("Some of us do. A moderator will confirm it."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The names as they will be kept, or why nobody could be called so."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get(FIRST, ""), cleaned.get(LAST, "")
        if FIRST in self.errors:
            return cleaned
        verdict = check_name(first, last, is_single=bool(cleaned.get("single_name")))
        for refusal in verdict.refusals:
            self.add_error(
                refusal.field, forms.ValidationError(_words(refusal.field, refusal.reason), code=CODE)
            )
        if verdict.is_accepted:
            cleaned |= {FIRST: verdict.first, LAST: verdict.last, "single_name": verdict.is_single}
        return cleaned

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Nothing is left to do: the adapter had the name written with the account."""


def _words(field: str, reason: Fault) -> str:
    if field == LAST and reason == Fault.EMPTY:
        return str(_("We need your last name too. If you have one name only, say so below it."))
    return said({field: [reason]})[field][0]
