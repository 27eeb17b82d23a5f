"""An author submits a comment under a story: published at once, or held and told why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from undersigned.communities.rules import choose_language
from undersigned.conversation import actions as conversation
from undersigned.conversation.errors import ReplyNotPossible
from undersigned.conversation.rules import clean
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotFound
from undersigned.licensing import actions as licensing
from undersigned.stories import closing

from .controls import keep_controls
from .restrict import count_submission
from .submission import (
    Posted,
    author_of,
    keep_pace,
    record,
    require_in_force,
    require_open,
    revealed,
    settle,
)
from .telling import tell
from .weighing import nudge, weigh

if TYPE_CHECKING:
    from undersigned.conversation.models import Comment


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author sends.

    Shape  versions are those shown beside the text; language: asked for, the community's own if it
           has no texts in that one; asks_first: to be told what the scorer doubts instead of sending it;
           asks_person: to read what a rule alone would refuse
    """

    text: str
    licence_version: int
    guidelines_version: int
    language: str
    in_reply_to: UUID | None = None
    asks_first: bool = False
    asks_person: bool = False


def post_comment(actor: Actor, story_id: UUID, draft: Draft) -> Posted:
    """Accept a submission into an open conversation, with the licence as shown.

    Shape   draft text, 1–5,000 characters after NFC → Posted, "published" or "held" with reasons; "refused"
            where the newsroom lets a machine do that
    Errors  NotSignedIn, EmailNotConfirmed, Banned, Suspended, DisplayNameMissing, NotFound,
            ConversationClosed, LicenceOutOfDate, Invalid, TooLong, TooFast, SaidEnough, ReplyNotPossible,
            ThinkAgain; KeepItPrivate, SaidAlready, WordsNotTaken, LinksNotTaken, LanguageNotTaken unless
            `asks_person`; nothing written on error
    Source  rules N1, N2, N4, N6, N7, N8
    """
    now = clock.now()
    with transaction.atomic():
        story = closing.lock_for_submission(story_id)
        community = story.community
        author = author_of(actor, community)
        language = choose_language(draft.language, community.languages)
        require_open(story, now)
        texts = require_in_force(community, draft.licence_version, draft.guidelines_version, language)
        text = clean(draft.text)
        private = revealed(text, author, community, asks_person=draft.asks_person)
        if draft.asks_first:
            nudge(text, community, language)
        keep_pace(author, now)
        kept = keep_controls(story, author, text, now, private, asks_person=draft.asks_person)
        outcome, weighed = weigh(text, story, author, kept, now, may_refuse=not draft.asks_person)
        is_youth = community.names == "youth"
        comment, revision = conversation.submit(
            community_id=community.id,
            story_id=story.id,
            author_id=author.person_id,
            parent=_parent(draft.in_reply_to, story.id),
            byline=(author.display_name or "", "", ())
            if is_youth
            else (author.full_name, author.place, author.standing),
            text=text,
            language=language,
            at=now,
            is_shown=outcome.verdict == "publish",
        )
        comment.story, comment.community = story, community
        acceptance = licensing.accept(
            revision,
            licence_id=texts.licence_id,
            guidelines_id=texts.guidelines_id,
            language=language,
            at=now,
        )
        posted, decision = settle(comment, revision, outcome, weighed, texts, now)
        count_submission(author)
        tell(comment, None, story)
        record(actor, "comment:submitted", acceptance, posted, decision, texts)
    return posted


def _parent(comment_id: UUID | None, story_id: UUID) -> Comment | None:
    if comment_id is None:
        return None
    try:
        parent = conversation.lock(comment_id)
    except NotFound:
        raise ReplyNotPossible from None
    if parent.story_id != story_id or parent.state != "published":
        raise ReplyNotPossible
    return parent
