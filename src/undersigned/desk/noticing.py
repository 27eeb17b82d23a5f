"""What was said of a comment, and who sent a notice of unlawful content: for the desk alone."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from undersigned.moderation import reads as cases
from undersigned.moderation.shapes import CaseShape, ReportShape
from undersigned.unlawful import defamation
from undersigned.unlawful import reads as notices
from undersigned.unlawful.shapes import ProcedureShape, Writer
from undersigned.web.reasons import named

from .words import Due, due

UNANSWERED = gettext_lazy("Its author did not answer the complaint in time.")
UNREACHABLE = gettext_lazy("Its author could not be reached about the complaint.")


def reports_of(case: CaseShape, titles: Mapping[str, str]) -> list[tuple[ReportShape, str, Writer | None]]:
    """Each report, its clause in words, and of a notice who sent it. Shape  titles: of clauses, by number"""
    found = cases.reports(case.id) if case.report_count else []
    writers = notices.writers([each.id for each in found if each.law]) if case.kind == "notice" else {}
    return [(each, named(each.clause, titles), writers.get(each.id)) for each in found]


def procedures_of(found: Sequence[CaseShape]) -> dict[UUID, ProcedureShape]:
    """The UK's procedure about each of these cases that has one."""
    asked = [case.id for case in found if case.kind == "notice"]
    return notices.procedures(asked) if asked else {}


def grounds_of(procedure: ProcedureShape | None) -> dict[str, str]:
    """What the form proposes where the UK's regulations ask for a removal; a person sends it, or does not."""
    if procedure is None or procedure.step.due != "remove":
        return {}
    why = UNREACHABLE if procedure.step.why == "unreachable" else UNANSWERED
    return {"law": defamation.LAW, "law_text": str(why)}


def due_of(case: CaseShape, procedure: ProcedureShape | None) -> Due | None:
    """How long the desk has left; nothing while an author has the time to answer a complaint."""
    return None if procedure is not None and procedure.step.due == "await" else due(case.due_at)
