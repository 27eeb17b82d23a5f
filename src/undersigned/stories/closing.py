"""Closing and reopening a conversation, and the lock that decides who came first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Prefetch, Q, QuerySet

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotFound
from undersigned.prepared import Rows

from .errors import AlreadyClosed, NotClosed
from .models import Closure, Story
from .rules import ClosureInForce, ClosureShape, Opening, OpeningRules, opening


def _with_community(story: Any) -> QuerySet[Story]:
    rows = Story.objects.select_related("community__controls", "community__triage").filter(id=story)
    return rows.defer("body", "community__controls__suspect", "community__controls__banned")


_one, _shared = Rows(_with_community), Rows(_with_community, shares=True)
_closure = Rows(lambda story: Closure.objects.filter(story_id=story, reopened_at=None))


def lock_for_submission(story_id: UUID) -> Story:
    """The story, held against a closing until the transaction ends; submissions share the lock.

    Where the number of comments closes the conversation they also queue, or the last place would
    be given away twice; by an advisory lock, because two holders of a shared row lock who both
    ask for more would wait for each other. On SQLite the transaction is the lock (BEGIN IMMEDIATE).

    Errors  NotFound
    """
    story = _found(_shared, story_id)
    if limit_of(story) is not None and connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(story_id)])
    return story


def lock(story_id: UUID) -> Story:
    """The story, held for a closing, a reopening or a change of its rules.

    Errors  NotFound
    """
    Story.objects.select_for_update(of=("self",)).filter(id=story_id).values_list("id").first()
    return _found(_one, story_id)


def limit_of(story: Story) -> int | None:
    """How many comments close this conversation: its own number, else its community's."""
    return (
        story.closes_at_comments
        if story.closes_at_comments is not None
        else story.community.closes_at_comments
    )


def state(story: Story, comment_count: int, now: datetime) -> Opening:
    """Whether the conversation takes comments. `comment_count` matters only where `limit_of` is set."""
    row = _closure.first(story=story.id)
    closure = None if row is None else ClosureInForce(row.reason, row.until, row.at)
    return opening(_rules_of(story), closure, comment_count, now)


def states(
    story_ids: Iterable[UUID], comment_counts: Mapping[UUID, int], now: datetime
) -> dict[UUID, Opening]:
    """The states of several conversations at once, in two queries.

    Shape  comment_counts: held and published ones by story; a story without any may be absent
    """
    closures = Closure.objects.filter(reopened_at=None)
    rows = Story.objects.filter(id__in=list(story_ids)).select_related("community")
    found: dict[UUID, Opening] = {}
    for story in rows.prefetch_related(Prefetch("closures", closures, to_attr="in_force")):
        closure = next((ClosureInForce(c.reason, c.until, c.at) for c in _in_force(story)), None)
        found[story.id] = opening(_rules_of(story), closure, comment_counts.get(story.id, 0), now)
    return found


def history(story_id: UUID) -> list[ClosureShape]:
    """Every closing of a conversation, the newest first."""
    rows = Closure.objects.filter(story_id=story_id).order_by("-at", "-id")
    return [
        ClosureShape(
            reason=row.reason,
            by_kind=row.by_kind,
            by_id=row.by_id,
            at=row.at,
            until=row.until,
            reopened_at=row.reopened_at,
            reopened_by_kind=row.reopened_by_kind,
            reopened_by_id=row.reopened_by_id,
            reopening_reason=row.reopening_reason,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing. Shape  replaced: the closure whose place it took, now over"""

    closure: Closure
    replaced: Closure | None
    is_new: bool


def close(
    story: Story, actor: Actor, reason: str, until: datetime | None, now: datetime, *, replaces: bool
) -> Closed:
    """Shut a locked story's conversation; nothing new when it is shut so already.

    A closing for another reason, or until another moment, takes the place of the one in force.

    Errors  AlreadyClosed where there is one and nothing is to be replaced
    """
    _settle_lapsed(story, now)
    closure = story.closures.filter(reopened_at=None).first()
    if closure is not None and (closure.reason, closure.until) == (reason, until):
        return Closed(closure, None, is_new=False)
    if closure is not None and not replaces:
        raise AlreadyClosed
    if closure is not None:
        _end(closure, "closure", actor.person_id, now)
    fresh = story.closures.create(
        reason=reason, until=until, by_kind=actor.kind, by_id=actor.person_id, at=now
    )
    return Closed(fresh, closure, is_new=True)


def reopen(story: Story, actor: Actor, reason: str, now: datetime) -> Closure:
    """Lift the closure in force of a locked story.

    Errors  NotClosed
    """
    _settle_lapsed(story, now)
    closure = story.closures.filter(reopened_at=None).first()
    if closure is None:
        raise NotClosed
    _end(closure, actor.kind, actor.person_id, now, reason)
    return closure


def is_closed_by_law(story: Story, now: datetime) -> bool:
    """Whether a story's conversation is closed for legal reasons, which editors alone undo, and still is."""
    runs = Q(until=None) | Q(until__gt=now)
    return story.closures.filter(runs, reopened_at=None, reason="").exists()


def set_rules(
    story: Story,
    *,
    mode: str | None,
    opens_at: datetime | None,
    closes_at: datetime | None,
    closes_after_days: int | None,
    closes_at_comments: int | None,
    slow_seconds: int | None,
    most_per_author: int | None,
    never_opens: bool,
) -> None:
    """Give a locked story opening rules, a mode and a pace of its own; None leaves the community's."""
    story.mode, story.opens_at, story.closes_at = mode, opens_at, closes_at
    story.closes_after_days, story.closes_at_comments = closes_after_days, closes_at_comments
    story.slow_seconds, story.most_per_author = slow_seconds, most_per_author
    story.never_opens = never_opens
    story.save(
        update_fields=[
            "mode",
            "opens_at",
            "closes_at",
            "closes_after_days",
            "closes_at_comments",
            "slow_seconds",
            "most_per_author",
            "never_opens",
        ]
    )


def _rules_of(story: Story) -> OpeningRules:
    days = (
        story.closes_after_days if story.closes_after_days is not None else story.community.closes_after_days
    )
    return OpeningRules(
        story.published_at, story.opens_at, story.closes_at, days, limit_of(story), never=story.never_opens
    )


def _in_force(story: Any) -> list[Closure]:
    """What `states` prefetched, which the types cannot tell."""
    closures: list[Closure] = story.in_force
    return closures


def _end(closure: Closure, kind: str, person_id: UUID | None, now: datetime, reason: str = "") -> None:
    closure.reopened_at, closure.reopening_reason = now, reason
    closure.reopened_by_kind, closure.reopened_by_id = kind, person_id
    closure.save()


def _settle_lapsed(story: Story, now: datetime) -> None:
    """A closure whose end has come reopened itself then: say so in its history."""
    story.closures.filter(Q(reopened_at=None), until__lte=now).update(
        reopened_at=F("until"), reopened_by_kind="house"
    )


def _found(rows: Rows[Story], story_id: UUID) -> Story:
    story = rows.first(story=story_id)
    if story is None:
        raise NotFound(what="story")
    return story
