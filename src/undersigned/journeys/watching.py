"""What legal restrictions watch, looked for in what is said and signed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from undersigned.scoring import reads as scorer
from undersigned.stories import legal

if TYPE_CHECKING:
    from datetime import datetime

    from undersigned.communities.models import Community
    from undersigned.scoring.shapes import WordList
    from undersigned.stories.legal import Watched

CODE = "legal"
COMMUNITIES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Matched:
    """Where a legal restriction's terms stand. Shape  excerpts: as they are written there"""

    restriction_id: UUID
    excerpts: tuple[str, ...]


def matched(community: Community, story_id: UUID, texts: tuple[str, ...], now: datetime) -> list[Matched]:
    """The restrictions that watch what these texts hold; no query while nothing has changed."""
    if community.watched is None:
        return []
    found = []
    for watched, words in _ready(community.id, community.watched):
        if watched.concerns(story_id, now):
            excerpts = [f.excerpt for text in texts for f in scorer.listed(text, words, CODE)]
            if excerpts:
                found.append(Matched(watched.id, tuple(dict.fromkeys(excerpts))))
    return found


@lru_cache(COMMUNITIES_KEPT)
def _ready(community_id: UUID, _changed: UUID) -> tuple[tuple[Watched, WordList], ...]:
    """The terms of a community made ready, once a change."""
    return tuple((each, scorer.word_list(each.terms)) for each in legal.watched_in(community_id))
