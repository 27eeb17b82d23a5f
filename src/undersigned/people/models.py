"""Real-name accounts."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from undersigned.communities.models import Community
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id

if TYPE_CHECKING:
    EmailField = models.EmailField[str, str]  # generic in the stubs only
else:
    EmailField = models.EmailField


class Address(EmailField):
    """An e-mail address, kept and looked up in lower case: one mailbox, one account."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return prepared.lower() if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        address = str(super().pre_save(model_instance, add)).lower()
        setattr(model_instance, self.attname, address)
        return address


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=username)


class Person(AbstractBaseUser):
    """An account. The name it signs with is the newest row of its names.

    Shape  erased_at: since when it is an id without a person: its names are empty, its email is no address
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    email = Address(max_length=254, unique=True)
    language = models.CharField(max_length=8, default="en")
    place = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    erased_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(default=now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()

    class Meta:
        verbose_name_plural = "people"


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
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(replaced_at=None), name="one_name_in_use"
            ),
            models.CheckConstraint(
                condition=models.Q(is_single=True) | ~models.Q(last=""), name="two_names_or_recorded"
            ),
        ]


class Confirmation(models.Model):
    """A person's ruling on a name: confirmed, or challenged with a note to its bearer."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.ForeignKey(Name, on_delete=models.PROTECT, related_name="confirmations")
    state = models.CharField(max_length=10, choices=Name.State.choices)
    note = models.TextField(blank=True)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)


class DisplayName(models.Model):
    """What a person is called in one youth community.

    Shape  spelled, drawn: the name as it is compared with others, see `display_names`
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="display_names")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    spelled = models.TextField()
    drawn = models.TextField()
    chosen_at = models.DateTimeField(default=now)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community"],
                condition=models.Q(replaced_at=None),
                name="one_display_name_in_use",
            ),
            *(
                models.UniqueConstraint(
                    fields=["community", compared],
                    condition=models.Q(replaced_at=None),
                    name=f"display_name_{compared}_once",
                )
                for compared in ("spelled", "drawn")
            ),
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
    """A limit on what a person may do: with a reason, a beginning and an end.

    Shape  submissions_left: with a hold, how many more wait; null for all; every_seconds: of a slow one
    """

    class Kind(models.TextChoices):
        WARN = "warn"
        HOLD = "hold"  # everything waits for a person, or the next so many
        SLOW = "slow"  # so many seconds between two submissions
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
    submissions_left = models.PositiveIntegerField(null=True)
    every_seconds = models.PositiveIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)


class NewsroomKey(models.Model):
    """A public key with which a newsroom signs people in to one community.

    Shape  key_id: the token's `kid`; public_key: PEM; never a secret
    """

    class Algorithm(models.TextChoices):
        ED25519 = "EdDSA"
        RSA = "RS256"
        P256 = "ES256"

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    key_id = models.CharField(max_length=80, unique=True)
    algorithm = models.CharField(max_length=6, choices=Algorithm.choices)
    public_key = models.TextField()
    added_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)


class ScorerKey(models.Model):
    """A key with which a program asks what the scorer says of a text. Only its hash is kept.

    Shape  sha256: of the key, in hex; per_minute: how often it may ask
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, unique=True)
    per_minute = models.PositiveIntegerField()
    given_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(ended_at=None), name="one_scorer_key_a_name"
            )
        ]


class NewsroomIdentity(models.Model):
    """Who a community's newsroom calls by one subject of its tokens."""

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=255)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="newsroom_identities")
    since = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "newsroom identities"
        constraints = [models.UniqueConstraint(fields=["community", "subject"], name="one_person_a_subject")]


class SpentToken(models.Model):
    """A newsroom token already exchanged; kept until it would have expired anyway."""

    key = models.ForeignKey(NewsroomKey, on_delete=models.CASCADE, related_name="+")
    token_id = models.CharField(max_length=255)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "token_id"], name="spent_once")]
        indexes = [models.Index(fields=["expires_at"])]


class Throttle(models.Model):
    """What the rate limits remember, for all processes alike. Django's database cache is its only user.

    Shape  cache_key: as `tries.key_of` makes it; no address is in it
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_throttle"
