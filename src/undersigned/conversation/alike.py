"""Comments that say nearly the same as another one: by the same author, or by many (copied and pasted)."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from undersigned.scoring import near

from .models import Comment, Revision

LOOKED_AT = 60
LEAST_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Alike:
    """Shape  likeness: 0–1, of their runs of three words; state: of the comment now"""

    comment_id: UUID
    author_id: UUID
    byline: str
    state: str
    at: datetime
    likeness: float


def alike(comment: Comment, text: str, since: datetime) -> list[Alike]:
    """What was said in the same community since, nearly in these words, the most alike first; one a comment.

    Shape  text: of that comment, judged; of a great many only the newest are looked at. One query, by index
    """
    bands = near.sketch(text)
    if bands is None:
        return []
    shares_one = reduce(or_, (Q(**{f"near_{n}": band, "at__gte": since}) for n, band in enumerate(bands, 1)))
    rows = Revision.objects.filter(shares_one, comment__community_id=comment.community_id)
    rows = rows.exclude(comment_id=comment.id).select_related("comment").order_by("-at")[:LOOKED_AT]
    found: dict[UUID, Alike] = {}
    for row in rows:
        likeness = near.likeness(text, row.text)
        best = found.get(row.comment_id)
        if likeness >= LEAST_ALIKE and (best is None or likeness > best.likeness):
            found[row.comment_id] = _alike(row, likeness)
    return sorted(found.values(), key=lambda each: -each.likeness)


def _alike(row: Revision, likeness: float) -> Alike:
    comment = row.comment
    return Alike(comment.id, comment.author_id, comment.byline_name, comment.state, row.at, likeness)
