"""The index of the mentions of one text begins with the text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0009_curate_watchwords"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="mention",
            name="editorial_mention_revision",
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                fields=["revision_id", "entry_kind"], name="editorial_mention_revision"
            ),
        ),
    ]
