"""What an author is told of a decision beside its clauses: every point that DSA art. 17(3) asks for.

In the active language, a sentence a point, and only true ones: a page and a letter say the same.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from undersigned.kernel.moments import moment_in_words

from .shapes import DecisionShape

RESTRICTING = ("refuse", "remove", "hold")


def sentences(decision: DecisionShape) -> list[str]:
    """Restriction and how long, while it stands; what brought it up, facts, the part of a machine, the law,
    redress as it is left.
    """
    said = [_restriction(decision.verdict)] if decision.stands else []
    if decision.verdict in RESTRICTING:
        said += [
            _source(decision),
            decision.facts,
            _machine(decision),
            _law(decision),
            _redress(decision),
        ]
    elif decision.facts:
        said.append(decision.facts)
    return [sentence for sentence in said if sentence]


def _restriction(verdict: str) -> str:
    return {
        "publish": _(
            "Your comment is public: on the page, wherever else the conversation is shown, and in feeds."
        ),
        "restore": _("Your comment is public again, in the place it had."),
        "refuse": _("Your comment is not shown to anybody but you and the newsroom. No end is set to that."),
        "remove": _(
            "Your comment was taken off the page, wherever else the conversation is shown, and out of feeds "
            "and search. No end is set to that."
        ),
        "hold": _(
            "Your comment is out of sight until the newsroom has decided about it. No date is set for that."
        ),
        "label": _("Your comment stays as it is, with a note of the newsroom’s under it."),
        "escalate": "",
    }[verdict]


def _source(decision: DecisionShape) -> str:
    if decision.by_id is None and decision.source == "own":
        return ""  # nobody had looked
    return {
        "own": _("The newsroom looked at it on its own initiative."),
        "report": _("The newsroom looked at it because somebody had reported it."),
        "notice": _("The newsroom looked at it because somebody had notified it as unlawful."),
        "order": _("A court or an authority had ordered it."),
    }[decision.source]


def _machine(decision: DecisionShape) -> str:
    if decision.by_id is None and decision.detector:
        return _("A program (%(name)s) decided this without a person. If you appeal, a person decides.") % {
            "name": decision.detector
        }
    if decision.by_id is None:
        return _("A rule decided this without a person. If you appeal, a person decides.")
    if decision.detector:
        return _("A program (%(name)s) had marked words in it for a person to look at; a person decided.") % {
            "name": decision.detector
        }
    return _("No program took part: a person decided.")


def _law(decision: DecisionShape) -> str:
    if not decision.law:
        return ""
    words = {"law": decision.law, "why": decision.law_text}
    if decision.by_id is None:
        return _("What may be said on this subject is restricted: %(law)s. %(why)s") % words
    return _("It is held to be unlawful under %(law)s: %(why)s") % words


def _held() -> str:
    return _(
        "A person decides about it; you are told what, and can appeal then, free of charge. Already now you "
        "can turn to a court or, in the European Union, to a certified dispute settlement body."
    )


def _redress(decision: DecisionShape) -> str:
    if decision.verdict == "hold":
        return _held() if decision.stands else ""
    if decision.is_answer or not decision.may_be_appealed:
        return _(
            "You can still turn to a court or, in the European Union, to a certified dispute settlement body."
        )
    until = moment_in_words(decision.appeal_until, get_language() or "en")
    return _(
        "You can appeal once, free of charge, until %(until)s; someone else decides. You can also turn to a "
        "court or, in the European Union, to a certified dispute settlement body."
    ) % {"until": until}
