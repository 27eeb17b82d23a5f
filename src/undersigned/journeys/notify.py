"""Anyone gives notice that comments are unlawful: taken up at once, or once they have confirmed it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from undersigned.conversation import actions as conversation
from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotFound
from undersigned.ledger import actions as ledger
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence as of_moderation
from undersigned.unlawful import actions as unlawful
from undersigned.unlawful import evidence, rules
from undersigned.unlawful import reads as notices
from undersigned.unlawful.shapes import NoticeDraft, Purpose

from . import notice_link
from .ask_author import ask_author
from .letters import write

if TYPE_CHECKING:
    from datetime import datetime

    from undersigned.unlawful.models import NoticeItem, UnlawfulNotice

VISITOR = Actor("visitor")
WHY = {"code": "reported", "clause": "", "law": True}


def notify(draft: NoticeDraft, *, is_proven: bool) -> UUID:
    """Bring comments before a person as unlawful; who says so gets a receipt, and later the outcomes.

    Without proof of work nothing is done but a letter, whose link confirms it; a notice of the sexual abuse
    of children that names nobody is taken up at once either way.

    Shape   → id of the UnlawfulNotice
    Errors  Invalid(fields)
    Source  DSA art. 16
    """
    now = clock.now()
    with transaction.atomic():
        notice = unlawful.keep(draft, check_notice(draft), now)
        begin(notice, now, is_proven=is_proven)
    return notice.id


def begin(notice: UnlawfulNotice, now: datetime, *, is_proven: bool) -> None:
    """Take up a notice just kept, or ask its writer to confirm it."""
    if is_proven or not notice.email:
        _take_up(notice, now)
    else:
        _write(notice, "notice-confirm", "confirm")


def check_notice(draft: NoticeDraft) -> list[UUID]:
    """The comments a notice means, if it says all that one has to: a door asks before it counts a try.

    Errors  Invalid(fields)
    """
    meant = [rules.comment_in(item.where) for item in draft.items]
    found = [comment_id for comment_id in meant if comment_id is not None]
    shown = {comment_id for comment_id in found[: rules.MOST_ITEMS] if is_shown(comment_id)}
    fields = rules.check(draft, shown, is_address=is_address(draft.email))
    if fields:
        raise Invalid(fields)
    return found


def confirm_notice(notice_id: UUID) -> None:
    """Take up a notice that its writer has confirmed by the link in the letter, once.

    Errors  NotFound: none such, or it was not confirmed in time
    """
    with transaction.atomic():
        notice = unlawful.lock(notice_id)
        if notice.taken_up_at is None:
            _take_up(notice, clock.now())


def _take_up(notice: UnlawfulNotice, now: datetime) -> None:
    """A case for each comment that readers still see, and a receipt."""
    items = sorted(notice.items.all(), key=lambda item: item.comment_id)  # locks are taken in one order
    reported = [report for item in items if (report := _report(notice, item, now)) is not None]
    unlawful.take_up(notice, now)
    asked = ask_author(notice, now) if hasattr(notice, "defamation") else []
    if notice.email:
        facts = {"items": notices.notice(notice.id).items, "defamation": getattr(notice, "defamation", None)}
        _write(notice, "notice-received", "status", **facts)
    ledger.append_all(
        [
            ledger.Line("notice:received", VISITOR, notice.id, None, evidence.of_notice(notice)),
            *reported,
            *asked,
        ]
    )


def _report(notice: UnlawfulNotice, item: NoticeItem, now: datetime) -> ledger.Line | None:
    comment = conversation.lock(item.comment_id)
    if comment.state != "published":
        return None
    case = moderation.open_case(comment, "notice", [WHY], now)
    said = {"law": item.law, "text": item.text, "language": notice.language, "good_faith": notice.good_faith}
    kept = moderation.notify(comment, case, said | {"name": notice.name, "email": notice.email}, now)
    unlawful.tie(item, kept)
    facts = of_moderation.of_report(kept) | {"signed_in": False}
    return ledger.Line("comment:reported", VISITOR, comment.id, comment.community_id, facts)


def _write(notice: UnlawfulNotice, letter: str, purpose: Purpose, **facts: object) -> None:
    write(
        notice.email,
        notice.name,
        notice.language,
        letter,
        reference=notice.reference,
        link=notice_link.address(notice.id, purpose),
        **facts,
    )


def is_shown(comment_id: UUID) -> bool:
    """Whether readers see this comment."""
    try:
        return comments.published(comment_id).state == "published"
    except NotFound:
        return False


def is_address(email: str) -> bool:
    """Whether letters could be sent there."""
    try:
        validate_email(email.strip())
    except ValidationError:
        return False
    return True
