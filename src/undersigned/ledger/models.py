"""The chain of every act. Ids and hashes only: an entry outlives what it tells of."""

from django.db import models


class Entry(models.Model):
    """One act, bound by its hash to the one before it."""

    position = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=60)  # "subject:verb", e.g. "comment:submitted"
    actor_kind = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    subject_id = models.UUIDField()
    community_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["subject_id", "position"])]


class Head(models.Model):
    """The end of the chain; its row lock puts concurrent acts in one order."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]


class Checkpoint(models.Model):
    """The head of the chain at a moment, signed: who keeps one outside can prove what stood before it.

    Shape  key: the public key, Ed25519, hexadecimal; signature: of `signing.message`, hexadecimal
    """

    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["id"]
