"""A decision sent from the page of a case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.journeys.decide import decide as decide_case
from undersigned.kernel.errors import NotAllowed, NotSignedIn, Refused
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import Overtaken
from undersigned.moderation.shapes import CaseShape

from .access import Seat, at_the_desk, places_before
from .case import Happened, is_shown, page, seen
from .filters import Filters
from .following import go_on
from .forms import DecisionForm
from .marking import changes
from .posting import posted_to
from .words import language, tell


@posted_to("desk:case", "case_id")
@at_the_desk
def decide(request: HttpRequest, seat: Seat, case_id: UUID) -> HttpResponse:
    """Decide a case, then open the next one or return to this one.

    What cannot be done is said on the page of the case, with everything that was typed.
    """
    case = seen(seat, case_id)
    filters = Filters.of(request.GET, places_before(seat))
    if _is_decided_so(case, request.POST, seat):
        return _onward(request, seat, case, filters)
    form = _sent(request, case)
    if not form.is_valid():
        case = seen(seat, case_id)  # where a colleague was first, the verdict may not fit any more
    if case.closed_at is not None:
        return page(request, seat, case, form, Happened("decided"), status=409)
    if not form.is_valid():
        return page(request, seat, case, form, status=422)
    given = form.cleaned_data
    try:
        decide_case(
            seat.actor,
            case_id,
            verdict=given["verdict"],
            revision=given["revision"],
            clauses=given["clauses"],
            note=given["note"],
            label=given["label"],
            facts=given["facts"],
            law=given["law"],
            law_text=given["law_text"],
            reply=given["reply"],
            source="order" if given["is_ordered"] else None,
        )
    except Overtaken as overtaken:
        case = seen(seat, case_id)
        if _is_decided_so(case, request.POST, seat):
            return _onward(request, seat, case, filters)
        return _overtaken(request, seat, case, overtaken)
    except (NotSignedIn, NotAllowed):
        raise
    except Refused as refused:
        tell(form, refused)
        return page(request, seat, seen(seat, case_id), form, status=refused.status)
    again = "" if given["verdict"] == "escalate" else str(case.comment_id)
    messages.success(request, _outcome(case, given["verdict"]), extra_tags=again)
    return _onward(request, seat, case, filters)


def _sent(request: HttpRequest, case: CaseShape, data: QueryDict | None = None) -> DecisionForm:
    guidelines = communities.guidelines(case.community_id, language())
    return DecisionForm(
        data if data is not None else request.POST,
        verdicts=cases.fitting(case.id),
        clauses=guidelines.clauses,
    )


def _onward(request: HttpRequest, seat: Seat, case: CaseShape, filters: Filters) -> HttpResponse:
    if request.POST.get("onward"):
        return go_on(request, seat, filters)
    return redirect(reverse("desk:case", args=[case.id]) + filters.query)


def _is_decided_so(case: CaseShape, given: QueryDict, seat: Seat) -> bool:
    """Whether this very decision was taken already, by the same person: the form was sent twice."""
    last = next(iter(cases.decisions(case.comment_id)), None)
    if last is None or last.by_id != seat.person_id:
        return False
    is_done = (
        case.closed_at is not None
        or (last.verdict == "escalate" and case.escalated_at is not None)
        or (last.verdict == "hold" and case.state == "held")
    )
    sent = (given.get("verdict"), given.get("revision"), given.getlist("clauses"))
    return is_done and sent == (last.verdict, str(last.revision), list(last.clauses))


def _overtaken(request: HttpRequest, seat: Seat, case: CaseShape, overtaken: Overtaken) -> HttpResponse:
    """The case as it is now, what happened to it, and what was typed, for the new text."""
    why = overtaken.data["why"]
    data = request.POST.copy()
    data["revision"] = str(case.revision)
    judged = request.POST.get("revision", "")
    moved = []
    if why == "revised":
        texts = {str(revision.number): revision.text for revision in comments.revisions(case.comment_id)}
        moved = changes(texts.get(judged, ""), case.text)
    return page(request, seat, case, _sent(request, case, data), Happened(why, moved), status=409)


def _outcome(case: CaseShape, verdict: str) -> str:
    """What was done, for the top of the next page."""
    said = {
        "publish": _("Kept: the comment by %(name)s.")
        if is_shown(case)
        else _("Published: the comment by %(name)s."),
        "refuse": _("Refused: the comment by %(name)s. Its author was told why."),
        "remove": _("Removed: the comment by %(name)s. Its author was told why."),
        "restore": _("Put back: the comment by %(name)s."),
        "hold": _("Held: the comment by %(name)s is out of sight until it is decided."),
        "label": _("The note under the comment by %(name)s is changed."),
        "escalate": _("Escalated: an editor will look at the comment by %(name)s."),
    }
    return said[verdict] % {"name": case.byline}
