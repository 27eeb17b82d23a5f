"""An author takes a comment back; replies under it keep their place."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.conversation import actions as conversation
from undersigned.conversation import evidence, rules
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation

from .report import tell_reporters
from .telling import tell

if TYPE_CHECKING:
    from datetime import datetime

    from undersigned.conversation.models import Comment


def withdraw(actor: Actor, comment_id: UUID) -> None:
    """Withdraw one's own comment, waiting or public. What was waiting for a person no longer does.

    Errors  NotSignedIn, NotAllowed, NotFound, Withdrawn; TooLate when it was refused or removed
    """
    if actor.person_id is None:
        raise NotSignedIn
    now = clock.now()
    with transaction.atomic():
        comment = conversation.lock(comment_id)
        if comment.author_id != actor.person_id:
            raise NotAllowed
        rules.may_withdraw(comment.state)
        take_back(actor, comment, now)


def take_back(actor: Actor, comment: Comment, now: datetime) -> None:
    """A locked comment is its author's no more to be read, and nobody's to decide."""
    before = conversation.showing(comment)
    conversation.hide(comment, comment.State.WITHDRAWN)
    for case_id in moderation.close_cases_of(comment, now):
        tell_reporters(case_id, None, comment)
    tell(comment, before, comment.story)
    ledger.append(
        "comment:withdrawn",
        actor,
        comment.id,
        community_id=comment.community_id,
        **evidence.of_standing(comment),
    )
