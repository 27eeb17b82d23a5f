"""What a community tells in public of a month: counted once after its end, kept, and never edited."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from undersigned.people import reads as people

from .figures import Span
from .models import Appeal, Decision, MonthlyReport, Report, RestrictionAppeal
from .rules import NEEDS_GROUND
from .sample import house_errors

RESTRICTING = (*NEEDS_GROUND, "label")
HOUR = 3_600


def counted(span: Span) -> dict[str, Any]:
    """Everything that `totals.rows` is made of, so that months can be added up.

    Shape  counts: by code; hours: how many took so many whole hours, by what; people: by language
    """
    counts: Counter[str] = Counter()
    counts.update(_restrictions(span))
    counts.update(_notices(span))
    counts.update(_complaints(span))
    counts.update(_automation(span))
    kinds = people.restricted(span.community_id, span.since, span.until)
    counts.update({f"accounts:{kind}": n for kind, n in kinds.items()})
    return {
        "counts": dict(sorted(counts.items())),
        "hours": {"notices": _hours(_reports_answered(span)), "complaints": _hours(_appeals_closed(span))},
        "people": people.moderators_by_language(span.community_id),
    }


def _restrictions(span: Span) -> Counter[str]:
    """What was restricted or labelled, by what brought it up, and on which ground."""
    found: Counter[str] = Counter()
    rows = Decision.objects.filter(span.of("at"), verdict__in=RESTRICTING).order_by()
    told = rows.annotate(lawful=Q(law=""), unaided=Q(detector=""), by_rule=Q(by=None))
    for source, verdict, clauses, lawful, unaided, by_rule, n in told.values_list(
        "source", "verdict", "clauses", "lawful", "unaided", "by_rule"
    ).annotate(n=Count("id")):
        found[f"{source}:{verdict}"] += n
        found["detected"] += n * (not unaided)
        found["by_rule"] += n * bool(by_rule)
        if source == "own":
            found["own-ground:guidelines" if lawful else "own-ground:law"] += n
            for clause in clauses:
                found[f"own-clause:{clause}"] += n
    return found


def _notices(span: Span) -> dict[str, int]:
    rows = Report.objects.filter(span.of("at", "case__community_id"))
    told = rows.aggregate(all=Count("id"), law=Count("id", filter=~Q(law="")))
    return {"notices:law": told["law"], "notices:guidelines": told["all"] - told["law"]}


def _complaints(span: Span) -> Counter[str]:
    asked = Appeal.objects.filter(span.of("at", "case__community_id"))
    told = asked.aggregate(all=Count("id"), author=Count("id", filter=Q(report=None)))
    closed = _appeals_closed(span).order_by().values_list("outcome").annotate(n=Count("id"))
    found = Counter({f"outcome:{outcome}": n for outcome, n in closed if outcome})
    for outcome, n in _about_accounts(span, "answered_at").values_list("outcome").annotate(n=Count("id")):
        found[f"outcome:{outcome}"] += n
    found["complaints:author"] = told["author"]
    found["complaints:reporter"] = told["all"] - told["author"]
    found["complaints:account"] = _about_accounts(span, "at").count()
    return found


def _about_accounts(span: Span, moment: str) -> Any:
    """Appeals against restrictions here, or everywhere."""
    here = Q(restriction__community_id=span.community_id) | Q(restriction__community=None)
    within = {f"{moment}__gte": span.since, f"{moment}__lt": span.until}
    return RestrictionAppeal.objects.filter(here, **within).order_by()


def _automation(span: Span) -> dict[str, int]:
    rows = Decision.objects.filter(span.of("at"), by=None, verdict=Decision.Verdict.PUBLISH)
    looked = house_errors([span.community_id], span.since, span.until)
    return {"published-by-rule": rows.count(), "sampled": looked.of, "sampled-wrong": looked.wrong}


def _reports_answered(span: Span) -> Any:
    return Report.objects.filter(span.of("case__closed_at", "case__community_id"))


def _appeals_closed(span: Span) -> Any:
    return Appeal.objects.filter(span.of("case__closed_at", "case__community_id"))


def _hours(rows: Any) -> dict[str, int]:
    """How many were answered within so many whole hours."""
    moments: Iterable[tuple[datetime, datetime]] = rows.values_list("at", "case__closed_at").iterator()
    taken = (closed - at for at, closed in moments)
    found = Counter(max(int(span.total_seconds() // HOUR), 0) for span in taken)
    return {str(hours): n for hours, n in sorted(found.items())}


def monthly_reports(community_id: UUID) -> list[MonthlyReport]:
    """Every month that was written, the newest first."""
    return list(MonthlyReport.objects.filter(community_id=community_id).order_by("-month"))


def write_month(community_id: UUID, month: date, told: dict[str, Any], at: datetime) -> MonthlyReport:
    """Keep a month. Shape  month: its first day. Errors  IntegrityError: it was written before"""
    return MonthlyReport.objects.create(community_id=community_id, month=month, counted=told, written_at=at)
