"""Comments, their revisions and the reply tree."""

from django.db import models

from undersigned.communities.models import Community
from undersigned.kernel.ids import new_id
from undersigned.people.models import Person
from undersigned.stories.models import Story


def _thread_index(name: str, *fields: str) -> models.Index:
    """Comments that open a thread, in one order: a page costs the same however many there are."""
    condition = models.Q(present=True, in_reply_to__isnull=True)
    return models.Index(fields=fields, condition=condition, name=f"comment_{name}")


def _near_index(field: str) -> models.Index:
    condition = models.Q(**{f"{field}__isnull": False})
    return models.Index(fields=[field, "at"], condition=condition, name=f"revision_{field}")


class Comment(models.Model):
    """A submission under a story, with the byline frozen at that moment.

    `state`, `shown`, `present`, `picked` and the counts say what the acts so far amount to; they are
    written with each act, can be rebuilt from the acts, and let a page be read by one index.

    Shape  present: has a place in the thread, public or once public with replies under it
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
    # Its index is below: SQLite would look in a whole one for all the comments that answer nothing.
    in_reply_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replies", db_index=False
    )
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
    present = models.BooleanField(default=False)
    picked = models.BooleanField(default=False)
    label = models.CharField(max_length=300, blank=True)
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
            _thread_index("newest", "story", "-published_at", "-id"),
            _thread_index("discussed", "story", "-reply_count", "-id"),
            _thread_index("recommended", "story", "-recommendation_count", "-id"),
            models.Index(
                fields=["story", "-published_at", "-id"],
                condition=models.Q(picked=True),
                name="comment_picks",
            ),
            models.Index(
                fields=["in_reply_to", "published_at", "id"],
                condition=models.Q(present=True, in_reply_to__isnull=False),
                name="comment_replies",
            ),
            models.Index(
                fields=["story", "-published_at", "-id"],
                condition=models.Q(present=True),
                name="comment_feed",
            ),
            models.Index(
                fields=["in_reply_to"],
                condition=models.Q(in_reply_to__isnull=False),
                name="comment_answers",
            ),
            models.Index(fields=["author", "-submitted_at"]),
            models.Index(fields=["community", "submitted_at", "story"], name="comment_in_time"),
            models.Index(
                fields=["state", "submitted_at"],
                condition=models.Q(state__in=["refused", "removed", "withdrawn"]),
                name="comment_gone",
            ),
        ]


class Revision(models.Model):
    """One text of a comment, as its author sent it.

    Shape  purged_at: when its words were forgotten; text and html are empty since; near_1 to near_4: texts
           that say nearly the same share one of them (`scoring.near`), empty for the shortest
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    html = models.TextField()
    at = models.DateTimeField()
    purged_at = models.DateTimeField(null=True)
    near_1 = models.BigIntegerField(null=True)
    near_2 = models.BigIntegerField(null=True)
    near_3 = models.BigIntegerField(null=True)
    near_4 = models.BigIntegerField(null=True)

    class Meta:
        indexes = [_near_index(f"near_{band}") for band in (1, 2, 3, 4)]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="one_revision_a_number"),
            models.CheckConstraint(
                condition=models.Q(purged_at=None) | models.Q(text="", html=""), name="purged_says_nothing"
            ),
        ]


class Tally(models.Model):
    """How many comments a conversation has; counted as acts happen, never on a read.

    Shape  published: public ones; accepted: those and the held ones, which take a place where the
           number of comments closes the conversation
    """

    story = models.OneToOneField(Story, on_delete=models.PROTECT, primary_key=True, related_name="+")
    published = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)


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
