"""Open and closed cases as rows, with the text that each is about. Read through `queue`."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from undersigned.conversation import reads as comments
from undersigned.kernel.clock import now

from .models import Appeal, Case, Decision, Report, Weighing
from .rules import NOT_WEIGHED, Later, Weighed, is_about_shown
from .shapes import CaseShape


def case_rows() -> QuerySet[Any]:
    """Cases with all that `case_shape` tells, in one query."""
    newest = FilteredRelation(
        "comment__revisions", condition=Q(comment__revisions__number=F("comment__latest_number"))
    )
    reports = Report.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(n=Count("id"))
    rulings = Decision.objects.exclude(verdict="escalate").order_by("-at", "-id")
    ruled, judged = rulings.filter(comment=OuterRef("comment")), rulings.filter(case=OuterRef("pk"))
    appealed = Appeal.objects.filter(case=OuterRef("pk"), report=None)
    joined = ("community", "comment__story", "comment__shown__weighing", "claim")
    return Case.objects.select_related(*joined).annotate(
        newest=newest,
        newest_refused=Exists(Decision.objects.filter(revision=OuterRef("newest__id"), verdict="refuse")),
        ruled_number=Subquery(ruled.values("revision__number")[:1]),
        judged_number=Subquery(judged.values("revision__number")[:1]),
        appealed_number=Subquery(appealed.values("decision__revision__number")[:1]),
        newest_text=F("newest__text"),
        newest_html=F("newest__html"),
        newest_purged_at=F("newest__purged_at"),
        percent=F("newest__weighing__percent"),
        attribute=F("newest__weighing__attribute"),
        probabilities=F("newest__weighing__probabilities"),
        weighed_version=F("newest__weighing__version"),
        report_count=Coalesce(Subquery(reports.values("n")), 0),
        story_key=F("comment__story__key"),
        beside=Coalesce(comments.beside("comment"), 0),
    )


def is_behind(row: Any) -> bool:
    """Whether the newest text is not the one that readers see, or saw last."""
    shown = row.comment.shown
    return shown is None or shown.number != row.comment.latest_number


def judges_newest(row: Any) -> bool:
    """Whether the case is, or was, about the newest text of its comment: else about what readers see."""
    if row.comment.shown is None or not is_behind(row):
        return True
    if row.closed_at is not None:
        return bool(row.judged_number != row.comment.shown.number)
    later = Later(
        is_refused=row.newest_refused,
        is_last_word=row.ruled_number == row.comment.latest_number,
        is_appealed=row.appealed_number == row.comment.latest_number,
    )
    return not is_about_shown(row.why, later)


def judged_purged_at(row: Any) -> datetime | None:
    found: datetime | None = row.newest_purged_at if judges_newest(row) else row.comment.shown.purged_at
    return found


def _scored(row: Any) -> Weighed:
    if not judges_newest(row):
        found: Any = getattr(row.comment.shown, "weighing", None)
        return NOT_WEIGHED if found is None else _weighed(found)
    if row.weighed_version is None:
        return NOT_WEIGHED
    return Weighed(row.percent, row.attribute, row.probabilities, version=row.weighed_version)


def _weighed(found: Weighing) -> Weighed:
    return Weighed(found.percent, found.attribute, found.probabilities, version=found.version)


def case_shape(row: Any) -> CaseShape:
    lease = getattr(row, "claim", None)
    runs = lease is not None and lease.until > now()
    shown, of_newest = row.comment.shown, judges_newest(row)
    return CaseShape(
        id=row.id,
        kind=row.kind,
        community=row.community.slug,
        community_id=row.community_id,
        comment_id=row.comment_id,
        story_key=row.story_key,
        story_headline=row.comment.story.headline,
        beside=row.beside,
        byline=row.comment.byline_name,
        text=row.newest_text if of_newest else shown.text,
        html=row.newest_html if of_newest else shown.html,
        shown_text=shown.text if shown is not None else "",
        purged_at=judged_purged_at(row),
        revision=row.comment.latest_number if of_newest else shown.number,
        newest=row.comment.latest_number,
        state=row.comment.state,
        why=tuple(row.why),
        detector=row.detector,
        scored=_scored(row),
        doubt=row.doubt,
        label=row.comment.label,
        report_count=row.report_count,
        opened_at=row.opened_at,
        escalated_at=row.escalated_at,
        closed_at=row.closed_at,
        due_at=row.due_at,
        claimed_by=lease.by_id if lease is not None and runs else None,
        claimed_until=lease.until if lease is not None and runs else None,
    )
