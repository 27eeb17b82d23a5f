"""The local scorer: runs in this process and asks nobody."""

import logging

from . import contacts, rules, wordlist
from .language import language as language
from .scored import MODEL, scores
from .scored import features as features
from .shapes import Assessment, Finding, WordList, found_at
from .wordlist import word_list as word_list

log = logging.getLogger(__name__)

VERSION = f"rules-1+{MODEL}"  # of what is looked for and how; a decision names it


def assess(text: str) -> Assessment:
    """Findings that are a reason for a person to look, in reading order, and the model's scores.

    A scorer that breaks is not an opinion: `failed` is set, and a human looks.
    """
    try:
        found = [*contacts.contacts(text), *rules.abuse(text), *rules.manner(text)]
        scored = scores(text)
    except Exception:
        log.exception("scorer-failed")
        return Assessment(failed=True, version=VERSION)
    return Assessment(tuple(sorted(found, key=lambda f: (f.start, f.end))), scores=scored, version=VERSION)


def listed(text: str, words: WordList, code: str) -> tuple[Finding, ...]:
    """Where listed words stand in a text, however they are written. Shape  code: of the findings"""
    return tuple(wordlist.found_in(text, words, code))


def links(text: str) -> tuple[Finding, ...]:
    """Every link."""
    return tuple(found_at("contact:link", match, text) for match in contacts.LINK.finditer(text))


def repeated(text: str, earlier: str) -> Finding | None:
    """That a text is the same as an earlier one, or nearly."""
    is_repeat = text == earlier or rules.are_near(text, earlier)
    return Finding("repeat", 0, len(text), "") if is_repeat else None


def revealing(text: str, known_names: tuple[str, ...]) -> Assessment:
    """What a young writer should keep private: contacts, homes, schools, full names."""
    found = [*contacts.contacts(text), *contacts.homes(text), *rules.full_names(text, known_names)]
    return Assessment(tuple(sorted(set(found), key=lambda f: (f.start, f.end))))
