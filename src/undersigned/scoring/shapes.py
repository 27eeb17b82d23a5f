"""What a scorer says of a text."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a text.

    Shape  code: e.g. "contact:email", "words:insult", "capitals", "links", "repeats"; start and
           end are character offsets in the text assessed, end exclusive; excerpt is what stands there
    """

    code: str
    start: int
    end: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything found, in reading order. `failed` means no opinion could be had: a human looks."""

    findings: tuple[Finding, ...] = field(default=())
    failed: bool = False


@dataclass(frozen=True, slots=True)
class WordList:
    """Words and phrases to look for.

    Shape  words: canonical word → as it was listed; stems: the same for words with any ending; phrases: the
           canonical words of each phrase → as listed
    """

    words: dict[str, str]
    stems: dict[str, str]
    phrases: dict[tuple[str, ...], str]

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.stems or self.phrases)


def found_at(code: str, match: re.Match[str], text: str, group: str | int = 0) -> Finding:
    """What a pattern found, as it stands in the text; the match may come from a folded copy as long."""
    start, end = match.span(group)
    return Finding(code, start, end, text[start:end])
