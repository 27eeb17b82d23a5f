"""Legal restrictions on stories: placing and lifting one, and which terms are watched where."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from django.db.models import Q, QuerySet

from undersigned.communities import actions as communities
from undersigned.kernel.errors import NotFound

from .models import LegalRestriction, Story

Kind = Literal["publication-ban", "sub-judice", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class LegalDraft:
    """A legal restriction as an editor places it. Shape  as `LegalRestriction`"""

    kind: Kind
    law: str
    terms: tuple[str, ...]
    note: str = ""
    everywhere: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """Terms to look for. Shape  story_id: under this story only, None in the whole community"""

    id: UUID
    story_id: UUID | None
    terms: tuple[str, ...]
    until: datetime | None

    def concerns(self, story_id: UUID, now: datetime) -> bool:
        """Whether what is said under a story now is looked at for these."""
        return self.story_id in (None, story_id) and (self.until is None or now < self.until)


def place(story: Story, draft: LegalDraft, by_id: UUID, now: datetime) -> LegalRestriction:
    """Restrict a locked story; whatever is submitted after the commit is watched."""
    made = LegalRestriction.objects.create(
        story=story,
        kind=draft.kind,
        law=draft.law,
        note=draft.note,
        terms=list(draft.terms),
        everywhere=draft.everywhere,
        until=draft.until,
        by_id=by_id,
        at=now,
    )
    communities.watch(story.community_id, is_watched=True)
    return made


def lift(row: LegalRestriction, by_id: UUID, reason: str, now: datetime) -> None:
    """End a locked restriction; nothing is watched for it any more."""
    row.lifted_at, row.lifted_by_id, row.lifting_reason = now, by_id, reason
    row.save(update_fields=["lifted_at", "lifted_by_id", "lifting_reason"])
    community_id = row.story.community_id
    communities.watch(community_id, is_watched=_in_force(community_id).exists())


def lock_restriction(restriction_id: UUID) -> LegalRestriction:
    """A restriction in force or lifted, with its story and community, held until the transaction ends.

    Errors  NotFound
    """
    rows = LegalRestriction.objects.select_for_update(of=("self",)).filter(id=restriction_id)
    return _found(rows)


def restriction(restriction_id: UUID) -> LegalRestriction:
    """A restriction with its story and community. Errors  NotFound"""
    return _found(LegalRestriction.objects.filter(id=restriction_id))


def watched_in(community_id: UUID) -> tuple[Watched, ...]:
    """Everything that is watched in a community, its own end aside, in one query."""
    return tuple(
        Watched(row.id, None if row.everywhere else row.story_id, tuple(row.terms), row.until)
        for row in _in_force(community_id).order_by("at")
    )


def of_story(story_id: UUID) -> list[LegalRestriction]:
    """Every restriction of a story, lifted ones too, the newest first."""
    return list(LegalRestriction.objects.filter(story_id=story_id).order_by("-at"))


def swept(row: LegalRestriction, to: UUID | None, ended_at: datetime | None) -> None:
    """Note how far the stored comments have been looked at, and when all of them were."""
    row.swept_to, row.swept_at = to, ended_at
    row.save(update_fields=["swept_to", "swept_at"])


def _in_force(community_id: UUID) -> QuerySet[LegalRestriction]:
    return LegalRestriction.objects.filter(Q(story__community_id=community_id), lifted_at=None)


def _found(rows: QuerySet[LegalRestriction]) -> LegalRestriction:
    row = rows.select_related("story__community").first()
    if row is None:
        raise NotFound(what="restriction")
    return row
