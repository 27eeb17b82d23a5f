"""What was answered to a request with an idempotency key, kept 24 hours."""

from django.db import models

from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id


class Answer(models.Model):
    """An answer, and which request it was for."""

    id = models.UUIDField(primary_key=True, default=new_id)
    caller_id = models.UUIDField()
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)
    answered_at = models.DateTimeField(default=now)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller_id", "key"], name="one_answer_a_key")]
        indexes = [models.Index(fields=["answered_at"])]
