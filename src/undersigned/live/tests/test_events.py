"""The record of visible changes, and hearing of them."""

import queue
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import transaction

from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id
from undersigned.live import actions, reads
from undersigned.live.hearing import Hearing

TOLD_SECONDS = 10.0
KEPT = timedelta(hours=1)


def test_what_changed_since_a_version_comes_in_order(db: None) -> None:
    topic, comment = new_id(), new_id()
    actions.publish(topic, "published", comment)
    actions.publish(topic, "counts", comment)
    actions.publish(new_id(), "state")
    actions.publish(topic, "state")
    found = reads.since(topic, 1)
    assert found is not None
    assert [(c.version, c.kind, c.subject_id) for c in found] == [(2, "counts", comment), (3, "state", None)]
    assert reads.since(topic, 3) == ()


def test_a_version_never_reached_means_to_begin_anew(db: None) -> None:
    topic = new_id()
    actions.publish(topic, "state")
    assert reads.since(topic, 2) is None
    assert reads.since(new_id(), 1) is None


def test_what_is_forgotten_means_to_begin_anew(db: None) -> None:
    topic = new_id()
    with time_machine.travel(now() - KEPT - timedelta(minutes=1)):
        actions.publish(topic, "state")
    actions.publish(topic, "state")
    assert actions.purge(KEPT) == 1
    assert reads.since(topic, 0) is None
    assert reads.since(topic, 1) is not None


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_a_process_hears_of_what_was_committed_and_of_nothing_else() -> None:
    """By NOTIFY on PostgreSQL, by looking on SQLite; first of all that anything may have been missed."""
    heard: queue.Queue[frozenset[UUID] | None] = queue.Queue()
    hearing = Hearing(heard.put)
    hearing.start()
    try:
        assert heard.get(timeout=TOLD_SECONDS) is None
        kept, given_up = new_id(), new_id()
        with transaction.atomic():
            actions.publish(given_up, "state")
            transaction.set_rollback(True)
        with transaction.atomic():
            actions.publish(kept, "state")
        assert heard.get(timeout=TOLD_SECONDS) == frozenset((kept,))
        with transaction.atomic():
            actions.publish(kept, "state")
        assert heard.get(timeout=TOLD_SECONDS) == frozenset((kept,))
    finally:
        hearing.stop()
