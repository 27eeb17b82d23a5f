"""The house texts hold together, in both languages and for both names policies."""

import re
import tomllib
from pathlib import Path

import pytest

from undersigned.communities import house, rules

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
