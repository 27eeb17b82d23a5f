"""The house looks through what was said already for what a legal restriction watches, and holds it."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from undersigned.communities import reads as communities
from undersigned.conversation import actions as conversation
from undersigned.conversation import evidence as of_comments
from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.actor import HOUSE
from undersigned.kernel.errors import NotFound
from undersigned.kernel.ids import earliest_id
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence as of_moderation
from undersigned.moderation import reads as cases
from undersigned.moderation.shapes import Ruling, Source
from undersigned.owed import actions as owed
from undersigned.people import reads as people
from undersigned.stories import legal

from .decide import statement
from .letters import letter_language, write_to
from .telling import tell
from .watching import matched

if TYPE_CHECKING:
    from undersigned.conversation.models import Comment
    from undersigned.moderation.models import Case
    from undersigned.owed.shapes import Work
    from undersigned.stories.models import LegalRestriction

KIND = "sweep"
AT_ONCE = 500
TURN_SECONDS = 60  # then other owed work has its turn
STRAGGLERS = timedelta(minutes=2)  # what was being sent as the restriction was placed is in by then


def sweep(work: Work) -> None:
    """Look on from where the last turn ended; owe the next turn until all was looked at.

    What was being sent, or could still be revised, in the moment of the placing is looked at once more when
    it is surely in. Safe to repeat: a comment is found once, and what a person decides then stands.

    Shape  payload: restriction, the id of a LegalRestriction
    """
    row = legal.restriction(UUID(work.payload["restriction"]))
    turn_ends = time.monotonic() + TURN_SECONDS
    while row.lifted_at is None and row.swept_at is None:
        if time.monotonic() > turn_ends:
            owed.owe(KIND, work.payload)
            return
        looked_at = _look_on(row)
        if looked_at is None:
            _finish(row, work)
            return
        legal.swept(row, looked_at, None)


def _look_on(row: LegalRestriction) -> UUID | None:
    """Look at the next so many comments; the last of them, None where there are no more."""
    story = row.story
    scope = {"community_id": story.community_id} if row.everywhere else {"story_id": story.id}
    said = comments.said(scope, row.swept_to, AT_ONCE)
    for one in said:
        if _concerns(row, one.story_id, one.texts):
            hold(row, one.comment_id)
    return said[-1].comment_id if said else None


def _finish(row: LegalRestriction, work: Work) -> None:
    now = clock.now()
    again_at = row.at + STRAGGLERS
    if now >= again_at:
        legal.swept(row, row.swept_to, now)
        return
    revisable = timedelta(seconds=row.story.community.revision_window_seconds)
    legal.swept(row, earliest_id(row.at - revisable - STRAGGLERS), None)
    owed.owe(KIND, work.payload, due_at=again_at)


def hold(row: LegalRestriction, comment_id: UUID) -> None:
    """Take a comment that concerns a restriction out of sight until a person decides; its author is told.

    Nothing where it was found before, or is public no more and waits for nobody.
    """
    now = clock.now()
    with transaction.atomic():
        comment = conversation.lock(comment_id)
        is_said = comment.state in (comment.State.PUBLISHED, comment.State.HELD)
        is_known = not is_said or cases.is_matched(row.id, comment_id)
        if is_known or not _concerns(row, comment.story_id, comments.texts_of(comment)):
            return
        case = moderation.open_case(comment, "legal", [{"code": "legal", "restriction": str(row.id)}], now)
        if comment.state == comment.State.PUBLISHED:
            _take_out_of_sight(row, comment, case)
        else:
            ledger.append(
                "comment:matched",
                HOUSE,
                comment.id,
                community_id=comment.community_id,
                restriction=row.id,
                case=case.id,
            )


def _take_out_of_sight(row: LegalRestriction, comment: Comment, case: Case) -> None:
    now = clock.now()
    guidelines = communities.guidelines(comment.community_id, "en")
    decision = moderation.decide(
        comment,
        comments.latest(comment),
        case=case,
        ruling=Ruling("hold", law=row.law, law_text=_why(comment.author_id), source=_source(row)),
        guidelines_id=guidelines.id,
        by_id=None,
        at=now,
    )
    before = conversation.showing(comment)
    conversation.hide(comment, comment.State.HELD)
    with suppress(NotFound):  # whoever closed their account is not written to
        write_to(
            comment.author_id, "comment-held-legally", comment_id=comment.id, **statement(comment, decision)
        )
    tell(comment, before, comment.story)
    ledger.append(
        "comment:decided",
        HOUSE,
        comment.id,
        community_id=comment.community_id,
        **of_moderation.of_decision(decision),
        guidelines_version=guidelines.version,
        kind=case.kind,
        **of_comments.of_standing(comment),
    )


def _concerns(row: LegalRestriction, story_id: UUID, texts: tuple[str, ...]) -> bool:
    found = matched(row.story.community, story_id, texts, clock.now())
    return any(match.restriction_id == row.id for match in found)


def _source(row: LegalRestriction) -> Source:
    """A ban is somebody's order; that a matter is before a court is nobody's."""
    return "order" if row.kind == row.Kind.PUBLICATION_BAN else "own"


def _why(author_id: UUID) -> str:
    """Why it may be unlawful, in the author's language and without the terms: they may be the secret."""
    try:
        language = letter_language(people.profile(author_id).language)
    except NotFound:
        language = "en"
    with translation.override(language):
        return _("The comment holds words or a name that may fall under it.")
