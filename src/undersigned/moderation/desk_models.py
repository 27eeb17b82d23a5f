"""What the desk keeps for its own work: scores, saved notes, second looks, selections. Part of `models`."""

from django.db import models

from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id

COMMUNITY, PERSON, DECISION = "communities.Community", "people.Person", "moderation.Decision"


class Weighing(models.Model):
    """How one revision of a comment scored when it was sent. Says nothing of its author.

    Shape   attribute: whose probability the overall score is; probabilities: by attribute, 0–1, null where no
            honest answer could be had; version: of what made it
    Units   percent: of the overall score, whole and rounded down, at most 99; null for none
    """

    revision = models.OneToOneField(
        "conversation.Revision", on_delete=models.PROTECT, related_name="weighing", primary_key=True
    )
    percent = models.PositiveSmallIntegerField(null=True)
    attribute = models.CharField(max_length=20, blank=True)
    probabilities = models.JSONField()
    version = models.CharField(max_length=80)


class Selection(models.Model):
    """Cases that are decided together, alike: by one person, and above fifty only once a second one agrees.

    Shape  items: [[id of a case, the revision seen], …]; left: [[id of a case, code], …], what could not be
           decided so; reached: how many items were taken up so far
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(COMMUNITY, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10)
    clauses = models.JSONField(default=list)
    note = models.TextField(blank=True)
    items = models.JSONField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seconded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    reached = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["community", "at"],
                condition=models.Q(done_at=None, dropped_at=None),
                name="selections_not_done",
            )
        ]


class SecondLook(models.Model):
    """A decision drawn by lot, and what someone says of it who is not told what it was. Empty until then."""

    id = models.UUIDField(primary_key=True, default=new_id)
    decision = models.OneToOneField(
        "moderation.Decision", on_delete=models.PROTECT, related_name="second_look"
    )
    community = models.ForeignKey(COMMUNITY, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=10, blank=True)
    clauses = models.JSONField(default=list)
    at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["community", "drawn_at"]),
            models.Index(fields=["community", "at"]),
        ]


class SavedNote(models.Model):
    """Words to an author that moderators use again, for one clause in one language. Never edited."""

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(COMMUNITY, on_delete=models.PROTECT, related_name="+")
    clause = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    text = models.TextField()
    by_id = models.UUIDField()
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["community", "language"], condition=models.Q(ended_at=None), name="saved_notes"
            )
        ]
