"""Why a community or its texts were refused, in words for the operator."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from undersigned.communities.rules import Complaints
from undersigned.kernel.errors import Invalid, Refused


class OriginNotAllowed(Refused):
    """A page of another site that may read here, and no more.

    Shape  origin: as the browser sent it; empty where it sent none
    """

    code, status = "origin-not-allowed", 403


SENTENCES: dict[str, dict[str, str | Promise]] = {
    "slug": {
        "malformed": _("Use 1 to 40 small letters and digits, with single hyphens between words."),
        "reserved": _("This word belongs to the product’s own addresses; choose another."),
        "taken": _("There is a community under this slug already."),
    },
    "name": {"missing": _("Give the community a name."), "too-long": _("Use 120 characters or fewer.")},
    "publisher": {"missing": _("Say who publishes it."), "too-long": _("Use 120 characters or fewer.")},
    "languages": {
        "missing": _("Name at least one language, the community’s own first."),
        "unknown": _("One of these languages is not spoken here."),
        "repeated": _("Name each language once."),
    },
    "names": {"unknown": _("Choose full or youth.")},
    "mode": {
        "unknown": _("Choose before, after or reactive."),
        "youth-before": _("A youth community is always moderated before publication."),
    },
    "origins": {
        "malformed": _("An origin is https and a host in small letters, such as https://news.example."),
        "not-there": _("Only an origin on the list can be taken off it."),
    },
    "closes_after_days": {"not-positive": _("Use a whole number above zero, or none.")},
    "closes_at_comments": {"not-positive": _("Use a whole number above zero, or none.")},
    "licence": {
        "languages-differ": _("Publish the licence in each language of the community, and in no other."),
        "missing": _("The licence is empty in one of its languages."),
    },
    "guidelines": {
        "languages-differ": _("Publish the guidelines in each language of the community, and in no other."),
        "numbers-differ": _("The clauses must carry the same numbers, in the same order, in every language."),
        "numbers-out-of-order": _(
            "Number the clauses 1, 2, 2.1, 3 and so on, rising, each part under its whole."
        ),
        "missing": _("A clause lacks its title or its text in one of the languages."),
        "too-long": _("Keep the title of a clause to 120 characters."),
    },
    "notices": {
        "languages-differ": _("Write the notices in each language of the community, and in no other."),
        "kinds-differ": _("Write all five notices: names, licence, endorsement, guidelines and welcome."),
        "missing": _("One of the notices is empty."),
    },
}


def refuse(complaints: Complaints) -> None:
    """Raises Invalid when there is a complaint, each as a sentence, or by its code where that is common."""
    if complaints:
        raise Invalid({name: [_said(name, code) for code in codes] for name, codes in complaints.items()})


def _said(name: str, code: str) -> str:
    return str(SENTENCES[name][code]) if name in SENTENCES else code
