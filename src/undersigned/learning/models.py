"""Layers that were made, and which of them scores."""

from django.db import models

from undersigned.communities.models import Community
from undersigned.kernel.ids import new_id
from undersigned.people.models import Person


class Layer(models.Model):
    """What a desk's own decisions taught. Never edited; one that nobody promoted is replaced by the next.

    Shape   as `LayerShape`; numbers: as `learned.Learned.kept` has them
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    base = models.CharField(max_length=80)
    fitted_at = models.DateTimeField()
    until = models.DateTimeField()
    newest = models.DateTimeField()
    examples = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    heads = models.JSONField()
    numbers = models.BinaryField()
    facts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="one_layer_a_number"),
        ]


class Promotion(models.Model):
    """That a layer scores from now on, or, without one, the shipped model alone. The newest is in force.

    Shape  alarmed_at: when the desk was written to that it meets other texts or other decisions
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, null=True, related_name="promotions")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    alarmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "-at"], name="promotions_in_time")]
