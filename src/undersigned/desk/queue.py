"""The queue: what waits for a person, the most urgent first."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from undersigned.moderation import reads as cases
from undersigned.moderation.shapes import CaseShape
from undersigned.moderation.together import SELECTABLE
from undersigned.people import reads as people
from undersigned.unlawful.shapes import ProcedureShape

from .access import Seat, at_the_desk, places_before
from .filters import Filters, choices
from .marking import Piece, snippet
from .noticing import due_of, procedures_of
from .scores import InRow, in_row
from .words import BANDS, KINDS, STANDINGS, Due, Reason, excerpts_in, reasons

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the queue, in words."""

    case: CaseShape
    kind: str
    place: str
    first_lines: list[Piece]
    reasons: list[Reason]
    score: InRow | None
    holder: str
    is_mine: bool
    may_tick: bool
    due: Due | None
    procedure: ProcedureShape | None


@require_safe
@at_the_desk
def queue(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Open cases of the communities before this seat, filtered by kind and community."""
    places = places_before(seat)
    filters = Filters.of(request.GET, places)
    found = filters.cases(seat, PAGE_SIZE + 1, _id(request.GET.get("after")))
    rows = found[:PAGE_SIZE]
    holders = people.full_names({case.claimed_by for case in rows if case.claimed_by})
    procedures = procedures_of(rows)
    names = {place.id: place.name for place in places}
    kinds, where = choices(filters, places, cases.tally(seat.community_ids, seat.person_id))
    page = {
        "rows": [_row(case, seat, names[case.community_id], holders, procedures) for case in rows],
        "kinds": kinds,
        "places": where,
        "filters": filters,
        "total": next(choice.count for choice in kinds if choice.is_chosen),
        "limit_appeals": cases.restriction_appeals_waiting(seat.community_ids),
        "names_waiting": people.names_waiting(),
        "selections": cases.selections_waiting(seat.community_ids),
        "looks_waiting": cases.looks_waiting(seat.community_ids, seat.person_id),
        "after": rows[-1].id if len(found) > PAGE_SIZE else None,
        "room": "queue",
        "is_first": "after" not in request.GET,
        "standings": STANDINGS,
        "bands": BANDS,
        "languages": settings.LANGUAGES,
    }
    return render(request, "desk/queue.html", page)


def _row(
    case: CaseShape,
    seat: Seat,
    place: str,
    holders: dict[UUID, str],
    procedures: dict[UUID, ProcedureShape],
) -> Row:
    return Row(
        case=case,
        kind=str(KINDS[case.kind]),
        place=place,
        first_lines=snippet(case.text, excerpts_in(case.why)),
        reasons=reasons(case.why),
        score=in_row(case),
        holder=holders.get(case.claimed_by, "") if case.claimed_by else "",
        is_mine=case.claimed_by == seat.person_id,
        may_tick=case.kind in SELECTABLE,
        due=due_of(case, procedures.get(case.id)),
        procedure=procedures.get(case.id),
    )


def _id(given: str | None) -> UUID | None:
    """The case to go on from; a damaged address begins at the top."""
    try:
        return UUID(given) if given else None
    except ValueError:
        return None
