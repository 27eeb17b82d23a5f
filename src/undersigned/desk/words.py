"""What the desk says in words of the codes that rooms keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, Refused
from undersigned.kernel.moments import day_in_words
from undersigned.web import problems
from undersigned.web import reasons as said_of
from undersigned.web.fields import said

KINDS: Mapping[str, Promise] = {
    "notice": _("Notice"),
    "reported": _("Reported"),
    "legal": _("Legal"),
    "appeal": _("Appeal"),
    "held": _("Held"),
    "review": _("To review"),
}
VIEWS: Mapping[str, Promise] = {
    "": pgettext_lazy("cases", "All"),
    **KINDS,
    "notice": _("Notices"),
    "escalated": _("Escalated"),
    "mine": pgettext_lazy("cases", "Mine"),
}
STANDINGS: Mapping[str, Promise] = {
    "": pgettext_lazy("standings", "Any"),
    "member": _("Member"),
    "staff": _("The newsroom"),
}
BANDS: Mapping[str, Promise] = {
    "": _("Any score"),
    "low": _("Below 10"),
    "some": _("10 to 29"),
    "unsure": _("30 to 69: unsure"),
    "high": _("70 to 89"),
    "highest": _("From 90 on"),
    "none": _("No score"),
}
EVERYWHERE = pgettext_lazy("communities", "All")
MODES: Mapping[str, Promise] = {
    "before": _("Before publication"),
    "after": _("After publication"),
    "reactive": _("On reports only"),
}
USES: Mapping[str, Promise] = {"web": _("Web"), "print": _("Print"), "air": _("On air")}

FINDINGS: Mapping[str, Promise] = {
    "contact:email": _("An e-mail address"),
    "contact:link": _("A link"),
    "contact:phone": _("A telephone number"),
    "contact:handle": _("An account elsewhere"),
    "contact:address": _("A street address or a postal code"),
    "contact:school": _("A school somebody goes to"),
    "name:full": _("Somebody’s full name"),
    "words:insult": _("On the list of insults"),
    "list:suspect": _("On the newsroom’s own list"),
    "list:banned": _("On the newsroom’s list of what is not taken"),
    "capitals": _("Mostly in capitals"),
    "language": _("In another language"),
    "repeat": _("Nearly what its author said before"),
    "repeats": _("The same again and again"),
    "links": _("Many links"),
}
HOUSE = ("mode-before", "youth")  # the house reads everything there: it says nothing of the comment
WHOLE = (
    "capitals",
    "links",
    "language",
)  # what they found is most of the text: nothing to quote, nothing to mark


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case is here, in words.

    Shape  excerpts: the very words found, if words were
    """

    words: str
    excerpts: tuple[str, ...] = ()


def reasons(
    why: Iterable[Mapping[str, Any]],
    titles: Mapping[str, str] = said_of.NO_TITLES,
    watched: tuple[str, ...] = (),
) -> list[Reason]:
    """The reasons of a case, the most telling first, what is the same told once.

    That a comment was to be read afterwards is no news once anything else is said of it.

    Shape  titles: of clauses, by number; watched: what stands there that a legal restriction watches
    """
    found: dict[str, list[str]] = {}
    given = list(why)
    telling = [reason for reason in given if reason["code"] != "mode-after"] or given
    for reason in sorted(telling, key=lambda reason: reason["code"] in HOUSE):
        told = _reason(reason, titles, watched)
        excerpts = found.setdefault(told.words, [])
        excerpts += [excerpt for excerpt in told.excerpts if excerpt not in excerpts]
    return [Reason(words, tuple(excerpts)) for words, excerpts in found.items()]


def _reason(reason: Mapping[str, Any], titles: Mapping[str, str], watched: tuple[str, ...]) -> Reason:
    if reason["code"] == "score":
        return Reason(said_of.deciding(reason, titles), tuple(reason["words"]))
    if reason["code"] != "text":
        excerpts = watched if reason["code"] == "legal" else ()
        return Reason(said_of.deciding(reason, titles), excerpts)
    finding = reason["finding"]
    words = str(FINDINGS.get(finding, finding))
    return Reason(words) if finding in WHOLE else Reason(words, (reason["excerpt"],))


@dataclass(frozen=True, slots=True)
class Due:
    """Until when something should be answered, in words."""

    words: str
    is_over: bool


def due(at: datetime | None) -> Due | None:
    """How long an appeal has left, in whole days; since when it is overdue."""
    if at is None:
        return None
    left = at - now()
    if left < timedelta(0):
        return Due(
            gettext("overdue since %(day)s") % {"day": day_in_words(at, get_language() or "en")}, is_over=True
        )
    if left.days == 0:
        return Due(gettext("due within a day"), is_over=False)
    words = ngettext("due in %(n)s day", "due in %(n)s days", left.days)
    return Due(words % {"n": left.days}, is_over=False)


def doubts_in_words(doubts: Iterable[str]) -> str:
    """Every doubt about a name, a sentence for each."""
    return " ".join(said_of.doubts(doubts))


def excerpts_in(why: Iterable[Mapping[str, Any]]) -> list[str]:
    """The very words that a scorer found, to be marked in the text."""
    given = list(why)
    scored = [word for reason in given if reason["code"] == "score" for word in reason["words"]]
    return scored + [
        reason["excerpt"] for reason in given if reason["code"] == "text" and reason["finding"] not in WHOLE
    ]


def tell(form: forms.BaseForm, refused: Refused) -> None:
    """Put a refusal where it can be mended: beside its field, else on top of the form."""
    if not isinstance(refused, Invalid):
        form.add_error(None, problems.sentence(refused))
        return
    for name, why in said(refused.data["fields"]).items():
        form.add_error(name if name in form.fields else None, why)


def language() -> str:
    """The reader's language, as communities know it."""
    return (get_language() or "en").split("-")[0]
