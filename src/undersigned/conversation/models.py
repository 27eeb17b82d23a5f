"""Comments, their revisions and the reply tree."""

from django.db import models

from undersigned.communities.models import Community
from undersigned.kernel.ids import new_id
from undersigned.people.models import Person
from undersigned.stories.models import Story


class Comment(models.Model):
    """A submission under a story, with the byline frozen at that moment.

    `state`, `shown` and `reply_count` say what the decisions so far amount to; they are written
    with each act and can be rebuilt from the acts.
    """

    class State(models.TextChoices):
        HELD = "held"
        PUBLISHED = "published"
        REFUSED = "refused"
        REMOVED = "removed"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comments")
    in_reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    depth = models.PositiveSmallIntegerField(default=0)
    byline_name = models.CharField(max_length=161)
    byline_place = models.CharField(max_length=80, blank=True)
    byline_standing = models.JSONField(default=list)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    shown = models.ForeignKey("Revision", on_delete=models.PROTECT, null=True, related_name="+")
    latest_number = models.PositiveSmallIntegerField(default=1)
    submitted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    reply_count = models.PositiveIntegerField(default=0)
    recommendation_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | models.Q(shown__isnull=False, published_at__isnull=False),
                name="published_shows_a_revision",
            )
        ]
        indexes = [
            models.Index(fields=["story", "in_reply_to", "-published_at", "-id"]),
            models.Index(fields=["author", "-submitted_at"]),
        ]


class Revision(models.Model):
    """One text of a comment, as its author sent it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    html = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "number"], name="one_revision_a_number")]


class Recommendation(models.Model):
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="recommendations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="recommend_once")]


class Pick(models.Model):
    """An editor's choice of a comment."""

    id = models.UUIDField(primary_key=True, default=new_id)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="picks")
    by_id = models.UUIDField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment"], condition=models.Q(ended_at=None), name="picked_once")
        ]
