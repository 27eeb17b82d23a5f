"""The local scorer: runs in this process and asks nobody."""

import logging

from . import contacts, rules
from .shapes import Assessment

log = logging.getLogger(__name__)

VERSION = "rules-1"  # of what is looked for and how; a decision names it


def assess(text: str) -> Assessment:
    """Findings that are a reason for a person to look, in reading order.

    A scorer that breaks is not an opinion: `failed` is set, and a human looks.
    """
    try:
        found = [*contacts.contacts(text), *rules.abuse(text), *rules.manner(text)]
    except Exception:
        log.exception("scorer-failed")
        return Assessment(failed=True)
    return Assessment(tuple(sorted(found, key=lambda f: (f.start, f.end))))


def revealing(text: str, known_names: tuple[str, ...]) -> Assessment:
    """What a young writer should keep private: contacts, homes, schools, full names."""
    found = [*contacts.contacts(text), *contacts.homes(text), *rules.full_names(text, known_names)]
    return Assessment(tuple(sorted(set(found), key=lambda f: (f.start, f.end))))
