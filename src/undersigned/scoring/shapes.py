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


def found_at(code: str, match: re.Match[str], text: str, group: str | int = 0) -> Finding:
    """What a pattern found, as it stands in the text; the match may come from a folded copy as long."""
    start, end = match.span(group)
    return Finding(code, start, end, text[start:end])
