"""The next instant at which a public page changes by itself, found by an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0007_aside_places"),
        ("glossary", "0006_attention_passes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(("live_until__isnull", False)),
                fields=["live_until"],
                name="termrevision_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(
                    ("change_kind", "correction"), ("live_from__isnull", False)
                ),
                fields=["live_from"],
                name="termrevision_corrected",
            ),
        ),
    ]
