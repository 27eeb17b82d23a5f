"""Telling that something visible has changed."""

from uuid import UUID

from undersigned.live.models import Topic


def publish(topic_id: UUID) -> int:
    """Move a topic on by one and return its new version, within the caller's transaction.

    The topic's row stays locked until the commit, so versions are seen in the order they are given.
    """
    topic, _ = Topic.objects.select_for_update().get_or_create(id=topic_id)
    topic.version += 1
    topic.save(update_fields=["version"])
    return topic.version
