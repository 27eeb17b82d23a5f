"""Writes of this room. Called by journeys, inside their transaction."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from undersigned.conversation.models import Comment, Revision
from undersigned.prepared import Insert

from .errors import ConsentMissing
from .models import Acceptance, Consent, Reprint
from .rules import excerpt

_write = Insert(Acceptance)


def accept(
    revision: Revision, *, licence_id: UUID, guidelines_id: UUID, language: str, at: datetime
) -> Acceptance:
    """Record what one submission accepted, as it was shown."""
    accepted = Acceptance(
        revision=revision, licence_id=licence_id, guidelines_id=guidelines_id, language=language, at=at
    )
    _write(accepted)
    return accepted


def consent(comment: Comment, record: str, by_id: UUID, at: datetime) -> Consent:
    """Note where a guardian's consent is kept; a later record replaces an earlier one."""
    noted, _ = Consent.objects.update_or_create(
        comment=comment, defaults={"record": record, "by_id": by_id, "at": at}
    )
    return noted


def reprint(
    comment: Comment,
    *,
    parts: Sequence[str],
    use: str,
    story: tuple[str, str],
    needs_consent: bool,
    by_id: UUID,
    at: datetime,
) -> Reprint:
    """Freeze a published comment, whole or in verbatim parts, for web, print or air.

    Shape  story: headline and address
    Errors  NotVerbatim; ConsentMissing
    """
    revision = comment.shown
    if revision is None:
        raise AssertionError("a published comment shows a revision")
    if needs_consent and not Consent.objects.filter(comment=comment).exists():
        raise ConsentMissing
    text = excerpt(revision.text, parts)
    return Reprint.objects.create(
        comment=comment,
        revision=revision,
        use=use,
        excerpts=list(parts),
        text=text,
        byline_name=comment.byline_name,
        byline_place=comment.byline_place,
        story_headline=story[0],
        story_url=story[1],
        licence_id=revision.acceptance.licence_id,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        by_id=by_id,
        at=at,
    )
