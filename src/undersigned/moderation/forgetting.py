"""What was decided long ago and may be forgotten: refused texts, and who strangers with reports said to be.

Read through `reads`, written through `actions`. The decision, its reasons and its entry in the ledger stay.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from undersigned.conversation import reads as comments
from undersigned.kernel.clock import now
from undersigned.ledger import reads as ledger

from .models import Case, Decision, LegalMatch, Opinion, Report, Weighing
from .rules import APPEAL_WINDOW

if TYPE_CHECKING:
    from undersigned.conversation.models import Revision

AT_ONCE = 500
FORGOTTEN_WORDS = "…"
AGAINST = ("refused", "removed")


def free() -> Q:
    """Of rows that have a `comment`: nothing keeps what was said. No case is open, an appeal neither, and no
    legal restriction in force makes evidence of it.
    """
    cases = Case.objects.filter(comment=OuterRef("comment"), closed_at=None)
    evidence = LegalMatch.objects.filter(comment=OuterRef("comment"), restriction__lifted_at=None)
    return Q(~Exists(cases), ~Exists(evidence))


def refused_texts(kept: timedelta, among: Collection[UUID] | None = None) -> list[UUID]:
    """Texts decided against so long ago, once no appeal is possible any more: of comments that are gone, and
    later texts of comments that stand with an earlier one.

    Shape  among: only of these → ids of revisions
    """
    before = now() - max(kept, APPEAL_WINDOW)
    since = Decision.objects.filter(comment=OuterRef("comment"), at__gte=before)
    against = Decision.objects.filter(revision=OuterRef("pk"), verdict=Decision.Verdict.REFUSE)
    rows = _kept_among(among).filter(~Exists(since))
    gone = rows.filter(comment__state__in=AGAINST)
    later = rows.filter(Exists(against), comment__state="published").exclude(id=F("comment__shown_id"))
    return [*gone.values_list("id", flat=True), *later.values_list("id", flat=True)]


def withdrawn_texts(kept: timedelta, among: Collection[UUID] | None = None) -> list[UUID]:
    """Texts that their authors took back so long ago. Shape  as `refused_texts`"""
    rows = _kept_among(among).filter(comment__state="withdrawn")
    found = dict(rows.values_list("id", "comment_id"))
    comment_ids = list(set(found.values()))
    before, over = now() - kept, set()
    for start in range(0, len(comment_ids), AT_ONCE):
        told = ledger.told_of(comment_ids[start : start + AT_ONCE], ("comment:withdrawn",))
        over |= {entry.subject_id for entry in told if entry.at < before}
    return [revision_id for revision_id, comment_id in found.items() if comment_id in over]


def erased_texts(_kept: timedelta, among: Collection[UUID] | None = None) -> list[UUID]:
    """Texts of people who erased their account, however short a time ago. Shape  as `refused_texts`"""
    rows = _kept_among(among).filter(comment__state="withdrawn", comment__author__erased_at__isnull=False)
    return list(rows.values_list("id", flat=True))


def _kept_among(among: Collection[UUID] | None) -> QuerySet[Revision]:
    rows = comments.texts_kept().filter(free())
    return rows if among is None else rows.filter(id__in=among)


def reporters(kept: timedelta) -> QuerySet[Report]:
    """Reports of people without an account, answered so long ago, that still tell who they are."""
    before = now() - max(kept, APPEAL_WINDOW)
    rows = Report.objects.filter(free(), by=None, case__closed_at__lt=before)
    return rows.exclude(name="", email="")


def forget_reporters(kept: timedelta) -> int:
    """Forget their names and addresses, not what they said; how many."""
    forgotten = 0
    while ids := list(reporters(kept).values_list("id", flat=True)[:AT_ONCE]):
        forgotten += Report.objects.filter(id__in=ids).update(name="", email="")
    return forgotten


def forget_weighings(revision_ids: Collection[UUID]) -> None:
    """How a text scored, here and elsewhere, goes with the text."""
    Weighing.objects.filter(revision_id__in=revision_ids).delete()
    Opinion.objects.filter(revision_id__in=revision_ids).delete()


def forget_excerpts(comment_ids: Collection[UUID]) -> None:
    """Take out of the reasons of cases which words of these comments had brought them there."""
    rows = list(Case.objects.filter(comment_id__in=comment_ids).only("why"))
    for row in rows:
        row.why = [_without_words(reason) for reason in row.why]
    Case.objects.bulk_update(rows, ["why"])


def _without_words(reason: dict[str, Any]) -> dict[str, Any]:
    """A reason without what stood in the text."""
    forgotten = {"excerpt": FORGOTTEN_WORDS, "words": []}
    return {name: forgotten.get(name, value) for name, value in reason.items()}
