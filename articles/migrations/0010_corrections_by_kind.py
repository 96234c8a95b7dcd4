"""The index of corrections names their kind, so that SQLite takes it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_editors_lists"),
        ("editorial", "0010_mentions_of_a_revision"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="articlerevision",
            name="articlerevision_corrected",
        ),
        migrations.AddIndex(
            model_name="articlerevision",
            index=models.Index(
                condition=models.Q(
                    ("change_kind", "correction"), ("live_from__isnull", False)
                ),
                fields=["change_kind", "live_from"],
                name="articlerevision_corrected",
            ),
        ),
    ]
