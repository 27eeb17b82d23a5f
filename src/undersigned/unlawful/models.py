"""Notices of unlawful content, from anyone: what was sent, before and after it became reports."""

from django.db import models

from undersigned.conversation.models import Comment
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id
from undersigned.moderation.models import Report


class UnlawfulNotice(models.Model):
    """Someone's word that comments are unlawful, as it was sent (DSA art. 16).

    Shape  reference: what its writer and the desk call it by; name, email: of its writer, empty where all of
           it is about sexual abuse of children and nobody gave them; taken_up_at: empty while its writer has
           not confirmed it: it has no reports then, and no case
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    reference = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=161, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    good_faith = models.BooleanField(default=False)
    language = models.CharField(max_length=8, default="en")
    sent_at = models.DateTimeField(default=now)
    taken_up_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sent_at"], condition=models.Q(taken_up_at=None), name="unconfirmed_notices")
        ]


class NoticeItem(models.Model):
    """One comment that a notice is about.

    Shape  report: what it became; empty where readers no longer saw it
    """

    notice = models.ForeignKey(UnlawfulNotice, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="+")
    law = models.CharField(max_length=500)
    text = models.TextField()
    child_abuse = models.BooleanField(default=False)
    report = models.OneToOneField(Report, on_delete=models.PROTECT, null=True, related_name="notice_item")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="items_of_a_notice")]
