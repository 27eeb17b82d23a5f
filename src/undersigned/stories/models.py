"""Stories as the newsroom published them, the closing of their conversations, and legal restrictions."""

from django.db import models

from undersigned.communities.models import Community
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id


class Story(models.Model):
    """A story under its newsroom's own key, stable for ever.

    Shape  body: [{"kind": "paragraph" | "heading", "text": str}, …] in reading order
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="stories")
    key = models.CharField(max_length=200)
    url = models.URLField(max_length=1000)
    language = models.CharField(max_length=8)
    section = models.CharField(max_length=80, blank=True)
    headline = models.CharField(max_length=500)
    deck = models.TextField(blank=True)
    standfirst = models.TextField(blank=True)
    body = models.JSONField(default=list)
    source_names = models.JSONField(default=list)
    published_at = models.DateTimeField()
    registered_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)
    mode = models.CharField(max_length=8, choices=Community.Mode.choices, null=True)  # noqa: DJ001 - none of its own: the community's
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    closes_after_days = models.PositiveIntegerField(null=True)
    closes_at_comments = models.PositiveIntegerField(null=True)
    slow_seconds = models.PositiveIntegerField(null=True)
    most_per_author = models.PositiveIntegerField(null=True)
    never_opens = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(fields=["community", "key"], name="one_story_a_key"),
            models.UniqueConstraint(fields=["community", "url"], name="one_story_an_address"),
        ]
        indexes = [models.Index(fields=["community", "-published_at", "-id"])]


class Medium(models.Model):
    """A picture or video of a story, with its caption and the whole chain of credit.

    Shape  credits: names in order, e.g. ["Alexei Nikolsky", "Sputnik"]; place: how many body
           parts stand before it
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="media")
    position = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    duration_seconds = models.PositiveIntegerField(null=True)
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=500, blank=True)
    credits = models.JSONField(default=list)
    url = models.URLField(max_length=1000, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "media"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["story", "position"], name="one_medium_a_position")]


class Closure(models.Model):
    """The closing of a conversation: who, when, why, until when; and its reopening.

    Shape  reopened_by_kind: of the actor; "house" when its end had come, "closure" when a closing for
           another reason or until another moment took its place; reason: empty where the law closed it
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="closures")
    reason = models.CharField(max_length=300, blank=True)
    by_kind = models.CharField(max_length=12)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by_kind = models.CharField(max_length=12, blank=True)
    reopened_by_id = models.UUIDField(null=True)
    reopening_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story"], condition=models.Q(reopened_at=None), name="one_closure_in_force"
            )
        ]


class LegalRestriction(models.Model):
    """A court's or the law's limit on what may be said under a story: placed, lifted, never edited.

    Shape  law: which order or law, as authors are told; note: for the desk; terms: words, phrases and names
           to watch, `*` for any ending; everywhere: in the whole community, not under this story only;
           swept_to: the last comment looked at; swept_at: when all there were had been looked at
    """

    class Kind(models.TextChoices):
        PUBLICATION_BAN = "publication-ban"
        SUB_JUDICE = "sub-judice"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=new_id)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="legal_restrictions")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    law = models.CharField(max_length=300)
    note = models.CharField(max_length=1000, blank=True)
    terms = models.JSONField(default=list)
    everywhere = models.BooleanField(default=False)
    by_id = models.UUIDField()
    at = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_id = models.UUIDField(null=True)
    lifting_reason = models.CharField(max_length=300, blank=True)
    swept_to = models.UUIDField(null=True)
    swept_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["story"], condition=models.Q(lifted_at=None), name="legal_restrictions_in_force"
            )
        ]
