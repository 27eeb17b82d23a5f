"""An author changes a comment within the window; a later text is judged like a first one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.communities.rules import choose_language
from undersigned.conversation import actions as conversation
from undersigned.conversation import reads as comments
from undersigned.conversation import rules
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed
from undersigned.licensing import actions as licensing
from undersigned.moderation import actions as moderation
from undersigned.moderation import reads as cases
from undersigned.moderation.rules import waiting
from undersigned.stories import closing

from .controls import keep_controls
from .submission import (
    Posted,
    author_of,
    record,
    require_in_force,
    require_open,
    revealed,
    settle,
)
from .telling import tell
from .weighing import nudge, weigh

if TYPE_CHECKING:
    from datetime import datetime

    from undersigned.conversation.models import Comment
    from undersigned.stories.models import Story

KEPT_OUT = "kept-out"


def require_revisable(comment: Comment, story: Story, now: datetime) -> None:
    """A revision is a submission: it comes within the window, and before the closing.

    Errors  Withdrawn, TooLate, ConversationClosed
    """
    window = story.community.revision_window_seconds
    rules.may_revise(comment.submitted_at, window, comment.state, now)
    require_open(story, now, has_place=True)


def revise(
    actor: Actor,
    comment_id: UUID,
    text: str,
    *,
    licence_version: int,
    guidelines_version: int,
    language: str,
    asks_first: bool = False,
    asks_person: bool = False,
) -> Posted:
    """A further revision of one's own comment.

    While it waits for a person the public goes on seeing the revision before it. What the newsroom or a
    court's order took out of sight stays so until a person decides, whatever its author makes of it. No
    machine refuses a revision by itself.

    Errors  NotSignedIn, NotAllowed, NotFound, Withdrawn, TooLate, ConversationClosed,
            LicenceOutOfDate, Invalid, TooLong, KeepItPrivate, WordsNotTaken, LinksNotTaken and
            LanguageNotTaken unless `asks_person`, ThinkAgain where `asks_first`, and what bars the
            author; nothing written on error
    """
    now = clock.now()
    with transaction.atomic():
        story = closing.lock_for_submission(comments.by_id(comment_id).story_id)
        author = author_of(actor, story.community)
        comment = conversation.lock(comment_id)
        if comment.author_id != author.person_id:
            raise NotAllowed
        require_revisable(comment, story, now)
        language = choose_language(language, story.community.languages)
        texts = require_in_force(story.community, licence_version, guidelines_version, language)
        before = conversation.showing(comment)
        text = rules.clean(text)
        private = revealed(text, author, story.community, asks_person=asks_person)
        if asks_first:
            nudge(text, story.community, language)
        kept = keep_controls(story, author, text, now, private, is_new=False, asks_person=asks_person)
        outcome, weighed = weigh(text, story, author, kept, now, may_refuse=False)
        if comment.state == "held" and cases.is_kept_out(comment_id):
            outcome = waiting(outcome, KEPT_OUT)
        revision = conversation.revise(comment, text, now)
        comment.story, comment.community = story, story.community
        acceptance = licensing.accept(
            revision,
            licence_id=texts.licence_id,
            guidelines_id=texts.guidelines_id,
            language=language,
            at=now,
        )
        moderation.revised(comment, text, weighed.percent, waits=outcome.verdict == "hold")
        posted, decision = settle(comment, revision, outcome, weighed, texts, now)
        if decision is not None:
            conversation.show(comment, revision, now)
        tell(comment, before, story)
        record(actor, "comment:revised", acceptance, posted, decision, texts)
    return posted
