"""Versions of a topic."""

import pytest
from django.db import transaction

from tests.race import race
from undersigned.kernel.ids import new_id
from undersigned.live.actions import publish
from undersigned.live.reads import version


def test_a_topic_begins_at_nought(db: None) -> None:
    assert version(new_id()) == 0


def test_each_change_moves_one_topic_by_one(db: None) -> None:
    topic, other = new_id(), new_id()
    assert [publish(topic, "state"), publish(topic, "state"), publish(other, "state")] == [1, 2, 1]
    assert version(topic) == 2


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_changes_at_the_same_moment_get_different_versions() -> None:
    """From the first on, when the topic's row is not there to be locked."""
    topic = new_id()

    def change() -> int:
        with transaction.atomic():
            return publish(topic, "state")

    assert sorted(race(*[change] * 8)) == list(range(1, 9))
