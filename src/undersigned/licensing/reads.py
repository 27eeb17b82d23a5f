"""Reads of this room."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from .models import Acceptance, Consent, Reprint
from .shapes import AcceptanceShape, ReprintShape


def acceptance(revision_id: UUID) -> AcceptanceShape:
    """What a submission accepted."""
    row = Acceptance.objects.select_related("licence", "guidelines").get(revision_id=revision_id)
    return AcceptanceShape(row.licence.version, row.guidelines.version, row.language, row.at)


def has_accepted(person_id: UUID, licence_id: UUID, guidelines_id: UUID) -> bool:
    """Whether a person has submitted under exactly these texts before."""
    return Acceptance.objects.filter(
        revision__comment__author_id=person_id, licence_id=licence_id, guidelines_id=guidelines_id
    ).exists()


def reprints(comment_ids: Iterable[UUID]) -> dict[UUID, list[ReprintShape]]:
    """Reprints by comment, oldest first, in one query; a comment without any is absent."""
    found: dict[UUID, list[ReprintShape]] = defaultdict(list)
    for row in (
        Reprint.objects.filter(comment_id__in=list(comment_ids))
        .select_related("licence", "comment")
        .order_by("at")
    ):
        found[row.comment_id].append(shape(row))
    return dict(found)


def reprints_in(
    community_ids: Iterable[UUID] | None, limit: int = 100, after: UUID | None = None
) -> list[ReprintShape]:
    """Reprints of some communities, newest first.

    Shape  community_ids: None means all; after: the last reprint of the page before
    """
    rows = Reprint.objects.select_related("licence", "comment")
    if community_ids is not None:
        rows = rows.filter(comment__community_id__in=list(community_ids))
    if after is not None:
        rows = rows.filter(id__lt=after)
    return [shape(row) for row in rows.order_by("-id")[:limit]]


def consent(comment_id: UUID) -> str | None:
    """Where the newsroom keeps a guardian's consent to reprint a youth comment."""
    return Consent.objects.filter(comment_id=comment_id).values_list("record", flat=True).first()


def shape(row: Reprint) -> ReprintShape:
    return ReprintShape(
        id=row.id,
        comment_id=row.comment_id,
        comment_state=row.comment.state,
        by_id=row.by_id,
        use=row.use,
        part="excerpts" if row.excerpts else "whole",
        text=row.text,
        byline_name=row.byline_name,
        byline_place=row.byline_place,
        story_headline=row.story_headline,
        story_url=row.story_url,
        licence_version=row.licence.version,
        sha256=row.sha256,
        at=row.at,
    )
