"""A draft keeps the digest of its document; the rule against overlap is made again."""

from django.db import migrations, models

from alsinfo.editorial.overlap import ForbidOverlap


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_needs_attention"),
    ]

    operations = [
        migrations.AddField(
            model_name="articlerevision",
            name="origin_digest",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=64,
                verbose_name="digest of the document",
            ),
            preserve_default=False,
        ),
        # SQLite rebuilds the table for a new column, and drops its triggers.
        ForbidOverlap("articlerevision"),
    ]
