"""Votes about pages that are no texts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_roles")]

    operations = [
        migrations.CreateModel(
            name="PageTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                (
                    "yes",
                    models.PositiveIntegerField(default=0, verbose_name="helpful"),
                ),
                (
                    "no",
                    models.PositiveIntegerField(default=0, verbose_name="not helpful"),
                ),
                ("page", models.CharField(max_length=300, verbose_name="page")),
            ],
            options={
                "verbose_name": "tally of a page",
                "verbose_name_plural": "tallies of pages",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "day"), name="feedback_page_tally_once_a_day"
                    )
                ],
            },
        ),
    ]
