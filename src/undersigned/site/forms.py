"""The forms of the reader's pages. What does not fit is said by the journeys, and shown here."""

from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from undersigned.communities.shapes import GuidelinesShape
from undersigned.kernel.errors import Refused
from undersigned.web import fields, problems, reasons

LAW = "law"


def tell(form: forms.Form, refused: Refused) -> None:
    """Say a refusal in the form it answers: beside the field where it has one, else on top."""
    by_field = fields.said(_fields_of(refused))
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)
    if by_field:
        return
    sentence = f"{problems.TITLES[refused.code]}. {problems.detail(refused.code, refused.data)}"
    is_about_text = refused.code in ("too-long", "keep-it-private")
    form.add_error("text" if is_about_text else None, sentence)
    if refused.code == "keep-it-private":
        form.add_error("text", reasons.revealing(refused.data["found"]))


def may_ask_person(refused: Refused | None) -> bool:
    """Whether a rule alone refused it, so that its author may have a person read it."""
    by_rule = ("words-not-taken", "links-not-taken", "language-not-taken", "said-already", "keep-it-private")
    return refused is not None and refused.code in by_rule


def _fields_of(refused: Refused) -> dict[str, list[str]]:
    """Reasons by field, as the forms call them."""
    found: dict[str, list[str]] = refused.data.get("fields") or {}
    return {"name" if field == "display_name" else field: reasons for field, reasons in found.items()}


class Erase(forms.Form):
    """That an account is to be erased, and that this is meant."""

    is_meant = forms.BooleanField(
        label=gettext_lazy("Erase my account. I know that nobody can bring it back."),
        error_messages={"required": gettext_lazy("Tick it to say that you mean it.")},
    )


class Compose(forms.Form):
    """A comment, a reply or a revision, with the texts it is sent under as they were shown."""

    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        help_text=gettext_lazy("An empty line begins a paragraph, > a quotation; *stars* stress a word."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write something before you send it.")},
        strip=False,
    )
    accept = forms.BooleanField(
        error_messages={"required": gettext_lazy("Accept the licence and the guidelines to send it.")}
    )
    licence_version = forms.IntegerField(widget=forms.HiddenInput)
    guidelines_version = forms.IntegerField(widget=forms.HiddenInput)
    language = forms.CharField(widget=forms.HiddenInput, max_length=8)
    in_reply_to = forms.UUIDField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=255)

    def __init__(self, *args: Any, has_accepted: bool, community: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_accepted:
            del self.fields["accept"]
        else:
            self.fields["accept"].label = format_html(
                _('I have read and accept <a href="{}">the licence</a> and <a href="{}">the guidelines</a>.'),
                reverse("site:licence", args=[community]),
                reverse("site:guidelines", args=[community]),
            )


def fresh_key() -> str:
    """An idempotency key for one form as shown: sent twice, it is one comment."""
    return str(uuid4())


class Report(forms.Form):
    """What is wrong with a comment; without an account, who says so."""

    clause = forms.ChoiceField(
        label=gettext_lazy("What does it break?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a clause, or the law.")},
    )
    law = forms.CharField(
        label=gettext_lazy("If it breaks the law: which one?"), required=False, max_length=500
    )
    text = forms.CharField(
        label=gettext_lazy("What should the person who looks know?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("Your first and last name"),
        max_length=161,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Only for the answer. It is not shown to anybody."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    good_faith = forms.BooleanField(
        label=gettext_lazy("I believe in good faith that what I say here is right and complete.")
    )

    def __init__(self, *args: Any, guidelines: GuidelinesShape, is_signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, str | Promise]] = [
            (clause.number, f"{clause.number}\u2002{clause.title}") for clause in guidelines.clauses
        ]
        self.fields["clause"].choices = [*choices, (LAW, _("It is against the law"))]  # type: ignore[attr-defined]  # stubs see Field
        for name in ("name", "email", "good_faith") if is_signed_in else ():
            del self.fields[name]


class Appeal(forms.Form):
    """Why someone else should look again."""

    text = forms.CharField(
        label=gettext_lazy("Why should someone else look again?"),
        help_text=gettext_lazy(
            "1 to 2,000 characters. Someone who took no part in the decision will read it."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Say why, in a sentence or two.")},
    )


class RealName(forms.Form):
    """A first and last name to sign with from now on."""

    first_name = forms.CharField(
        label=gettext_lazy("First name"), widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    is_single = forms.BooleanField(label=gettext_lazy("I have one name only"), required=False)


class Place(forms.Form):
    """Where the person writes from, as it stands beside the name."""

    place = forms.CharField(
        label=gettext_lazy("Place"),
        help_text=gettext_lazy("A town or a province, as in a letter to the editor. Empty to say nothing."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )


class DisplayName(forms.Form):
    """What to be called in one youth community."""

    name = forms.CharField(
        label=gettext_lazy("Display name"),
        help_text=gettext_lazy("Pick one that gives nothing away: no last name, no school, no street."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
