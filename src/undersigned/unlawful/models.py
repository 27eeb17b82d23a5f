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


class DefamationNotice(models.Model):
    """The UK's procedure about the one comment of a notice (SI 2013/3028).

    Shape  pass_name, pass_email: whether the author may have them; asked_at: when the author was sent it,
           empty for one who cannot be reached; answer: the author's; poster_*: who stands by the comment,
           and whether the complainant may know
    """

    class Answer(models.TextChoices):
        REMOVE = "remove"
        KEEP = "keep"

    notice = models.OneToOneField(
        UnlawfulNotice, on_delete=models.CASCADE, related_name="defamation", primary_key=True
    )
    pass_name = models.BooleanField()
    pass_email = models.BooleanField()
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    poster_name = models.CharField(max_length=161, blank=True)
    poster_address = models.CharField(max_length=500, blank=True)
    poster_passes_on = models.BooleanField(default=False)
