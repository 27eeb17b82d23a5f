"""Our French is set as Canadian newspapers set it: « guillemets », ’ and a hard space before the colon."""

import re
from collections.abc import Iterator

import pytest

from tests.laws.source import PACKAGE
from tools import messages

MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|`[^`]*`|https?://\S*", re.DOTALL)
FAULTS = {
    "a straight apostrophe, for ’": r"\w'\w",
    "a soft space inside « »": r"«[^\xa0]|[^\xa0]»",
    "a soft space, or none, before the colon": r"(?<=[^\s\d\xa0])(?<!\xa0):(?=\s)|[^\S\xa0]:(?=\s|$)",
    "a space before ; ! or ?": r"\s[;!?]",
    "English quotation marks": r"[“”]",
    "three dots, for …": r"\.\.\.",
}


def french() -> Iterator[tuple[str, str]]:
    """Every text of ours in French, and where it stands."""
    for message in messages.catalogue("fr"):
        if message.id:
            for words in message.string if isinstance(message.string, list | tuple) else [message.string]:
                yield f"catalogue, {message.id}", str(words)
    for path in sorted((*PACKAGE.rglob("*.fr.txt"), *PACKAGE.rglob("house_texts/fr/*.toml"))):
        for line in path.read_text().splitlines():
            yield path.name, line
    for path in sorted(PACKAGE.rglob("demonstration/data/nouvelles/*.toml")):
        for line in path.read_text().splitlines():
            yield path.name, line


@pytest.mark.parametrize("fault", FAULTS)
def test_french_is_set_as_here(fault: str) -> None:
    found = [
        f"{where}: {words}" for where, words in french() if re.search(FAULTS[fault], MARKUP.sub("x", words))
    ]
    assert not found, "\n".join(found)
