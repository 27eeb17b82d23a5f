"""Why a comment waits and why a name is doubted, in words for the person concerned and for the desk.

Codes come from `moderation.rules.triage`, `scoring.rules` and `people.doubts`. A code that has no
words here is told as "a moderator will look": a reader never sees a code.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

LONGEST_EXCERPT = 120
SOMEONE_WILL_LOOK = _("A moderator will look at it before it is published.")

WAITING: dict[str, Promise] = {
    "legal": _("The law restricts what may be said on this subject, so a person reads it first."),
    "youth": _("Everything sent here is read by a person before it is published."),
    "mode-before": _("Comments on this story are read by a person before they are published."),
    "author-held": _("By a limit on what you send, a person reads this first; you were told why."),
    "first-comments": _("The first comments of a new author are read by a person before they are published."),
    "record": _("Several of your recent comments were refused or removed, so a person reads this one first."),
    "name-challenged": _("A moderator has questions about your name; your page says which."),
    "name-doubted": _("Your name has not been confirmed by a person yet, so what you send waits."),
    "scorer-failed": _("Our own check of the text did not answer, so a person reads it first."),
    "kept-out": _("The newsroom took it out of sight; a person decides whether it comes back."),
    "reported": _("A reader has reported it."),
    "asked-person": _("A rule would not take it as it is; you asked that a person read it."),
    "called-in": _("The newsroom is looking at it once more."),
    "appeal": _("Its author asked that someone else look at it again."),
    "reporter-appeal": _("Whoever reported it asked that someone else look at it again."),
    "mode-after": SOMEONE_WILL_LOOK,
}

DECIDING: dict[str, Promise] = {
    "legal": _("It holds what a legal restriction watches."),
    "mode-before": _("Everything is read here before publication."),
    "mode-after": _("Published by the house rule; to be read afterwards."),
    "youth": _("A youth community: everything is read before publication."),
    "name-doubted": _("The author’s name is not confirmed yet."),
    "name-challenged": _("The author’s name was challenged."),
    "author-held": _("A restriction of its author has a person read it first."),
    "first-comments": _("It is among the first comments of its author here."),
    "record": _("Several of its author’s recent comments were refused or removed."),
    "scorer-failed": _("The local scorer gave no opinion, so a person looks."),
    "opinion-failed": _("The other scorer gave no opinion, so a person looks."),
    "asked-person": _("A rule does not take it; its author asks that a person read it."),
    "kept-out": _("Its author changed it after it was taken out of sight."),
    "called-in": _("Called in by the newsroom."),
    "text-changed": _("Its author changed it; what brought it here was said of the earlier text."),
    "appeal": _("The author asks that someone else look again."),
    "reporter-appeal": _("Whoever reported it asks that someone else look again."),
}
NO_TITLES: Mapping[str, str] = {}

FINDINGS: dict[str, Promise] = {
    "contact:email": _("It holds what looks like an e-mail address: “%(excerpt)s”."),
    "contact:link": _("It holds a link: “%(excerpt)s”."),
    "contact:phone": _("It holds what looks like a telephone number: “%(excerpt)s”."),
    "contact:handle": _("It holds what looks like an account on another service: “%(excerpt)s”."),
    "contact:address": _("It holds what looks like a street address or a postal code: “%(excerpt)s”."),
    "contact:school": _("It tells which school somebody goes to: “%(excerpt)s”."),
    "name:full": _("It holds what looks like somebody’s full name: “%(excerpt)s”."),
    "words:insult": _("It holds a word that is often meant as an insult: “%(excerpt)s”."),
    "list:suspect": _("It holds what a person looks at here: “%(excerpt)s”."),
    "list:banned": _("It holds what is not taken here: “%(excerpt)s”."),
    "capitals": _("Most of it is in capital letters."),
    "language": _("It seems to be in another language than this community’s."),
    "repeat": _("It says nearly what its author has said before."),
    "repeats": _("It repeats itself: “%(excerpt)s”."),
    "links": _("It holds many links."),
}

ATTRIBUTES: dict[str, Promise] = {
    "toxicity": _("rudeness"),
    "severe_toxicity": _("hateful aggression"),
    "insult": _("an insult"),
    "threat": _("a threat"),
    "identity_attack": _("contempt for a group"),
    "profanity": _("swearing"),
    "sexual": _("something sexual"),
    "spam": _("advertising"),
    "desk": _("what this desk refuses"),
}

DOUBTS: dict[str, Promise] = {
    "famous": _("Someone well known, or someone in a story, is called that."),
    "phrase": _("It reads like a phrase."),
    "staff": _("Readers could take it for the newsroom’s own."),
    "handle": _("It reads like a screen name."),
    "all-capitals": _("It is written in capital letters only."),
    "title": _("A title is part of it."),
    "repeated": _("First and last name are the same."),
    "single-name": _("It is one name only."),
    "initials": _("It is made of initials."),
    "mashed-keys": _("It looks as if it was typed at random."),
    "two-scripts": _("It is written in two scripts."),
    "odd-letters": _("Some of its letters are seldom used in names."),
    "often-changed": _("It was changed several times within a month."),
}


def waiting(why: Iterable[Mapping[str, Any]]) -> list[str]:
    """Why a comment waits: a sentence for each reason, each said once."""
    sentences = [_one(reason) for reason in why] or [str(SOMEONE_WILL_LOOK)]
    return list(dict.fromkeys(sentences))


def deciding(reason: Mapping[str, Any], titles: Mapping[str, str] = NO_TITLES) -> str:
    """Why a case is before a person, for whoever decides it.

    Shape  titles: of clauses, by number
    """
    code = str(reason["code"])
    if code == "text":
        return _finding(str(reason["finding"]), str(reason["excerpt"]))
    if code == "score":
        words = _("The scorer sees %(what)s: %(percent)s%%.")
        return str(words) % {"what": attribute(reason["attribute"]), "percent": reason["percent"]}
    if code == "reported" and reason.get("law"):
        return str(_("Reported as unlawful."))
    if code == "reported":
        return str(_("Reported under clause %(clause)s.")) % {"clause": named(reason["clause"], titles)}
    if code == "opinion":
        return _opinion(reason, titles)
    told = str(DECIDING.get(code, code))
    return " ".join([told, *doubts(reason.get("doubts", ()))])


def _opinion(reason: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """What another scorer doubts: by a clause of the guidelines, or an attribute."""
    if "clause" in reason:
        clause = named(str(reason["clause"]), titles)
        return str(_("Another scorer thinks that it goes against clause %(clause)s.")) % {"clause": clause}
    seen = {"attribute": attribute(str(reason["attribute"]))}
    return str(_("Another scorer sees in it: %(attribute)s.")) % seen


def attribute(name: str) -> str:
    """What a scorer looks for, in a word or two."""
    desk, _colon, clause = name.partition(":")
    if clause and desk == "desk":
        return str(_("what this desk refuses under clause %(clause)s")) % {"clause": clause}
    return str(ATTRIBUTES.get(name, name))


def named(clause: str, titles: Mapping[str, str]) -> str:
    """A clause by its number, and by its title where that is known."""
    return f"{clause} ({titles[clause]})" if clause in titles else clause


def revealing(found: Iterable[Mapping[str, Any]]) -> list[str]:
    """What a young writer’s text gives away, a sentence for each finding."""
    return list(dict.fromkeys(_finding(str(one["code"]), str(one["excerpt"])) for one in found))


def doubts(codes: Iterable[str]) -> list[str]:
    """Why a name is doubted, a sentence for each doubt."""
    return [str(DOUBTS[code]) for code in codes if code in DOUBTS]


def _one(reason: Mapping[str, Any]) -> str:
    if reason["code"] == "text":
        return _finding(str(reason["finding"]), str(reason["excerpt"]))
    if reason["code"] == "score":
        return _score(reason)
    if reason["code"] == "machine-refusal":
        told = _(
            "A program refused it under clause %(clause)s of the guidelines. "
            "You can appeal; a person decides then."
        )
        return str(told) % {"clause": reason["clause"]}
    return str(WAITING.get(str(reason["code"]), SOMEONE_WILL_LOOK))


def _score(reason: Mapping[str, Any]) -> str:
    """To the author: what our own check takes a text for, and the words that may be why; never a figure."""
    told = {
        "what": attribute(str(reason["attribute"])),
        "words": ", ".join(_("“%(words)s”") % {"words": word} for word in reason["words"]),
    }
    if not reason["words"]:
        return str(_("Our own check takes it to hold %(what)s; it can be wrong.")) % told
    return (
        str(_("Our own check takes it to hold %(what)s; it can be wrong. These words may be why: %(words)s."))
        % told
    )


def _finding(code: str, excerpt: str) -> str:
    words = FINDINGS.get(code)
    told = Truncator(excerpt).chars(LONGEST_EXCERPT)
    return str(SOMEONE_WILL_LOOK) if words is None else str(words) % {"excerpt": told}
