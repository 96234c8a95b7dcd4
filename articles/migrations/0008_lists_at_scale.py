"""Indexes that hold all that lists, counts and the sitemap ask for."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_next_instants"),
        ("editorial", "0009_curate_watchwords"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="articlerevision",
            name="articlerevision_ever_live",
        ),
        migrations.RemoveIndex(
            model_name="articlerevision",
            name="articlerevision_ends",
        ),
        migrations.AddIndex(
            model_name="articlerevision",
            index=models.Index(
                condition=models.Q(("live_from__isnull", False)),
                fields=["-live_from", "entry", "live_until", "id"],
                name="articlerevision_ever_live",
            ),
        ),
        migrations.AddIndex(
            model_name="articlerevision",
            index=models.Index(
                condition=models.Q(("live_from__isnull", False)),
                fields=["entry", "live_from", "live_until", "id"],
                name="articlerevision_of_entry",
            ),
        ),
        migrations.AddIndex(
            model_name="articlerevision",
            index=models.Index(
                condition=models.Q(("live_until__isnull", False)),
                fields=["live_until", "entry", "live_from", "id"],
                name="articlerevision_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="articlerevision",
            index=models.Index(
                condition=models.Q(("suppressed_at__isnull", False)),
                fields=["suppressed_at"],
                name="articlerevision_suppressed",
            ),
        ),
    ]
