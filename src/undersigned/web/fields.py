"""Why a field does not fit: the reason codes of `Invalid`, in the reader's language.

A reason that is no code here is a sentence already, and is said as it is.
"""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "before-opening": _("This comes before the opening."),
    "does-not-fit": _("This cannot be done with the comment as it stands."),
    "empty": _("There is nothing in it."),
    "in-the-past": _("This moment has passed."),
    "malformed": _("This is not in a form we know."),
    "not-a-list": _("This must be a list."),
    "not-a-moment": _("This must be a date with a time and a time zone, such as 2026-05-01T12:00:00Z."),
    "not-a-number": _("This must be a whole number."),
    "not-an-address": _("This is not an e-mail address."),
    "not-an-id": _("This is not an identifier."),
    "not-an-object": _("This must be an object with named fields."),
    "not-text": _("This must be text."),
    "not-yes-or-no": _("This must be true or false."),
    "own": _("This comment is your own."),
    "required": _("This is needed."),
    "too-big": _("This number is too big."),
    "too-long": _("This is too long."),
    "too-many": _("There are too many of these."),
    "too-small": _("This number is too small."),
    "unexpected": _("There is no such field."),
    "unknown": _("There is no such choice."),
    "youth-before": _("A youth community is always moderated before publication."),
}


def said(fields: Mapping[str, Sequence[object]]) -> dict[str, list[str]]:
    """Every field with its reasons as sentences."""
    return {
        name: [str(WORDS.get(str(reason), reason)) for reason in reasons] for name, reasons in fields.items()
    }
