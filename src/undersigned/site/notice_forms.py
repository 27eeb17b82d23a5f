"""The form of a notice of unlawful content. What is missing is said by the journey, and shown here."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from undersigned.kernel.errors import Invalid
from undersigned.unlawful.rules import MOST_ITEMS
from undersigned.unlawful.shapes import ItemDraft, NoticeDraft
from undersigned.web import fields

OF_ITEM = ("where", "law", "text", "child_abuse")


def _item_fields() -> dict[str, forms.Field]:
    return {
        "where": forms.CharField(
            label=_("The address of the comment"),
            help_text=_("The date under a comment is a link to it: copy its address here."),
            widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        ),
        "law": forms.CharField(
            label=_("Which law does it break?"),
            help_text=_("The act and the section, or in your own words."),
            max_length=500,
        ),
        "text": forms.CharField(
            label=_("Why is it unlawful?"),
            help_text=_("Say which words you mean, and what makes them unlawful."),
            widget=forms.Textarea(attrs={"rows": 5}),
        ),
        "child_abuse": forms.BooleanField(
            label=_("It shows or describes the sexual abuse of a child. You need not say who you are then.")
        ),
    }


class Notice(forms.Form):
    """One comment or several, and who says so. Shape  count: of comments, 1 to `MOST_ITEMS`"""

    name = forms.CharField(
        label=_("Your first and last name"),
        max_length=161,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("For the receipt and the answer. The author is not told who you are."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    good_faith = forms.BooleanField(
        label=_("I believe in good faith that what I say here is right and complete."), required=False
    )

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        for number in range(count):
            for name, field in _item_fields().items():
                field.required = False
                self.fields[f"{name}_{number}"] = field
        self.order_fields([*(f"{name}_{n}" for n in range(count) for name in OF_ITEM), *self.base_fields])

    @property
    def items(self) -> Iterator[list[BoundField]]:
        """The fields of each comment."""
        for number in range(self.count):
            yield [self[f"{name}_{number}"] for name in OF_ITEM]

    @property
    def writer(self) -> list[BoundField]:
        return [self[name] for name in self.base_fields]

    @property
    def may_have_more(self) -> bool:
        return self.count < MOST_ITEMS

    def draft(self, language: str) -> NoticeDraft:
        """What was sent, once it is clean."""
        said = self.cleaned_data
        items = tuple(
            ItemDraft(**{name: said[f"{name}_{number}"] for name in OF_ITEM}) for number in range(self.count)
        )
        return NoticeDraft(items, said["name"], said["email"], said["good_faith"], language)

    def tell(self, refused: Invalid) -> None:
        """What the journey found missing, beside its field."""
        for name, sentences in fields.said(refused.data["fields"]).items():
            own = _own_name(name)
            if own not in self.fields:
                self.add_error(None, sentences)
            else:
                self.add_error(own, [_("Tick this if it is so.")] if own == "good_faith" else sentences)


def _own_name(name: str) -> str:
    """`items.0.law` as this form calls it."""
    if not name.startswith("items."):
        return name
    _items, number, field = name.split(".")
    return f"{field}_{number}"
