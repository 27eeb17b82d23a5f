"""Acceptances and reprints as others see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AcceptanceShape:
    """Shape  versions as they stood under the submission; language as shown"""

    licence_version: int
    guidelines_version: int
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReprintShape:
    """Shape  sha256 of text in UTF-8, hex; comment_state: what has become of the comment since; by_id: who
    reprinted it
    """

    id: UUID
    comment_id: UUID
    comment_state: str
    by_id: UUID
    use: str
    part: Literal["whole", "excerpts"]
    text: str
    byline_name: str
    byline_place: str
    story_headline: str
    story_url: str
    licence_version: int
    sha256: str
    at: datetime
