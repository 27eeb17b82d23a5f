"""What figures are counted by: a decision’s community, and how long its case had waited."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery

AT_ONCE = 2_000


def fill(apps, schema_editor):
    """From the comment and the case of each decision so far."""
    Comment = apps.get_model("conversation", "Comment")
    Decision = apps.get_model("moderation", "Decision")
    of_comment = Comment.objects.filter(pk=OuterRef("comment_id")).values("community_id")[:1]
    Decision.objects.update(community_id=Subquery(of_comment))
    told = Decision.objects.filter(case__isnull=False).annotate(opened=F("case__opened_at"))
    batch = []
    for row in told.only("id", "at").iterator(AT_ONCE):
        row.waited_seconds = max(int((row.at - row.opened).total_seconds()), 0)
        batch.append(row)
        if len(batch) == AT_ONCE:
            Decision.objects.bulk_update(batch, ["waited_seconds"])
            batch = []
    Decision.objects.bulk_update(batch, ["waited_seconds"])


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0003_community_watched'),
        ('conversation', '0008_comments_in_time'),
        ('moderation', '0010_selections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='community',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communities.community'),
        ),
        migrations.AddField(
            model_name='decision',
            name='waited_seconds',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
