"""Indexes that hold all that lists, counts and the sitemap ask for."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0009_curate_watchwords"),
        ("glossary", "0007_next_instants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="termrevision",
            name="termrevision_ever_live",
        ),
        migrations.RemoveIndex(
            model_name="termrevision",
            name="termrevision_ends",
        ),
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(("live_from__isnull", False)),
                fields=["-live_from", "entry", "live_until", "id"],
                name="termrevision_ever_live",
            ),
        ),
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(("live_from__isnull", False)),
                fields=["entry", "live_from", "live_until", "id"],
                name="termrevision_of_entry",
            ),
        ),
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(("live_until__isnull", False)),
                fields=["live_until", "entry", "live_from", "id"],
                name="termrevision_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(("suppressed_at__isnull", False)),
                fields=["suppressed_at"],
                name="termrevision_suppressed",
            ),
        ),
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(("live_from__isnull", False)),
                fields=["name", "initials", "live_from", "live_until", "id"],
                name="termrevision_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(("live_from__isnull", False)),
                fields=["initials", "name", "live_from", "live_until", "id"],
                name="termrevision_by_initials",
            ),
        ),
    ]
