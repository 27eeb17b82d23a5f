"""What this room's rows say, in the ledger's terms: told when an act is recorded, compared ever after."""

from collections.abc import Collection
from uuid import UUID

from undersigned.ledger.rules import Facts, bound, hashed

from .models import Comment, Revision

WORDS = ("text_sha256", "html_sha256", "signed_sha256")
"""What `of_revision` tells of the text itself."""

Number = tuple[UUID, int]
"""A comment and the number of one of its revisions."""


def of_revision(row: Revision) -> Facts:
    """Shape  signed_sha256: byline and text together; a name alone would be found again by trying names"""
    comment = row.comment
    byline = (comment.byline_name, comment.byline_place, comment.byline_standing)
    return {
        "story": comment.story_id,
        "in_reply_to": comment.in_reply_to_id,
        "revision": row.number,
        "text_sha256": hashed(row.text),
        "html_sha256": hashed(row.html),
        "signed_sha256": bound(comment.id, *byline, row.text),
        "at": row.at,
    }


def of_standing(comment: Comment) -> Facts:
    """What all acts so far amount to for the public."""
    return {"stands": comment.state, "shown": comment.shown_id}


def revisions(keys: Collection[Number]) -> dict[Number, Facts]:
    """What submissions say now."""
    rows = Revision.objects.filter(comment_id__in={comment_id for comment_id, _ in keys})
    return {
        (row.comment_id, row.number): {
            **of_revision(row),
            "subject": row.comment_id,
            "actor": row.comment.author_id,
            "community": row.comment.community_id,
        }
        for row in rows.select_related("comment")
    }


def of_purge(row: Revision) -> Facts:
    return {"revision": row.number, "purged_at": row.purged_at, "text_sha256": hashed(row.text + row.html)}


def purges(keys: Collection[Number]) -> dict[Number, Facts]:
    """That texts were forgotten, and when."""
    rows = Revision.objects.filter(comment_id__in={comment_id for comment_id, _ in keys})
    return {(row.comment_id, row.number): {**of_purge(row), "subject": row.comment_id} for row in rows}


def without_words(facts: Facts) -> Facts:
    """What is left to compare of a submission whose text was forgotten."""
    return {name: fact for name, fact in facts.items() if name not in WORDS}


def standings(keys: Collection[UUID]) -> dict[UUID, Facts]:
    """Where comments stand now."""
    return {row.id: of_standing(row) for row in Comment.objects.filter(id__in=keys)}
