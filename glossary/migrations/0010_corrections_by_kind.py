"""The index of corrections names their kind, so that SQLite takes it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0010_mentions_of_a_revision"),
        ("glossary", "0009_editors_lists"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="termrevision",
            name="termrevision_corrected",
        ),
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(
                    ("change_kind", "correction"), ("live_from__isnull", False)
                ),
                fields=["change_kind", "live_from"],
                name="termrevision_corrected",
            ),
        ),
    ]
