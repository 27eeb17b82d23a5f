"""Keeping what another scorer thinks, and what it doubts. Written through `actions`, read through `reads`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from .models import Decision, Opinion

if TYPE_CHECKING:
    from undersigned.conversation.models import Comment, Revision
    from undersigned.scoring.adapters.shapes import SecondOpinion

LONGEST_MODEL = 80
LONGEST_DETECTOR = 80


def keep_opinion(revision: Revision, given: SecondOpinion, at: datetime) -> Opinion:
    """One opinion a text and engine: asked again, the newest."""
    told = {
        "model": given.model[:LONGEST_MODEL],
        "scores": dict(given.scores),
        "clauses": dict(given.clauses),
        "failed": given.failed,
        "at": at,
    }
    return Opinion.objects.update_or_create(revision=revision, engine=given.engine, defaults=told)[0]


def opinions_since(moment: datetime) -> int:
    """How many there were, not counting where nobody was asked."""
    return Opinion.objects.filter(at__gte=moment).exclude(failed="budget").count()


def opinions_of(comment_id: UUID, number: int) -> list[Opinion]:
    """What was said of one text of a comment."""
    rows = Opinion.objects.filter(revision__comment_id=comment_id, revision__number=number)
    return list(rows.order_by("engine"))


def has_opinion(revision: Revision, engine: str) -> bool:
    return Opinion.objects.filter(revision=revision, engine=engine).exists()


def is_decided_by_person(revision: Revision) -> bool:
    """Whether somebody has judged that very text: there is nothing left to doubt."""
    return Decision.objects.filter(revision=revision).exclude(by=None).exists()


def opinion_reasons(
    given: SecondOpinion, attributes: Sequence[str], clauses: Sequence[str]
) -> list[dict[str, Any]]:
    """Why a person looks: one reason a doubt, or that it said nothing."""
    if given.failed:
        return [{"code": "opinion-failed"}]
    return [
        *({"code": "opinion", "clause": number} for number in clauses),
        *({"code": "opinion", "attribute": name} for name in attributes),
    ]


def detected_by(comment: Comment, given: SecondOpinion) -> str:
    """What marked something in the text, the local scorer and the other."""
    case = comment.cases.filter(closed_at=None).exclude(kind="appeal").first()
    names = [case.detector if case else "", f"{given.engine} {given.model}".strip()]
    return "; ".join(filter(None, names))[:LONGEST_DETECTOR]
