"""A community: one publisher's conversations under one set of rules."""

from django.db import models

from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id


class Community(models.Model):
    """Shape  languages: codes of LANGUAGES, the first is the community's own; origins: other sites whose
    pages may write here; watched: changes with every legal restriction on one of its stories, empty while
    none is in force; layer: which one of its own scores there, empty while the shipped model does alone
    """

    class Names(models.TextChoices):
        FULL = "full"  # first and last name on every submission (N1)
        YOUTH = "youth"  # a chosen display name only (N2)

    class Mode(models.TextChoices):
        BEFORE = "before"  # a person looks before publication
        AFTER = "after"  # published at once unless doubted; a person looks after
        REACTIVE = "reactive"  # a person looks when someone reports

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    publisher = models.CharField(max_length=120)
    languages = models.JSONField()
    names = models.CharField(max_length=8, choices=Names.choices, default=Names.FULL)
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.BEFORE)
    origins = models.JSONField(default=list)
    revision_window_seconds = models.PositiveIntegerField(default=900)
    closes_after_days = models.PositiveIntegerField(null=True)
    closes_at_comments = models.PositiveIntegerField(null=True)
    controls = models.ForeignKey("Controls", on_delete=models.PROTECT, null=True, related_name="+")
    triage = models.ForeignKey("TriagePolicy", on_delete=models.PROTECT, null=True, related_name="+")
    watched = models.UUIDField(null=True)
    layer = models.UUIDField(null=True)
    founded_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "communities"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(names="youth") | models.Q(mode="before"),
                name="youth_is_moderated_before_publication",
            )
        ]


class Controls(models.Model):
    """How a community keeps its conversations in order. Never edited: a change is a new row.

    Shape  slow_seconds: between two comments of one author under one story; most_per_author: of those;
           first_held: so many comments of a new author wait for a person; record_held: so do those of whom
           so many of the last ten decided ones were refused or removed; 0 and null: no such limit; suspect
           words hold, banned ones are refused: a word, a phrase, or a word with `*` for any ending; repeats:
           of an author's own texts, the same or nearly; other_languages: than the community's
    """

    class Taking(models.TextChoices):
        ALLOW = "allow"
        HOLD = "hold"
        REFUSE = "refuse"

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    slow_seconds = models.PositiveIntegerField(default=0)
    most_per_author = models.PositiveIntegerField(null=True)
    first_held = models.PositiveSmallIntegerField(default=0)
    record_held = models.PositiveSmallIntegerField(default=0)
    links = models.CharField(max_length=8, choices=Taking.choices, default=Taking.HOLD)
    repeats = models.CharField(max_length=8, choices=Taking.choices, default=Taking.ALLOW)
    other_languages = models.CharField(max_length=8, choices=Taking.choices, default=Taking.ALLOW)
    suspect = models.JSONField(default=list)
    banned = models.JSONField(default=list)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)


class TriagePolicy(models.Model):
    """What a score alone does to a comment in a community. Never edited: a change is a new row.

    Shape   refusals: [{"clause": number, "attribute": str, "above": per cent}], what a machine may refuse by
            itself; looked_at, found_wrong: what the quality sample had measured of the policy before, where
            the house stepped back from it by itself; scale: what scored when it was set
    Units   per cent, whole: below `unseen_below` nobody looks first, from `hold_above` on somebody does; the
            promise in thousandths: at most so many of what is published unseen would have been refused
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    unseen_below = models.PositiveSmallIntegerField()
    hold_above = models.PositiveSmallIntegerField()
    promise_per_mille = models.PositiveSmallIntegerField()
    refusals = models.JSONField(default=list)
    looked_at = models.PositiveIntegerField(null=True)
    found_wrong = models.PositiveIntegerField(null=True)
    scale = models.CharField(max_length=200, default="")
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "triage policies"
        indexes = [models.Index(fields=["community", "at"], name="policies_in_time")]


class Published(models.Model):
    """A version of a community's licence or guidelines. The newest is in force; none is ever edited."""

    class Kind(models.TextChoices):
        LICENCE = "licence"
        GUIDELINES = "guidelines"

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="published")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    version = models.PositiveIntegerField()
    published_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "kind", "version"], name="one_text_a_version")
        ]


class LicenceText(models.Model):
    licence = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="licence_texts")
    language = models.CharField(max_length=8)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["licence", "language"], name="one_licence_text_a_language")
        ]


class Clause(models.Model):
    """One numbered rule of the guidelines, in one language."""

    guidelines = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["guidelines", "number", "language"], name="one_clause_a_number")
        ]


class Notice(models.Model):
    """A standing sentence beside the conversation: names, licence, endorsement, guidelines, welcome."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12)
    language = models.CharField(max_length=8)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "kind", "language"], name="one_notice_a_language")
        ]
