"""One case with everything a person needs to decide it, on one page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from undersigned.communities import reads as communities
from undersigned.communities.shapes import ClauseShape, GuidelinesShape
from undersigned.conversation import reads as comments
from undersigned.journeys import claim
from undersigned.journeys.watching import matched
from undersigned.kernel import clock
from undersigned.kernel.errors import NotFound
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import Overtaken
from undersigned.moderation.shapes import CaseShape, DecisionShape
from undersigned.people import reads as people
from undersigned.web.reasons import named

from .access import EDITORS, Seat, at_the_desk, places_before
from .filters import Filters
from .forms import DecisionForm
from .marking import Piece, mark_html
from .noticing import due_of, grounds_of, procedures_of, reports_of
from .opinions import opinions_of
from .posting import posted_to
from .revisions import texts
from .scores import scored_of
from .words import KINDS, doubts_in_words, excerpts_in, language, reasons

DECIDED: dict[str, Promise] = {
    "publish": gettext_lazy("Published"),
    "refuse": gettext_lazy("Refused"),
    "remove": gettext_lazy("Removed"),
    "restore": gettext_lazy("Put back"),
    "hold": gettext_lazy("Held"),
    "label": gettext_lazy("Note to readers"),
    "escalate": gettext_lazy("Escalated"),
}

LOOK_BACK = timedelta(days=30)
QUIET = ("hold", "escalate")
KEYS = {"publish": "p", "refuse": "r", "remove": "x", "restore": "p", "hold": "h", "escalate": "e"}


@dataclass(frozen=True, slots=True)
class Told:
    """A decision in words. Shape  by: a name, or empty for the house rule"""

    decision: DecisionShape
    verdict: str
    clauses: list[ClauseShape]
    by: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """What overtook a decision: someone was first, someone holds the case, or the text moved.

    Shape  why as in `Overtaken`; changes: from the text judged to the text now
    """

    why: str
    changes: list[Piece] = field(default_factory=list)


@require_safe
@at_the_desk
def case(request: HttpRequest, seat: Seat, case_id: UUID) -> HttpResponse:
    """A case to decide. Looking at it claims nothing."""
    found = seen(seat, case_id)
    return page(request, seat, found, None)


@posted_to("desk:case", "case_id")
@at_the_desk
def take(request: HttpRequest, seat: Seat, case_id: UUID) -> HttpResponse:
    """Claim a case for five minutes, or renew the claim."""
    try:
        claim.claim(seat.actor, case_id)
    except Overtaken as overtaken:
        return page(request, seat, seen(seat, case_id), None, Happened(overtaken.data["why"]), status=409)
    return redirect(_address(request, seat, case_id))


@posted_to("desk:case", "case_id")
@at_the_desk
def give_back(request: HttpRequest, seat: Seat, case_id: UUID) -> HttpResponse:
    """Give up one's claim, and return to the queue."""
    claim.release(seat.actor, case_id)
    return redirect(reverse("desk:queue") + Filters.of(request.GET, places_before(seat)).query)


def seen(seat: Seat, case_id: UUID) -> CaseShape:
    """A case that this seat may see. Errors  NotFound, NotAllowed"""
    found = cases.case(case_id)
    seat.require(found.community_id)
    return found


def page(
    request: HttpRequest,
    seat: Seat,
    case: CaseShape,
    form: DecisionForm | None,
    happened: Happened | None = None,
    status: int = 200,
    *,
    is_ahead: bool = False,
) -> HttpResponse:
    """The page of a case, with the form as it was sent where one was.

    Shape  is_ahead: fetched before it is shown; what is to be told stays for the page that is
    """
    verdicts = cases.fitting(case.id)
    if not verdicts and case.closed_at is None:  # a colleague decided it a moment ago
        case = cases.case(case.id)
    guidelines = communities.guidelines(case.community_id, language())
    titles = {clause.number: clause.title for clause in guidelines.clauses}
    comment = comments.by_id(case.comment_id)
    watched = _watched(comment, case)
    scored = scored_of(case)
    decisions = cases.decisions(case.comment_id)
    appeals = cases.appeals_of_case(case.id) if case.kind == "appeal" else []
    appealed = next((d for d in decisions if appeals and d.id == appeals[0].decision_id), None)
    names = _names(case, decisions)
    history = told(decisions, names, seat)
    filters = Filters.of(request.GET, places_before(seat))
    context: dict[str, Any] = {
        "case": case,
        "comment": comment,
        "kind": KINDS[case.kind],
        "marked_html": mark_html(
            case.html, [*excerpts_in(case.why), *watched], scored.levels if scored else {}
        ),
        "scored": scored,
        "reasons": reasons(case.why, titles, watched),
        "parent": _parent(comment.in_reply_to_id),
        "author": _author(comment.author_id, case.community_id),
        "record": comments.record(comment.author_id, case.community_id),
        "appeals": cases.appeals_by(comment.author_id, case.community_id),
        "reports": reports_of(case, titles),
        "procedure": (procedure := procedures_of([case]).get(case.id)),
        "opinions": opinions_of(case, titles),
        "alike": comments.alike(comment, case.text, clock.now() - LOOK_BACK),
        "revisions": texts(case.comment_id) if case.newest > 1 else [],
        "history": [t for t in history if appealed is None or t.decision.id != appealed.id],
        "asked": appeals,
        "is_reporters": bool(appeals) and appeals[0].party == "reporter",
        "due": due_of(case, procedure),
        "appealed": next((t for t in history if appealed and t.decision.id == appealed.id), None),
        "outcome": history[0] if history and case.closed_at else None,
        "holder": names.get(case.claimed_by, "") if case.claimed_by else "",
        "is_mine": case.claimed_by == seat.person_id,
        "is_others": case.claimed_by not in (None, seat.person_id),
        "is_own_comment": comment.author_id == seat.person_id,
        "is_own_escalation": _is_escalated_by(seat, case, decisions),
        "is_for_editors": _is_for_editors(seat, case),
        "is_own_decision": appealed is not None and appealed.by_id == seat.person_id,
        "is_own_appeal": any(each.by_id == seat.person_id for each in appeals),
        "form": form or fresh(case, verdicts, guidelines, grounds_of(procedure)),
        "notes": cases.saved_notes(case.community_id, comment.language) if verdicts else [],
        "against": [
            (each, [named(number, titles) for number in each.clauses])
            for each in cases.last_against(comment.author_id, case.community_id)
            if each.comment_id != comment.id
        ],
        "buttons": _buttons(verdicts, case, appeals[0].party if appeals else ""),
        "may_label": "label" in verdicts,
        "happened": happened,
        "filters": filters,
        "room": "queue",
    }
    if is_ahead:
        context["messages"] = ()
    return render(request, "desk/case.html", context, status=status)


def _watched(comment: Any, case: CaseShape) -> tuple[str, ...]:
    """What stands in the comment or over it that a legal restriction watches, as it is written there."""
    if not any(reason["code"] == "legal" for reason in case.why):
        return ()
    texts = (comment.byline_name, comment.byline_place, case.text, case.shown_text)
    found = matched(comment.community, comment.story_id, texts, clock.now())
    return tuple(excerpt for match in found for excerpt in match.excerpts)


def _is_escalated_by(seat: Seat, case: CaseShape, decisions: Iterable[DecisionShape]) -> bool:
    """Whether this person put the case before someone else, and so does not decide it."""
    return case.closed_at is None and any(
        decision.case_id == case.id and decision.verdict == "escalate" and decision.by_id == seat.person_id
        for decision in decisions
    )


def _is_for_editors(seat: Seat, case: CaseShape) -> bool:
    """Whether it was escalated, and this person settles no such case."""
    is_waiting = case.escalated_at is not None and case.closed_at is None
    return is_waiting and not seat.has(case.community_id, *EDITORS)


def is_shown(case: CaseShape) -> bool:
    """Whether readers see the very text that is to be judged."""
    return case.state == "published" and case.shown_text == case.text


def fresh(
    case: CaseShape, verdicts: Sequence[str], guidelines: GuidelinesShape, proposed: dict[str, str]
) -> DecisionForm:
    """The form with nothing decided yet. Shape  proposed: grounds, by field"""
    initial = {"revision": case.revision, "onward": True, "label": case.label} | proposed
    return DecisionForm(verdicts=verdicts, clauses=guidelines.clauses, initial=initial)


def told(decisions: Sequence[DecisionShape], names: dict[UUID, str], seat: Seat) -> list[Told]:
    """Decisions in words, their clauses as the version they cite has them."""
    cited = {decision.guidelines_id for decision in decisions if decision.clauses}
    versions = communities.guidelines_by_ids(cited, language()) if cited else {}
    return [
        Told(
            decision=decision,
            verdict=str(DECIDED[decision.verdict]),
            clauses=[
                clause
                for clause in (versions[decision.guidelines_id].clauses if decision.clauses else ())
                if clause.number in decision.clauses
            ],
            by=names.get(decision.by_id, "") if decision.by_id else "",
            is_mine=decision.by_id == seat.person_id,
        )
        for decision in decisions
    ]


def _names(case: CaseShape, decisions: Iterable[DecisionShape]) -> dict[UUID, str]:
    ids = {decision.by_id for decision in decisions if decision.by_id}
    return people.full_names(ids | {case.claimed_by} if case.claimed_by else ids)


def _parent(comment_id: UUID | None) -> Any:
    """The comment that this one answers, as it stands."""
    return comments.by_id(comment_id) if comment_id else None


def _author(person_id: UUID, community_id: UUID) -> Any:
    """The author's name and limits; nothing once the account is gone."""
    try:
        author = people.author(person_id, community_id)
    except NotFound:
        return None
    return {"facts": author, "doubts": doubts_in_words(author.name_doubts)}


def _buttons(verdicts: Iterable[str], case: CaseShape, party: str) -> list[tuple[str, str, str, str]]:
    """The verdicts that fit, as buttons: value, words, dress, key. The note to readers has its own.

    Shape  party: whose appeal it answers; empty for none
    """
    words = {
        "publish": _("Keep") if is_shown(case) else _("Publish"),
        "refuse": _("Refuse"),
        "remove": _("Remove"),
        "restore": _("Put back"),
        "hold": _("Hold"),
        "escalate": _("Escalate"),
    }
    if party == "author":
        words |= {
            "publish": _("Overturn: publish"),
            "restore": _("Overturn: put back"),
            "refuse": _("Uphold the refusal"),
            "remove": _("Uphold the removal"),
        }
    if party == "reporter":
        words |= {
            "publish": _("Uphold: keep it"),
            "refuse": _("Overturn: refuse"),
            "remove": _("Overturn: remove"),
        }
    dress = dict.fromkeys(("refuse", "remove"), "is-stop") | dict.fromkeys(QUIET, "is-quiet")
    offered = [verdict for verdict in verdicts if verdict in KEYS]
    return [(verdict, words[verdict], dress.get(verdict, ""), KEYS[verdict]) for verdict in offered]


def _address(request: HttpRequest, seat: Seat, case_id: UUID) -> str:
    return reverse("desk:case", args=[case_id]) + Filters.of(request.GET, places_before(seat)).query
