"""An editor restricts, for legal reasons, what may be said under a story; or lifts that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotFound, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.owed import actions as owed
from undersigned.people import reads as people
from undersigned.stories import closing, evidence, legal
from undersigned.stories.legal import KINDS, LegalDraft

from .close import close
from .reopen import reopen
from .sweep import KIND as SWEEP

if TYPE_CHECKING:
    from datetime import datetime

IMPOSERS = ("editor",)
LONGEST = {"law": 300, "note": 1_000}
MOST_TERMS, LONGEST_TERM, SHORTEST_TERM = 200, 80, 2
LONGEST_REASON = 300


def impose(actor: Actor, story_id: UUID, draft: LegalDraft, *, closes: bool = True) -> UUID:
    """Restrict a story: its conversation closes, its terms are watched in whatever is sent from now on, and
    the worker looks through what was said already.

    Shape   draft: law 1–300 characters, told to authors; terms: at most 200, of 2–80 characters; closes: also
            close the conversation, for legal reasons → id of the LegalRestriction
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(kind | law | note | terms | until)
    """
    if actor.person_id is None:
        raise NotSignedIn
    now = clock.now()
    draft = replace(draft, law=draft.law.strip(), note=draft.note.strip())
    _check(draft, now)
    with transaction.atomic():
        story = closing.lock(story_id)
        people.require(actor, story.community_id, *IMPOSERS)
        made = legal.place(story, draft, actor.person_id, now)
        if draft.terms:
            owed.owe(SWEEP, {"restriction": str(made.id)})
        else:
            legal.swept(made, None, now)
        if closes:
            close(actor, story_id, None, draft.until)
        ledger.append(
            "story:legally-restricted",
            actor,
            story.id,
            community_id=story.community_id,
            **evidence.of_legal_restriction(made),
            **evidence.of_legal_lifting(made),
        )
    return made.id


def free(actor: Actor, restriction_id: UUID, reason: str = "") -> None:
    """Lift a legal restriction. What it held goes on waiting for a person; where it was the last one of a
    conversation that is closed for legal reasons, that is opened again.

    Shape   reason: at most 300 characters, kept at the desk
    Errors  NotSignedIn, NotAllowed, NotFound (also when it is lifted already), Invalid(reason)
    """
    if actor.person_id is None:
        raise NotSignedIn
    if len(reason) > LONGEST_REASON:
        raise Invalid({"reason": ["too-long"]})
    now = clock.now()
    with transaction.atomic():
        story = closing.lock(legal.restriction(restriction_id).story_id)
        row = legal.lock_restriction(restriction_id)
        people.require(actor, story.community_id, *IMPOSERS)
        if row.lifted_at is not None:
            raise NotFound(what="restriction")
        legal.lift(row, actor.person_id, reason.strip(), now)
        others = [each for each in legal.of_story(story.id) if each.lifted_at is None]
        if not others and closing.is_closed_by_law(story, now):
            reopen(actor, story.id)
        ledger.append(
            "story:legally-freed",
            actor,
            story.id,
            community_id=story.community_id,
            restriction=row.id,
            **evidence.of_legal_lifting(row),
        )


def _check(draft: LegalDraft, now: datetime) -> None:
    """Errors  Invalid"""
    fields: dict[str, list[str]] = {}
    if draft.kind not in KINDS:
        fields["kind"] = ["unknown"]
    if not draft.law:
        fields["law"] = ["required"]
    fields |= {name: ["too-long"] for name, most in LONGEST.items() if len(getattr(draft, name)) > most}
    if len(draft.terms) > MOST_TERMS:
        fields["terms"] = ["too-many"]
    elif any(not SHORTEST_TERM <= len(term.strip("*")) <= LONGEST_TERM for term in draft.terms):
        fields["terms"] = ["word-too-short-or-long"]
    if draft.until is not None and draft.until <= now:
        fields["until"] = ["in-the-past"]
    if fields:
        raise Invalid(fields)
