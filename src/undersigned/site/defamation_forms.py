"""The forms of the UK's procedure. What is missing is said by the journeys, and shown here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from undersigned.unlawful.shapes import AnswerDraft, DefamationDraft

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def _yes_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect, required=False)


def _said(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


class Complaint(forms.Form):
    """What regulation 2 prescribes."""

    where = forms.CharField(
        label=_("The address of the comment"),
        help_text=_("The date under a comment is a link to it: copy its address here."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    words = forms.CharField(
        label=_("The words complained of"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    meaning = forms.CharField(
        label=_("What do you understand them to mean?"),
        help_text=_("And why that is defamatory of you."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    untrue = forms.CharField(
        label=_("What in them is untrue, or an opinion that no facts support?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    lacks_means = forms.BooleanField(
        label=_("I do not have enough information about the author to bring proceedings against them."),
        required=False,
    )
    name = forms.CharField(
        label=_("Your first and last name"),
        max_length=161,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("At which you can be contacted."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    pass_name = _yes_no(_("May we give the author your name?"))
    pass_email = _yes_no(_("May we give the author your e-mail address?"))

    def draft(self, language: str) -> DefamationDraft:
        """What was sent, once it is clean."""
        said: dict[str, Any] = dict(self.cleaned_data)
        said |= {name: _said(said[name]) for name in ("pass_name", "pass_email")}
        return DefamationDraft(**said, language=language)


class Answer(forms.Form):
    """An author's answer."""

    answer = forms.ChoiceField(
        label=_("What is to become of your comment?"),
        choices=[
            ("remove", _("I agree that it is taken down. That happens at once.")),
            ("keep", _("I stand by it.")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    name = forms.CharField(
        label=_("If you stand by it: your full name"),
        max_length=161,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.CharField(
        label=_("The postal address where you live or do business"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    pass_on = _yes_no(_("May we give both to whoever complained?"))

    def draft(self) -> AnswerDraft:
        """What was sent, once it is clean."""
        said = self.cleaned_data
        return AnswerDraft(said["answer"], said["name"], said["address"], _said(said["pass_on"]))
