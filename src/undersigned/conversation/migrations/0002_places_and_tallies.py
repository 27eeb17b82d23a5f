"""What a page is read by: who has a place, what is picked, how many there are."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count, Exists, OuterRef, Q


def fill(apps, schema_editor):
    """From the acts so far."""
    Comment = apps.get_model("conversation", "Comment")
    Pick = apps.get_model("conversation", "Pick")
    Tally = apps.get_model("conversation", "Tally")
    once_public = Q(published_at__isnull=False, reply_count__gt=0)
    Comment.objects.filter(Q(state="published") | once_public).update(present=True)
    picks = Pick.objects.filter(comment=OuterRef("pk"), ended_at=None)
    Comment.objects.filter(Exists(picks)).update(picked=True)
    accepted = Comment.objects.filter(state__in=["published", "held"])
    counted = accepted.values("story_id").annotate(
        published=Count("id", filter=Q(state="published")), accepted=Count("id")
    )
    Tally.objects.bulk_create((Tally(**row) for row in counted.iterator()), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("conversation", "0001_initial"), ("stories", "0001_initial")]

    operations = [
        migrations.AddField("comment", "present", models.BooleanField(default=False)),
        migrations.AddField("comment", "picked", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="stories.story",
                    ),
                ),
                ("published", models.PositiveIntegerField(default=0)),
                ("accepted", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
