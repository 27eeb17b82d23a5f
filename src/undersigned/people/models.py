"""Real-name accounts."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from undersigned.communities.models import Community
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """An account. The name it signs with is the newest row of its names."""

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=8, default="en")
    place = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()

    class Meta:
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]


class Name(models.Model):
    """A first and last name as given. Never edited: a correction is a new row.

    Shape  doubts: codes of `rules.Doubt`; last is empty only for a recorded single name
    """

    class State(models.TextChoices):
        DECLARED = "declared"
        CONFIRMED = "confirmed"
        CHALLENGED = "challenged"

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    first = models.CharField(max_length=80)
    last = models.CharField(max_length=80, blank=True)
    is_single = models.BooleanField(default=False)
    doubts = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DECLARED)
    given_at = models.DateTimeField(default=now)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(replaced_at=None), name="one_name_in_use"),
            models.CheckConstraint(condition=models.Q(is_single=True) | ~models.Q(last=""), name="two_names_or_recorded"),
        ]


class Confirmation(models.Model):
    """A person's ruling on a name: confirmed, or challenged with a note to its bearer."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.ForeignKey(Name, on_delete=models.PROTECT, related_name="confirmations")
    state = models.CharField(max_length=10, choices=Name.State.choices)
    note = models.TextField(blank=True)
    by_id = models.UUIDField()
    at = models.DateTimeField(default=now)


class DisplayName(models.Model):
    """What a person is called in one youth community."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="display_names")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    chosen_at = models.DateTimeField(default=now)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community"], condition=models.Q(replaced_at=None), name="one_display_name_in_use"
            )
        ]


class Standing(models.Model):
    """What a newsroom has granted a person, in one community or, with none, in all."""

    class Kind(models.TextChoices):
        MEMBER = "member"
        MODERATOR = "moderator"
        EDITOR = "editor"
        OPERATOR = "operator"

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="standings")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    granted_by_id = models.UUIDField(null=True)
    granted_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community", "kind"],
                condition=models.Q(ended_at=None),
                name="one_standing_a_community",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(ended_at=None, community=None),
                name="one_standing_everywhere",
            ),
        ]


class Restriction(models.Model):
    """A limit on what a person may do: with a reason, a beginning and an end."""

    class Kind(models.TextChoices):
        WARN = "warn"
        HOLD = "hold"  # everything waits for a person
        SUSPEND = "suspend"  # may not submit until
        BAN = "ban"  # may not submit

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.TextField()
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
