"""An editor reprints a comment, whole or in verbatim parts; its author is told."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from undersigned.conversation import actions as conversation
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotFound, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.licensing import actions as licensing
from undersigned.licensing import evidence
from undersigned.licensing import reads as licences
from undersigned.licensing.shapes import ReprintShape
from undersigned.live import actions as live
from undersigned.people import reads as people

from .letters import write_to

REPRINTERS = ("editor",)
USES = ("web", "print", "air")


def reprint(actor: Actor, comment_id: UUID, *, parts: Sequence[str] = (), use: str) -> ReprintShape:
    """Freeze text, byline, story and licence of a published comment for use elsewhere.

    Shape   parts: exact pieces in order, none for the whole; use "web" | "print" | "air"
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(use), NotVerbatim;
            ConsentMissing for a youth comment without a guardian's consent on record
    Source  rules N2, N4
    """
    if actor.person_id is None:
        raise NotSignedIn
    if use not in USES:
        raise Invalid({"use": ["unknown"]})
    now = clock.now()
    with transaction.atomic():
        comment = conversation.lock(comment_id)
        people.require(actor, comment.community_id, *REPRINTERS)
        if comment.state != "published":
            raise NotFound(what="comment")
        row = licensing.reprint(
            comment,
            parts=parts,
            use=use,
            story=(comment.story.headline, comment.story.url),
            needs_consent=comment.community.names == "youth",
            by_id=actor.person_id,
            at=now,
        )
        write_to(
            comment.author_id,
            "comment-reprinted",
            comment_id=comment.id,
            story=row.story_headline,
            use=use,
            text=row.text,
        )
        live.publish(comment.story_id, "revised", comment.id)
        ledger.append(
            "comment:reprinted",
            actor,
            comment.id,
            community_id=comment.community_id,
            **evidence.of_reprint(row),
        )
        return licences.shape(row)


def record_consent(actor: Actor, comment_id: UUID, record: str) -> None:
    """Note where the newsroom keeps a guardian's consent for a youth comment.

    Shape   record: 1–200 characters, a reference, not a name
    Errors  NotSignedIn, NotAllowed, NotFound, Invalid(record)
    """
    if actor.person_id is None:
        raise NotSignedIn
    record = record.strip()
    if not record or len(record) > 200:
        raise Invalid({"record": ["too-long" if record else "required"]})
    with transaction.atomic():
        comment = conversation.lock(comment_id)
        people.require(actor, comment.community_id, *REPRINTERS)
        consent = licensing.consent(comment, record, actor.person_id, clock.now())
        ledger.append(
            "comment:consented",
            actor,
            comment.id,
            community_id=comment.community_id,
            **evidence.of_consent(consent),
        )
