"""A past version of terms can be suppressed; the rule against overlap is made again."""

from django.db import migrations, models

from alsinfo.editorial.overlap import ForbidOverlap


class Migration(migrations.Migration):
    dependencies = [
        ("glossary", "0002_intervals_and_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="termrevision",
            name="suppressed_at",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="suppressed"
            ),
        ),
        migrations.AddField(
            model_name="termrevision",
            name="suppressed_reason",
            field=models.CharField(
                blank=True,
                editable=False,
                max_length=500,
                verbose_name="reason for suppressing",
            ),
        ),
        migrations.AlterField(
            model_name="termevent",
            name="action",
            field=models.CharField(
                choices=[
                    ("save", "Save"),
                    ("submit", "Submit for review"),
                    ("take_back", "Take back"),
                    ("request_changes", "Request changes"),
                    ("approve", "Approve"),
                    ("publish", "Publish"),
                    ("cancel_schedule", "Cancel the schedule"),
                    ("move_end", "Change the end"),
                    ("withdraw", "Withdraw"),
                    ("rename", "Change the address"),
                    ("archive", "Archive"),
                    ("restore", "Bring back from the archive"),
                    ("still_right", "Still right"),
                    ("set_aside", "Set a finding aside"),
                    ("suppress", "Suppress a past version"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        # SQLite rebuilds the table for a new column, and drops its triggers.
        ForbidOverlap("termrevision"),
    ]
