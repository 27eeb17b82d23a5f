"""How far a topic has moved."""

from uuid import UUID

from undersigned.live.models import Topic


def version(topic_id: UUID) -> int:
    """The version of a topic; 0 before anything was published."""
    return Topic.objects.filter(id=topic_id).values_list("version", flat=True).first() or 0
