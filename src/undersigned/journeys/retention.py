"""Every rule by which something is forgotten: what, after how long, and how. One line a rule.

What each forgets is told in words by `web/retention.py` and in docs/operate/retention.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import transaction

from undersigned.answers import actions as answers
from undersigned.conversation import actions as conversation
from undersigned.conversation import evidence
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.ledger import actions as ledger
from undersigned.live import actions as live
from undersigned.moderation import actions as moderation
from undersigned.moderation import reads as cases
from undersigned.owed import actions as owed
from undersigned.people import actions as people_actions
from undersigned.people import reads as people
from undersigned.unlawful import actions as unlawful
from undersigned.unlawful import reads as notices

if TYPE_CHECKING:
    from django.db.models import QuerySet

AT_ONCE = 200
AT_ITS_END = timedelta(0)
"""Of what says itself when it is over, such as a count of tries."""

Over: TypeAlias = Callable[[timedelta], int]
Forget: TypeAlias = Callable[[Actor, timedelta], int]
Find: TypeAlias = Callable[..., list[UUID]]
"""Ids of texts that are over: kept for how long; only among these."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Shape  name: as in `settings.KEEP`, else it ends by itself; over: how many there are to forget; forget: in
           small transactions, as somebody → how many; hourly: lives for hours, so it is looked at every hour
    """

    name: str
    over: Over
    forget: Forget
    hourly: bool = False

    @property
    def kept(self) -> timedelta:
        kept: timedelta = settings.KEEP.get(self.name, AT_ITS_END)
        return kept

    @property
    def setting(self) -> str:
        """The variable that sets it, or nothing."""
        unit = "HOURS" if self.hourly and self.name != "sessions" else "DAYS"
        return f"UNDERSIGNED_KEEP_{self.name.upper()}_{unit}" if self.name in settings.KEEP else ""


def _texts(find: Find) -> tuple[Over, Forget]:
    """Texts that a read finds: how they are counted and purged."""
    return lambda kept: len(find(kept)), lambda actor, kept: purge_texts(actor, find, kept)


def _rows(
    over: Callable[[timedelta], QuerySet[Any]], forget: Callable[[timedelta], int]
) -> tuple[Over, Forget]:
    """Rows that were kept for so long."""
    return lambda kept: over(kept).count(), lambda _, kept: forget(kept)


def _ended(over: Callable[[], QuerySet[Any]], forget: Callable[[], int]) -> tuple[Over, Forget]:
    """Rows that say themselves when they are over."""
    return lambda _: over().count(), lambda *_: forget()


def purge_texts(actor: Actor, find: Find, kept: timedelta) -> int:
    """Purge a few at a time; each with an entry, by which an empty text is told from one wiped by hand.

    Whoever calls a comment in at that moment has it first, or finds it purged.
    """
    found, purged = find(kept), 0
    for start in range(0, len(found), AT_ONCE):
        with transaction.atomic():
            conversation.lock_of(found[start : start + AT_ONCE])
            purged += _purge(actor, find(kept, found[start : start + AT_ONCE]))
    return purged


def _purge(actor: Actor, revision_ids: Collection[UUID]) -> int:
    """The texts of locked comments."""
    rows = conversation.purge(revision_ids, clock.now())
    conversation.unsign({"id__in": {row.comment_id for row in rows}})
    moderation.forget_weighings(revision_ids)
    moderation.forget_excerpts({row.comment_id for row in rows})
    ledger.append_all(
        [
            ledger.Line(
                "comment:text-purged", actor, row.comment_id, row.comment.community_id, evidence.of_purge(row)
            )
            for row in rows
        ]
    )
    return len(rows)


RULES = (
    Rule("refused", *_texts(cases.refused_texts)),
    Rule("withdrawn", *_texts(cases.withdrawn_texts)),
    Rule("erased", *_texts(cases.erased_texts)),
    Rule("reporters", *_rows(cases.reporters, moderation.forget_reporters)),
    Rule("notifiers", *_ended(notices.writers_over, unlawful.forget_writers)),
    Rule("unconfirmed", *_rows(notices.unconfirmed, unlawful.forget_unconfirmed)),
    Rule("letters", *_rows(owed.over, owed.purge)),
    Rule("sessions", *_ended(people.sessions_over, people_actions.forget_sessions), hourly=True),
    Rule("answers", *_rows(answers.over, answers.purge), hourly=True),
    Rule("events", *_rows(live.over, live.purge), hourly=True),
    Rule("tries", *_ended(people.tries_over, people_actions.forget_tries), hourly=True),
)
