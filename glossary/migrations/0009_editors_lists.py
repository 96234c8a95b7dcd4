"""Indexes for the editors' lists and their start page."""

from django.db import migrations, models

from alsinfo.editorial.trigrams import IndexTrigrams


class Migration(migrations.Migration):
    dependencies = [
        ("glossary", "0008_lists_at_scale"),
        ("search", "0002_full_text"),
    ]
    operations = [
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                fields=["entry", "number", "name"], name="termrevision_titles"
            ),
        ),
        migrations.AddIndex(
            model_name="termrevision",
            index=models.Index(
                condition=models.Q(
                    ("live_from__isnull", False), ("review_due__isnull", False)
                ),
                fields=["review_due", "entry", "live_from", "live_until"],
                name="termrevision_due",
            ),
        ),
        migrations.AddIndex(
            model_name="termevent",
            index=models.Index(
                condition=models.Q(("action", "recheck")),
                fields=["entry", "number", "at"],
                name="termevent_asks",
            ),
        ),
        IndexTrigrams("termrevision", "name"),
        IndexTrigrams("term", "slug"),
    ]
