"""Where the machine acts: two communities, a conversation in each, the cast; a clock and ids of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

import pytest
import time_machine

from tests.any_order.model import Model, Place
from tests.cast import acting
from undersigned.communities.models import Community
from undersigned.kernel import ids
from undersigned.kernel.actor import Actor
from undersigned.people.models import Person
from undersigned.stories.models import Story

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
VERSION, VARIANT = 7 << 76, 2 << 62


@dataclass(frozen=True)
class World:
    """Shape  writers: who comments, a moderator among them; deciders: moderators, an editor, an operator"""

    stories: tuple[Story, Story]
    writers: tuple[Person, ...]
    deciders: tuple[Person, ...]
    editor: Person
    operator: Person

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple({person.id: person for person in (*self.writers, *self.deciders)}.values())

    def model(self) -> Model:
        """Nothing has been said yet."""
        places = [Place(story.id, story.community_id, story.community.mode) for story in self.stories]
        staff = frozenset(person.id for person in self.deciders)
        boss = self.operator.id
        return Model(places, staff, frozenset({self.editor.id, boss}), frozenset({boss}))

    def communities(self) -> tuple[Community, ...]:
        return tuple(story.community for story in self.stories)


def actor(person_id: UUID) -> Actor:
    return acting(person_id)


@contextmanager
def on_own_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ids are born when the clock of the test says so, one after the other: a failure comes again."""
    born = count()

    def uuid7() -> UUID:
        milliseconds = int(datetime.now(UTC).timestamp() * 1000)
        return UUID(int=(milliseconds << ids.RANDOM_BITS) | VERSION | VARIANT | next(born))

    with monkeypatch.context() as patched:
        patched.setattr(ids, "uuid7", uuid7)
        yield


def travelling() -> time_machine.travel:
    return time_machine.travel(NOON, tick=False)
