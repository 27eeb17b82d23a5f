"""A step of its own: PostgreSQL alters no table while rows of it wait to be checked."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0011_decisions_in_time'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='community',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communities.community'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['community', 'at', 'verdict', 'by', 'waited_seconds'], name='decisions_in_time'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['community', 'opened_at', 'kind'], name='cases_in_time'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['at'], name='reports_in_time'),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(fields=['at'], name='appeals_in_time'),
        ),
    ]
