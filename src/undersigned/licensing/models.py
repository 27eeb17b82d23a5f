"""What each submission accepted, and what was reprinted of it."""

from django.db import models

from undersigned.communities.models import Published
from undersigned.conversation.models import Comment, Revision
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id


class Acceptance(models.Model):
    """The licence and guidelines as shown with one submission, in the language shown."""

    revision = models.OneToOneField(
        Revision, on_delete=models.PROTECT, primary_key=True, related_name="acceptance"
    )
    licence = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="+")
    guidelines = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    at = models.DateTimeField()


class Consent(models.Model):
    """A guardian's consent to reprint a youth comment, as the editor has it on record."""

    id = models.UUIDField(primary_key=True, default=new_id)
    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="consent")
    record = models.CharField(max_length=200)  # where the newsroom keeps it; no name of the guardian
    by_id = models.UUIDField()
    at = models.DateTimeField(default=now)


class Reprint(models.Model):
    """A comment, whole or a verbatim part, frozen for use elsewhere.

    Shape  excerpts: the exact pieces in order; empty when whole; sha256 of `text`, hex
    """

    class Use(models.TextChoices):
        WEB = "web"
        PRINT = "print"
        AIR = "air"

    id = models.UUIDField(primary_key=True, default=new_id)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reprints")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=6, choices=Use.choices)
    excerpts = models.JSONField(default=list)
    text = models.TextField()
    byline_name = models.CharField(max_length=161)
    byline_place = models.CharField(max_length=80, blank=True)
    story_headline = models.CharField(max_length=500)
    story_url = models.URLField(max_length=1000)
    licence = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    by_id = models.UUIDField()
    at = models.DateTimeField(default=now)
