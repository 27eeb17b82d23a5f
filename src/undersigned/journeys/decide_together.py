"""A moderator decides many cases alike; above fifty, once a second person agrees."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotSignedIn, Refused
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence, rules, together
from undersigned.moderation import reads as cases
from undersigned.moderation.shapes import CaseShape, SelectionShape
from undersigned.owed import actions as owed
from undersigned.owed.shapes import Work
from undersigned.people import reads as people

from .claim import DECIDERS
from .decide import LONGEST, decide

KIND = "selection"
MOST = 1_000
AT_ONCE = 20


def decide_together(
    actor: Actor,
    community_id: UUID,
    items: Sequence[tuple[UUID, int]],
    *,
    verdict: str,
    clauses: Sequence[str] = (),
    note: str = "",
) -> UUID:
    """Let many comments stand, or not, for one reason; each gets a decision and its author a statement.

    Up to fifty are decided at once; more wait for a second person. One that somebody else decided, holds or
    changed meanwhile is left alone and told of; so is an appeal, a notice, and what the law concerns.

    Shape   items: (case, revision seen), 1–1,000 of one community; verdict: publish, or refuse with clauses,
            each as fits the state of the comment → id of the Selection
    Errors  NotSignedIn, NotAllowed, Invalid(items | verdict | clauses | note)
    """
    made = select(actor, community_id, items, verdict=verdict, clauses=clauses, note=note)
    finish(made)
    return made


def select(
    actor: Actor,
    community_id: UUID,
    items: Sequence[tuple[UUID, int]],
    *,
    verdict: str,
    clauses: Sequence[str] = (),
    note: str = "",
) -> UUID:
    """The first half of `decide_together`: what is to be decided is on record, and nothing is decided yet."""
    if actor.person_id is None:
        raise NotSignedIn
    people.require(actor, community_id, *DECIDERS)
    note = note.strip()
    _check(community_id, items, verdict, clauses, note)
    with transaction.atomic():
        made = moderation.make_selection(
            community_id,
            items,
            verdict=verdict,
            clauses=list(dict.fromkeys(clauses)),
            note=note,
            by_id=actor.person_id,
            at=clock.now(),
        )
        ledger.append(
            "selection:made", actor, made.id, community_id=community_id, **evidence.of_selection(made)
        )
    return made.id


def finish(selection_id: UUID) -> None:
    """The other half: decide what is left of a selection that waits for nobody, each in a transaction of its
    own, so that everybody else's acts come in between."""
    while carry_on(selection_id):
        pass


def second(actor: Actor, selection_id: UUID) -> None:
    """Agree to a selection of more than fifty; the worker decides them in the name of who selected them.

    Errors  NotSignedIn, NotAllowed, NotFound, SamePerson; Overtaken where it waits for nobody any more
    """
    if actor.person_id is None:
        raise NotSignedIn
    with transaction.atomic():
        row = moderation.lock_selection(selection_id)
        people.require(actor, row.community_id, *DECIDERS)
        together.may_second(row.by_id, actor.person_id)
        moderation.second_selection(row, actor.person_id, clock.now())
        owed.owe(KIND, {"selection": str(row.id)})
        told = evidence.of_seconding(row)
        ledger.append("selection:seconded", actor, row.id, community_id=row.community_id, **told)


def drop(actor: Actor, selection_id: UUID) -> None:
    """Give up a selection that waits: whoever made it, or whoever does not agree.

    Errors  NotSignedIn, NotAllowed, NotFound; Overtaken where it waits for nobody any more
    """
    if actor.person_id is None:
        raise NotSignedIn
    with transaction.atomic():
        row = moderation.lock_selection(selection_id)
        people.require(actor, row.community_id, *DECIDERS)
        moderation.drop_selection(row, actor.person_id, clock.now())
        told = evidence.of_dropping(row)
        ledger.append("selection:dropped", actor, row.id, community_id=row.community_id, **told)


def perform(work: Work) -> None:
    """Decide a seconded selection. Shape  payload: selection, its id"""
    finish(UUID(work.payload["selection"]))


def carry_on(selection_id: UUID) -> bool:
    """Decide the next few of a selection; whether more are left. Cut off, it goes on where it was."""
    found = cases.selection(selection_id)
    if found.state != "working":
        return False
    taken_up = found.items[found.reached : found.reached + AT_ONCE]
    left = [(case_id, code) for case_id, revision in taken_up if (code := _one(found, case_id, revision))]
    with transaction.atomic():
        row = moderation.lock_selection(selection_id)
        if row.reached == found.reached:  # else the same form, sent twice, was at it too
            moderation.note_progress(row, found.reached + len(taken_up), left, clock.now())
    return found.reached + len(taken_up) < len(found.items)


def _one(found: SelectionShape, case_id: UUID, revision: int) -> str:
    """Decide one case; why not, where that cannot be."""
    if cases.is_decided_in(found.id, case_id):  # before somebody was cut off
        return ""
    try:
        case = cases.case(case_id)
        if case.kind not in together.SELECTABLE or case.community_id != found.community_id:
            return "one-by-one"
        decide(
            Actor.person(found.by_id),
            case_id,
            verdict=_verdict(found, case),
            revision=revision,
            clauses=found.clauses,
            note=found.note,
            selection_id=found.id,
        )
    except Refused as refused:
        if cases.is_decided_in(found.id, case_id):  # by the same form, sent twice
            return ""
        return str(refused.data.get("why", refused.code))
    return ""


def _verdict(found: SelectionShape, case: CaseShape) -> str:
    """As fits the case; of one that is closed, deciding says that somebody was first."""
    return found.verdict if case.closed_at else together.together(found.verdict, cases.fitting(case.id))


def _check(
    community_id: UUID, items: Sequence[tuple[UUID, int]], verdict: str, clauses: Sequence[str], note: str
) -> None:
    """Errors  Invalid"""
    fields: dict[str, list[str]] = {}
    if not 1 <= len({case_id for case_id, _ in items}) == len(items) <= MOST:
        fields["items"] = ["too-many" if items else "required"]
    if verdict not in together.ALIKE:
        fields["verdict"] = ["unknown"]
    if len(note) > LONGEST["note"]:
        fields["note"] = ["too-long"]
    if fields:
        raise Invalid(fields)
    known = frozenset(clause.number for clause in communities.guidelines(community_id, "en").clauses)
    rules.check_ground(verdict, clauses, known)
