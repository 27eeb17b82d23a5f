"""A key is held by its transaction; there are no claims without an answer any more."""

from typing import Any

from django.db import migrations, models

from undersigned.kernel.clock import now


def forget_claims(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    apps.get_model("answers", "Answer").objects.filter(status=None).delete()


class Migration(migrations.Migration):
    dependencies = [("answers", "0001_initial")]

    operations = [
        migrations.RunPython(forget_claims, migrations.RunPython.noop),
        migrations.RemoveIndex("answer", "answers_ans_claimed_5c3fe9_idx"),
        migrations.RenameField("answer", "claimed_at", "answered_at"),
        migrations.AlterField("answer", "answered_at", models.DateTimeField(default=now)),
        migrations.AlterField("answer", "status", models.PositiveSmallIntegerField()),
        migrations.AddIndex(
            "answer", models.Index(fields=["answered_at"], name="answers_ans_answere_4e5101_idx")
        ),
    ]
