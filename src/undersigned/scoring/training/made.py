"""Sentences made for training, so that naming a group of people, or abuse, is no offence in itself.

Neutral ones about groups, short everyday ones, abuse beside what only speaks of it or denies it.
Those that measure all this, in `probes`, are others.
"""

from collections.abc import Iterator
from itertools import product

from .corpora import LEARNED, Row
from .sentences import (
    ABUSE,
    DENIED,
    GROUPS,
    MEANT,
    PLACES,
    PREDICATES,
    REMARKS,
    SAID_OF_PLACES,
    SENTENCES,
    SIGNS,
    SPOKEN_OF,
    SUBJECTS,
    WHO,
)

NOTHING_WRONG = dict.fromkeys(LEARNED, 0.0)
ABUSIVE = {"toxicity": 1.0, "insult": 1.0}  # the rest is left open


def sentences() -> list[Row]:
    """All of them, in both languages."""
    return [
        *(_row(text, NOTHING_WRONG) for text in about_groups()),
        *(_row(text, NOTHING_WRONG) for text in everyday()),
        *(_row(text, ABUSIVE if is_meant else NOTHING_WRONG) for text, is_meant in abuse()),
    ]


def _row(text: str, labels: dict[str, float]) -> Row:
    return Row("made", "train", text[:1].upper() + text[1:], labels)


def about_groups() -> Iterator[str]:
    """Every sentence with every group."""
    for language, templates in SENTENCES.items():
        for template, group in product(templates, GROUPS[language]):
            yield template.format(group=group)


def everyday() -> Iterator[str]:
    """Short sentences with nothing wrong in them."""
    yield from [*_listed(REMARKS), *_listed(SIGNS)]
    for place, said in product(_listed(PLACES), _listed(SAID_OF_PLACES)):
        yield said.format(place=place)
    for language, subjects in SUBJECTS.items():
        for subject, predicate in product(_listed(subjects), _listed(PREDICATES[language])):
            yield f"{subject} {predicate}"


def abuse() -> Iterator[tuple[str, bool]]:
    """(text, is_meant): abuse, and much the same words that quote, report or deny it."""
    for language, meant in ABUSE.items():
        for it in _listed(meant):
            yield f"{it}.", True
            for frame in _listed(SPOKEN_OF[language]):
                yield frame.format(it=it), False
    for templates, is_meant in ((MEANT, True), (DENIED, False)):
        for language, listed in templates.items():
            for template, who in product(_listed(listed), _listed(WHO[language])):
                yield template.format(who=who), is_meant


def _listed(words: str) -> list[str]:
    return words.replace("\n", "|").split("|")
