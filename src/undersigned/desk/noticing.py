"""What was said of a comment, and who sent a notice of unlawful content: for the desk alone."""

from collections.abc import Mapping

from undersigned.moderation import reads as cases
from undersigned.moderation.shapes import CaseShape, ReportShape
from undersigned.unlawful import reads as notices
from undersigned.unlawful.shapes import Writer
from undersigned.web.reasons import named


def reports_of(case: CaseShape, titles: Mapping[str, str]) -> list[tuple[ReportShape, str, Writer | None]]:
    """Each report, its clause in words, and of a notice who sent it. Shape  titles: of clauses, by number"""
    found = cases.reports(case.id) if case.report_count else []
    writers = notices.writers([each.id for each in found if each.law]) if case.kind == "notice" else {}
    return [(each, named(each.clause, titles), writers.get(each.id)) for each in found]
