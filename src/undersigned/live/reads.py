"""How far a topic has moved, and by what."""

from uuid import UUID

from .models import Event, Topic
from .shapes import Change


def version(topic_id: UUID) -> int:
    """The version of a topic; 0 before anything was published."""
    return Topic.objects.filter(id=topic_id).values_list("version", flat=True).first() or 0


def since(topic_id: UUID, seen: int) -> tuple[Change, ...] | None:
    """What has changed in a topic after the version seen, in order.

    None where some of it is forgotten, or the version was never reached: begin anew.
    """
    rows = Event.objects.filter(topic_id=topic_id, version__gt=seen).order_by("version")
    found = tuple(Change(row.topic_id, row.version, row.kind, row.subject_id) for row in rows)  # type: ignore[arg-type] # a code of ours
    first, last = (found[0].version - 1, found[-1].version) if found else (version(topic_id),) * 2
    return found if first == seen and last - first == len(found) else None


def newest() -> int:
    """Where the record of events ends; 0 before the first."""
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def beyond(event_id: int) -> tuple[int, frozenset[UUID]]:
    """The topics that moved after an event, and where the record ends now.

    Only where events are committed in the order of their ids: on SQLite.
    """
    rows = list(Event.objects.filter(id__gt=event_id).order_by("id").values_list("id", "topic_id"))
    return (rows[-1][0] if rows else event_id), frozenset(topic for _, topic in rows)
