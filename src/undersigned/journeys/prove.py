"""The ledger is proved: its chain, and that the rows it tells of still say what it told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from undersigned.communities import evidence as communities
from undersigned.conversation import evidence as comments
from undersigned.learning import evidence as learning
from undersigned.ledger import reads as ledger
from undersigned.ledger.errors import NotForTheLedger
from undersigned.ledger.rules import Facts, plain
from undersigned.ledger.shapes import Broken, Verified
from undersigned.licensing import evidence as licences
from undersigned.moderation import evidence as moderation
from undersigned.people import evidence as people
from undersigned.stories import evidence as stories
from undersigned.unlawful import evidence as unlawful

if TYPE_CHECKING:
    from undersigned.ledger.models import Entry

Key: TypeAlias = Any
"""What a room finds a row by: an id, or a comment and the number of a revision."""

Rows: TypeAlias = Mapping[Key, Facts | None]
"""What rows say; None for one that cannot be read."""


def prove(progress: Callable[[int], None] | None = None) -> Verified | Broken:
    """Read the whole chain, and every row that it tells of, as they are now; name the first broken link.

    Holds no lock and may run beside writers. Where a later act replaces what an earlier one told, only
    the last is compared. A fact that an entry does not tell, being older than the fact, is not compared.
    """
    return ledger.verify(progress, _first_difference)


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of one kind, and the acts that tell of them.

    Shape  key: which row an entry tells of, None for none; rows: what they say now, in one query or two;
           is_standing: a later act about the same row replaces what was told
    """

    acts: tuple[str, ...]
    key: Callable[[Entry], Key | None]
    rows: Callable[[Collection[Key]], Mapping[Key, Facts]]
    is_standing: bool = False


def _subject(entry: Entry) -> UUID:
    return entry.subject_id


def _named(fact: str) -> Callable[[Entry], UUID | None]:
    def key(entry: Entry) -> UUID | None:
        told = entry.facts.get(fact)
        return None if told is None else UUID(told)

    return key


def _submission(entry: Entry) -> tuple[UUID, int] | None:
    return (entry.subject_id, entry.facts["revision"]) if "revision" in entry.facts else None


def _submissions(keys: Collection[Key]) -> Mapping[Key, Facts]:
    """What submissions say. An empty text is believed where an entry says that its words were purged."""
    said = comments.revisions(keys)
    told = {_submission(entry) for entry in ledger.told_of({subject for subject, _ in keys}, PURGED)}
    return {key: comments.without_words(facts) if key in told else facts for key, facts in said.items()}


def _appeal_answered(entry: Entry) -> UUID | None:
    is_answer = entry.facts.get("kind") == "appeal" and entry.facts.get("verdict") != "escalate"
    return _named("case")(entry) if is_answer else None


SUBMITTED = ("comment:submitted", "comment:revised")
PURGED = ("comment:text-purged",)
DECIDED = ("comment:decided",)
RULED = ("name:confirmed", "name:challenged")
CLOSED, REOPENED = ("story:closed",), ("story:reopened", "story:closure-replaced")
RESTRICTED, UNRESTRICTED = ("person:restricted",), ("person:unrestricted",)
FOUNDED = ("community:founded",)

KINDS = (
    Kind(SUBMITTED, _submission, _submissions),
    Kind(PURGED, _submission, comments.purges),
    Kind(SUBMITTED, _submission, licences.acceptances),
    Kind((*SUBMITTED, *DECIDED, "comment:withdrawn"), _subject, comments.standings, is_standing=True),
    Kind(DECIDED, _named("decision"), moderation.decisions),
    Kind(DECIDED, _appeal_answered, moderation.answers),
    Kind(("comment:reported",), _named("report"), moderation.reports),
    Kind(("notice:received",), _named("notice"), unlawful.notices),
    Kind(("notice:author-asked",), _named("notice"), unlawful.askings),
    Kind(("notice:author-answered",), _named("notice"), unlawful.answers),
    Kind(("month:reported",), _subject, moderation.months),
    Kind(("decision:appealed",), _named("appeal"), moderation.appeals),
    Kind(("selection:made",), _subject, moderation.selections),
    Kind(("selection:seconded",), _subject, moderation.secondings),
    Kind(("selection:dropped",), _subject, moderation.droppings),
    Kind(("decision:looked-at-again",), _named("look"), moderation.looks),
    Kind(("restriction:appealed",), _named("appeal"), moderation.restriction_appeals),
    Kind(("restriction:appeal-answered",), _named("appeal"), moderation.restriction_answers),
    Kind(("comment:reprinted",), _named("reprint"), licences.reprints),
    Kind(("comment:consented",), _subject, licences.consents, is_standing=True),
    Kind(CLOSED, _named("closure"), stories.closings),
    Kind(REOPENED, _named("closure"), stories.reopenings),
    Kind((*CLOSED, *REOPENED), _named("closure"), stories.liftings, is_standing=True),
    Kind(("story:rules-set",), _subject, stories.rules, is_standing=True),
    Kind(("story:legally-restricted",), _named("restriction"), stories.legal_restrictions),
    Kind(
        ("story:legally-restricted", "story:legally-freed"),
        _named("restriction"),
        stories.legal_liftings,
        is_standing=True,
    ),
    Kind(RESTRICTED, _named("restriction"), people.restrictions),
    Kind((*RESTRICTED, *UNRESTRICTED), _named("restriction"), people.liftings, is_standing=True),
    Kind(RULED, _named("confirmation"), people.confirmations),
    Kind((*RULED, "name:corrected"), _subject, people.names, is_standing=True),
    Kind(("standing:granted", "standing:ended"), _subject, people.standings, is_standing=True),
    Kind(FOUNDED, _subject, communities.founded),
    Kind((*FOUNDED, "community:rules-set"), _subject, communities.rules, is_standing=True),
    Kind(("community:controls-set",), _named("controls"), communities.controls),
    Kind(("community:triage-set",), _named("policy"), communities.triage),
    Kind(("community:layer-promoted",), _named("promotion"), learning.promotions),
    Kind(("community:origins-set",), _subject, communities.origins, is_standing=True),
    Kind(("licence:published", "guidelines:published"), _subject, communities.published),
    Kind(("notices:set",), _subject, communities.notices, is_standing=True),
)


def _first_difference(entries: Sequence[Entry]) -> Broken | None:
    """Where a row first says something else than one of these entries, which hold."""
    found = [broken for kind in KINDS if (broken := _difference(kind, entries)) is not None]
    return min(found, key=lambda broken: broken.position, default=None)


def _difference(kind: Kind, entries: Sequence[Entry]) -> Broken | None:
    told = [(entry, kind.key(entry)) for entry in entries if entry.act in kind.acts]
    concerned = [(entry, key) for entry, key in told if key is not None]
    if not concerned:
        return None
    before = _last_words(kind, concerned)
    rows = _read(kind, {key for _, key in concerned})
    # An act that came between the reading of the chain and of the rows is seen by asking again.
    after = _last_words(kind, concerned)
    for entry, key in concerned:
        if before[key] in (None, entry.position) and before[key] == after[key]:
            broken = _compared(entry, key, rows)
            if broken is not None:
                return broken
    return None


def _last_words(kind: Kind, concerned: Sequence[tuple[Entry, Key]]) -> dict[Key, int | None]:
    """At which position each row was told of last; None where every telling counts."""
    if not kind.is_standing:
        return {key: None for _, key in concerned}
    subjects = {entry.subject_id for entry, _ in concerned}
    return {kind.key(entry): entry.position for entry in ledger.told_of(subjects, kind.acts)}


def _read(kind: Kind, keys: Collection[Key]) -> Rows:
    """What the rows say; one by one where a value of the wrong kind keeps them from being read together."""
    try:
        return kind.rows(keys)
    except (ValueError, TypeError, AttributeError):
        if len(keys) == 1:
            return dict.fromkeys(keys)
        return {key: facts for one in keys for key, facts in _read(kind, {one}).items()}


def _compared(entry: Entry, key: Key, rows: Rows) -> Broken | None:
    """What is wrong with the row under this key, if anything is."""
    row = key[0] if isinstance(key, tuple) else key
    if key not in rows:
        return Broken(entry.position, "row-gone", entry.act, row)
    says = rows[key]
    if says is None:
        return Broken(entry.position, "row-unreadable", entry.act, row)
    told = {
        **entry.facts,
        "subject": str(entry.subject_id),
        "community": entry.community_id and str(entry.community_id),
        "actor": entry.actor_id and str(entry.actor_id),
        "actor_kind": entry.actor_kind,
    }
    differing = tuple(name for name in says if name in told and not _is_same(told[name], says[name]))
    return Broken(entry.position, "row-differs", entry.act, row, differing) if differing else None


def _is_same(told: Any, says: Any) -> bool:
    try:
        return bool(plain({"fact": says})["fact"] == told)
    except NotForTheLedger:  # nothing of the kind was ever told
        return False
