"""How far each topic has moved, and by what. A topic is a story's id, or a community's."""

from django.db import models


class Topic(models.Model):
    """Its version grows by one with every visible change."""

    id = models.UUIDField(primary_key=True)
    version = models.BigIntegerField(default=0)


class Event(models.Model):
    """One visible change: which topic came to which version by it, and what is to be looked at again.

    Kept for an hour: who was away for longer begins anew.
    """

    id = models.BigAutoField(primary_key=True)
    topic_id = models.UUIDField()
    version = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    subject_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic_id", "version"], name="one_event_a_version")]
        indexes = [models.Index(fields=["at"])]
