"""Every refusal has words and a page; every sentence has its French; every term its meaning."""

import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.test import Client

from tests.laws.source import PACKAGE, ROOT
from tools import messages
from undersigned.kernel.errors import Refused
from undersigned.web import problems

CONTRACT = {
    "not-signed-in": 401,
    "not-allowed": 403,
    "not-found": 404,
    "conversation-closed": 409,
    "overtaken": 409,
    "in-progress": 409,
    "key-reused": 422,
    "invalid": 422,
    "name-not-accepted": 422,
    "licence-out-of-date": 409,
    "too-fast": 429,
    "too-long": 413,
}
TERMS = (
    *("actor", "appeal", "byline", "case", "claim", "closure", "comment", "community", "confirmation"),
    *("conversation", "deck", "decision", "desk", "door", "journey", "ledger", "licence", "owed", "place"),
    *("reprint", "report", "restriction", "revision", "room", "standfirst", "standing"),
    *("statement of reasons", "story", "verdict"),
)


def refusals() -> list[type[Refused]]:
    """Every refusal that a room declares, with a code of its own."""
    for path in PACKAGE.rglob("errors.py"):
        import_module(".".join(("undersigned", *path.relative_to(PACKAGE).with_suffix("").parts)))
    return [found for found in _below(Refused) if found.__module__.startswith("undersigned.")]


def _below(parent: type[Refused]) -> Iterator[type[Refused]]:
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)


def test_refusals_are_declared_where_they_are_looked_for() -> None:
    elsewhere = [r for r in refusals() if not r.__module__.endswith(".errors")]
    assert not elsewhere


def test_every_refusal_has_words_and_every_word_a_refusal() -> None:
    codes = {refusal.code for refusal in refusals()}
    assert codes - problems.TITLES.keys() == set()
    assert problems.TITLES.keys() - codes == set()
    assert problems.TITLES.keys() == problems.DETAILS.keys()


def test_a_code_has_one_status_and_never_another() -> None:
    statuses: dict[str, set[int]] = {}
    for refusal in refusals():
        statuses.setdefault(refusal.code, set()).add(refusal.status)
    assert {code: found for code, found in statuses.items() if len(found) > 1} == {}
    assert {code: statuses[code] for code in CONTRACT} == {
        code: {status} for code, status in CONTRACT.items()
    }


@pytest.mark.django_db
def test_every_refusal_has_its_page(client: Client) -> None:
    missing = [
        refusal.code for refusal in refusals() if client.get(f"/problems/{refusal.code}").status_code != 200
    ]
    assert not missing


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    missing = messages.missing(language)
    assert not missing, "\n".join([f"{len(missing)} to do; `make messages`, then write them:", *missing])


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_carry_the_same_data(language: str) -> None:
    """A placeholder lost or misspelt would be a fault only when that sentence is said."""
    wrong = []
    for message in messages.catalogue(language):
        said, written = forms(message.string), forms(message.id)
        allowed = {name for text in written for name in placeholders(text)}
        needed = set(placeholders(written[-1]))
        if message.id and not all(set(placeholders(text)) <= allowed for text in said):
            wrong.append(message.id)
        if message.id and not needed <= set(placeholders(said[-1])):
            wrong.append(message.id)
    assert not wrong


def forms(words: object) -> list[str]:
    """A sentence, or its singular and plural, as a list."""
    return [str(form or "") for form in (words if isinstance(words, list | tuple) else [words])]


def placeholders(text: str) -> list[str]:
    return re.findall(r"%\(\w+\)[a-z]|\{\w*\}", text)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_catalogue_has_no_sentence_that_is_not_said(language: str) -> None:
    said = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in messages.extracted()}
    kept = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in messages.catalogue(language)}
    assert not kept - said


def test_every_term_has_its_meaning() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text().lower()
    assert [term for term in TERMS if not re.search(rf"^\| \*\*{term}\*\* \|", page, re.MULTILINE)] == []
