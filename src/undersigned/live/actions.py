"""Telling that something visible has changed."""

from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from undersigned.kernel.clock import now
from undersigned.prepared import Insert

from .models import Event, Topic
from .shapes import Kind

PURGED_AT_ONCE = 1_000
CHANNEL = "undersigned_live"
MOVE = """
    INSERT INTO live_topic (id, version) VALUES (%s, 1)
    ON CONFLICT (id) DO UPDATE SET version = live_topic.version + 1
    RETURNING version
"""

_write = Insert(Event)


def publish(topic_id: UUID, kind: Kind, subject_id: UUID | None = None) -> int:
    """Move a topic on by one and return its new version, within the caller's transaction.

    The topic's row stays locked until the commit, so versions are seen in the order they are given.
    Every process hears of it after the commit: on PostgreSQL by NOTIFY, on SQLite by looking.
    """
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [Topic.id.field.get_db_prep_value(topic_id, connection)])
        (version,) = cursor.fetchone()
        _write(Event(topic_id=topic_id, version=version, kind=kind, subject_id=subject_id, at=now()))
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(topic_id)])
    return int(version)


def over(kept: timedelta) -> QuerySet[Event]:
    """Events so old that nobody resumes from them any more."""
    return Event.objects.filter(at__lt=now() - kept)


def purge(kept: timedelta) -> int:
    """Delete what is over; how many."""
    purged = 0
    while ids := list(over(kept).values_list("id", flat=True)[:PURGED_AT_ONCE]):
        purged += Event.objects.filter(id__in=ids).delete()[0]
    return purged
