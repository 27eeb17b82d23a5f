"""A display name has one bearer in its community. Of two who have one now, the later chooses again."""

from django.db import migrations, models
from django.db.models import Q

import undersigned.kernel.clock
from undersigned.people.display_names import as_drawn, as_spelled


def compare(apps, schema_editor):
    moment = undersigned.kernel.clock.now()
    seen = set()
    for row in apps.get_model("people", "DisplayName").objects.order_by("chosen_at", "id"):
        row.spelled, row.drawn = as_spelled(row.name), as_drawn(row.name)
        looks = {(row.community_id, "spelled", row.spelled), (row.community_id, "drawn", row.drawn)}
        if row.replaced_at is None and looks & seen:
            row.replaced_at = moment
        elif row.replaced_at is None:
            seen |= looks
        row.save(update_fields=["spelled", "drawn", "replaced_at"])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        *(
            migrations.AddField("displayname", field, models.TextField(default=""), preserve_default=False)
            for field in ("spelled", "drawn")
        ),
        migrations.RunPython(compare, migrations.RunPython.noop),
        *(
            migrations.AddConstraint(
                "displayname",
                models.UniqueConstraint(
                    fields=["community", field],
                    condition=Q(replaced_at=None),
                    name=f"display_name_{field}_once",
                ),
            )
            for field in ("spelled", "drawn")
        ),
    ]
