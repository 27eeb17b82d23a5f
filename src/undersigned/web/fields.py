"""Why a field does not fit: the reason codes of `Invalid`, in the reader's language.

A reason that is no code here is a sentence already, and is said as it is.
"""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "above-the-other": _("This is above the share from which comments are held."),
    "address": _("This reads like an address. A name has no @ and no web address in it."),
    "before-opening": _("This comes before the opening."),
    "contact": _("This could be used to reach you. Leave out addresses, links and long numbers."),
    "digit": _("A name is written without digits."),
    "does-not-fit-limit": _("This belongs to another kind of limit."),
    "does-not-fit": _("This cannot be done with the comment as it stands."),
    "empty": _("There is nothing in it."),
    "escalated": _("This case was escalated already."),
    "full-name": _("This reads like somebody’s full name. Choose one invented word, or everyday words."),
    "full-names-here": _("In this community everyone signs with their full name."),
    "in-the-past": _("This moment has passed."),
    "invisible": _("This holds characters that cannot be seen. Type it again instead of pasting it."),
    "lone-mark": _("An accent stands alone here. Put it on a letter."),
    "malformed": _("This is not in a form we know."),
    "mixed-scripts": _("This mixes letters of different scripts that look alike. Use letters of one."),
    "named-twice": _("This comment is named above already."),
    "no-comment": _("There is no comment at this address that readers can see."),
    "no-letter": _("A name has at least one letter."),
    "not-a-list": _("This must be a list."),
    "not-a-moment": _("This must be a date with a time and a time zone, such as 2026-05-01T12:00:00Z."),
    "not-a-number": _("This must be a whole number."),
    "not-an-address": _("This is not an e-mail address."),
    "not-an-id": _("This is not an identifier."),
    "not-an-object": _("This must be an object with named fields."),
    "not-sure-enough": _("A machine refuses from 90 per cent on, never below what is held."),
    "not-taken-here": _("This newsroom does not use this procedure. Give notice of unlawful content."),
    "not-text": _("This must be text."),
    "not-yes-or-no": _("This must be true or false."),
    "own-name": _("Your last name can be read in this. Choose one that does not tell who you are."),
    "own": _("This comment is your own."),
    "punctuation": _("This holds a sign that names are not written with, or one where it does not belong."),
    "required": _("This is needed."),
    "same-name": _("This is your name already."),
    "school": _("This tells where you go to school. Leave it out."),
    "someone-elses": _("Someone here is called that already, or something that looks just like it."),
    "spent": _("This was answered before, comes too late, or is no answer. Ask for another challenge."),
    "staff": _("Readers could take you for someone of the newsroom. Choose another one."),
    "symbol": _("A name is written with letters only, without symbols or pictures."),
    "taken": _("This one is used already."),
    "too-big": _("This number is too big."),
    "too-long": _("This is too long."),
    "too-many": _("There are too many of these."),
    "too-many-marks": _("There are too many accents on one letter."),
    "too-small": _("This number is too small."),
    "unchanged": _("It stands there already."),
    "unexpected": _("There is no such field."),
    "unknown": _("There is no such choice."),
    "word-too-short-or-long": _("Each word has at least two letters, and no entry more than 80 characters."),
    "youth-before": _("A youth community is always moderated before publication."),
    "youth-person": _("In a youth community a person looks at everything."),
}


def said(fields: Mapping[str, Sequence[object]]) -> dict[str, list[str]]:
    """Every field with its reasons as sentences."""
    return {
        name: [str(WORDS.get(str(reason), reason)) for reason in reasons] for name, reasons in fields.items()
    }
