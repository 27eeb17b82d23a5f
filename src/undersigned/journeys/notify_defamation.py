"""Somebody complains that a comment defames them, with what the UK's regulations prescribe."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from undersigned.conversation import reads as comments
from undersigned.kernel import clock
from undersigned.kernel.errors import Invalid
from undersigned.unlawful import actions as unlawful
from undersigned.unlawful import reads as notices
from undersigned.unlawful import rules
from undersigned.unlawful.defamation import LAW
from undersigned.unlawful.shapes import DefamationDraft, ItemDraft, NoticeDraft

from .letters import letter_language
from .notify import begin, is_address, is_shown


def notify_defamation(draft: DefamationDraft, *, is_proven: bool) -> UUID:
    """Bring a comment before a person as defamatory, and before its author; a receipt as for other notices.

    Shape   is_proven: as for `notify` → id of the UnlawfulNotice
    Errors  Invalid(fields): every field that the regulations ask for and the notice lacks
    Source  Defamation Act 2013, s. 5(6); SI 2013/3028, regs. 2 and 4
    """
    now = clock.now()
    with transaction.atomic():
        comment_id = check_defamation(draft)
        item = ItemDraft(draft.where, LAW, _said(draft))
        whole = NoticeDraft((item,), draft.name, draft.email, language=draft.language)
        notice = unlawful.keep(whole, [comment_id], now)
        unlawful.keep_defamation(notice, draft)
        begin(notice, now, is_proven=is_proven)
    return notice.id


def check_defamation(draft: DefamationDraft) -> UUID:
    """The comment complained of, if the notice says all that is prescribed.

    Errors  Invalid(fields)
    """
    meant = rules.comment_in(draft.where)
    shown = meant if meant is not None and is_shown(meant) else None
    fields = rules.check_defamation(draft, is_shown=shown is not None, is_address=is_address(draft.email))
    if shown is not None and not _is_taken_for(shown):
        fields["where"] = ["not-taken-here"]
    if fields or shown is None:
        raise Invalid(fields)
    return shown


def _is_taken_for(comment_id: UUID) -> bool:
    """Whether its community takes such complaints."""
    return comments.by_id(comment_id).community.slug in settings.DEFAMATION or "*" in settings.DEFAMATION


def _said(draft: DefamationDraft) -> str:
    """What the author and the desk read, under the headings of the regulations."""
    with translation.override(letter_language(draft.language)):
        return notices.headed((draft.words, draft.meaning, draft.untrue))
