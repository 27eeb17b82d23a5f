"""Work owed after a commit: written in the same transaction as the act that owes it."""

from django.db import models

from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id


class Owed(models.Model):
    """One piece of work, safe to repeat, done after its act has been committed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=40)
    payload = models.JSONField()
    owed_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(default=now)
    attempts = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(done_at=None, given_up_at=None),
                name="owed_now",
            )
        ]
