"""The house texts hold together, in both languages and for both names policies."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from undersigned.communities import house, rules
from undersigned.communities.shapes import ClauseShape, GuidelinesShape
from undersigned.kernel.ids import new_id

FOLDER = Path(house.__file__).parent / "house_texts"
FRENCH = sorted((FOLDER / "fr").glob("*.toml"))
BOTH = ("en", "fr")


@pytest.mark.parametrize("names", ["full", "youth"])
def test_the_house_texts_can_be_published_as_they_stand(names: str) -> None:
    texts = house.texts(BOTH, names, "Radio Halyard")
    assert rules.doubts_about_licence(texts.licence, BOTH) == {}
    assert rules.doubts_about_guidelines(texts.guidelines, BOTH) == {}
    assert rules.doubts_about_notices(texts.notices, BOTH) == {}


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("names", ["full", "youth"])
def test_the_publisher_is_named_and_no_blank_is_left(language: str, names: str) -> None:
    texts = house.texts((language,), names, "L’Estuaire {Ltd}")
    written = [texts.licence[language], *texts.notices[language].values()]
    written += [text for _, _, text in texts.guidelines[language]]
    assert not any("{publisher}" in text for text in written)
    assert "L’Estuaire {Ltd}" in texts.licence[language]
    assert "L’Estuaire {Ltd}" in texts.notices[language]["endorsement"]


def test_lines_are_joined_and_paragraphs_kept() -> None:
    licence = house.texts(("en",), "full", "Radio Halyard").licence["en"]
    paragraphs = licence.split("\n\n")
    assert len(paragraphs) == 9
    assert all("\n" not in paragraph and paragraph[0].isdigit() for paragraph in paragraphs)


def test_the_youth_notice_of_names_asks_for_a_display_name() -> None:
    texts = house.texts(BOTH, "youth", "Radio Halyard")
    assert "display name" in texts.notices["en"]["names"]
    assert "nom d’affichage" in texts.notices["fr"]["names"]


def test_a_language_without_house_texts_is_told() -> None:
    with pytest.raises(KeyError, match="de"):
        house.texts(("de",), "full", "Radio Halyard")


@pytest.mark.parametrize("file", FRENCH, ids=lambda file: file.name)
def test_french_is_set_with_its_own_quotes_apostrophes_and_spaces(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    words = " ".join(_strings(tomllib.loads(text)))
    assert not re.search(r"[\"']", words)
    assert not re.search("«(?!\u00a0)|(?<!\u00a0)»", words)
    assert not re.search(r"[ \n]+:|\w:", words)


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [word for each in value.values() for word in _strings(each)]
    if isinstance(value, list):
        return [word for each in value for word in _strings(each)]
    return [str(value)]


@pytest.mark.parametrize("names", ["full", "youth"])
@pytest.mark.parametrize("language", house.LANGUAGES)
@pytest.mark.parametrize(
    ("finding", "number"),
    [("words:insult", "3"), ("contact:phone", "6"), ("contact:link", "7"), ("capitals", "8")],
)
def test_a_finding_concerns_a_clause_of_the_house(
    names: str, language: str, finding: str, number: str
) -> None:
    clause = house.concerned(finding, guidelines(names, language), names)
    assert clause is not None
    assert clause.number == number


def test_guidelines_of_ones_own_are_not_taken_for_the_houses() -> None:
    own = guidelines("full", "en")
    renamed = tuple(replace(clause, title="Our own words") for clause in own.clauses)
    assert house.concerned("words:insult", replace(own, clauses=renamed), "full") is None
    assert house.concerned("words:insult", replace(own, language="de"), "full") is None
    assert house.concerned("something:new", own, "full") is None


def guidelines(names: str, language: str) -> GuidelinesShape:
    clauses = house.texts((language,), names, "The Daily").guidelines[language]
    return GuidelinesShape(new_id(), 1, language, tuple(ClauseShape(*clause) for clause in clauses))
