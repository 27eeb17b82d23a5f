"""What was answered to a request with an idempotency key, kept 24 hours."""

from django.db import models

from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id


class Answer(models.Model):
    """A claimed key; `status` and `body` are empty while the request is in flight."""

    id = models.UUIDField(primary_key=True, default=new_id)
    caller_id = models.UUIDField()
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)
    claimed_at = models.DateTimeField(default=now)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller_id", "key"], name="one_answer_a_key")]
        indexes = [models.Index(fields=["claimed_at"])]
