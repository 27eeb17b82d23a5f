"""Moderators keep words to authors that they use again, for a clause in a language."""

from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.ledger.rules import hashed
from undersigned.moderation import actions as moderation
from undersigned.moderation import reads as cases
from undersigned.people import reads as people

from .claim import DECIDERS
from .decide import LONGEST


def save_note(actor: Actor, community_id: UUID, clause: str, language: str, text: str) -> UUID:
    """Keep a note for everybody who decides in a community.

    Shape   text: 1–2,000 characters; clause: a number of the guidelines in force → id of the note
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(clause | language | text)
    """
    if actor.person_id is None:
        raise NotSignedIn
    people.require(actor, community_id, *DECIDERS)
    text = text.strip()
    fields: dict[str, list[str]] = {}
    if not text or len(text) > LONGEST["note"]:
        fields["text"] = ["too-long" if text else "empty"]
    if language not in communities.by_id(community_id).languages:
        fields["language"] = ["unknown"]
    guidelines = communities.guidelines(community_id, "en")
    if clause not in {each.number for each in guidelines.clauses}:
        fields["clause"] = ["unknown"]
    if fields:
        raise Invalid(fields)
    with transaction.atomic():
        note = moderation.save_note(community_id, clause, language, text, actor.person_id, clock.now())
        told = {"clause": clause, "language": language, "text_sha256": hashed(text)}
        ledger.append("note:saved", actor, note.id, community_id=community_id, **told)
    return note.id


def drop_note(actor: Actor, note_id: UUID) -> None:
    """Take a note out of what is offered; decisions that used it keep their words.

    Errors  NotSignedIn, NotAllowed, NotFound
    """
    with transaction.atomic():
        note = cases.saved_note(note_id)
        people.require(actor, note.community_id, *DECIDERS)
        moderation.end_note(note, clock.now())
        ledger.append("note:dropped", actor, note.id, community_id=note.community_id)
