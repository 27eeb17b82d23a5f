"""Which comments legal restrictions concern. Read through `reads`."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q

from .models import LegalMatch


def is_matched(restriction_id: UUID, comment_id: UUID) -> bool:
    """Whether a comment was found to concern a legal restriction before."""
    return LegalMatch.objects.filter(restriction_id=restriction_id, comment_id=comment_id).exists()


def match_counts(restriction_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many comments were found for each legal restriction, and how many of their cases are open."""
    rows = LegalMatch.objects.filter(restriction_id__in=list(restriction_ids)).values("restriction_id")
    counted = rows.annotate(all=Count("id"), open=Count("id", filter=Q(case__closed_at=None))).order_by()
    return {row["restriction_id"]: (row["all"], row["open"]) for row in counted}


def matched_comments(restriction_id: UUID) -> list[UUID]:
    """The comments found for a legal restriction, in the order they were found."""
    rows = LegalMatch.objects.filter(restriction_id=restriction_id).order_by("id")
    return list(rows.values_list("comment_id", flat=True))
