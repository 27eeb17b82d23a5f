"""What others said of texts when they were asked for a second opinion. Part of `models`."""

from django.db import models

from undersigned.kernel.ids import new_id

REVISION = "conversation.Revision"


class Opinion(models.Model):
    """What another scorer thinks of one text; nothing that the text says.

    Shape  scores: {attribute: probability}; clauses: {number: probability that it goes against it}; failed:
           why there is none, empty where there is one
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    revision = models.ForeignKey(REVISION, on_delete=models.PROTECT, related_name="opinions")
    engine = models.CharField(max_length=12)
    model = models.CharField(max_length=80, blank=True)
    scores = models.JSONField(default=dict)
    clauses = models.JSONField(default=dict)
    failed = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "engine"], name="one_opinion_a_text")]
