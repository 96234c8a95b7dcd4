"""A source that an import found is of no kind until an editor has looked at it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0003_set_aside"),
    ]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="kind",
            field=models.CharField(
                choices=[
                    ("guideline", "guideline"),
                    ("systematic-review", "systematic review"),
                    ("trial", "trial in people"),
                    ("observational", "study that watched people"),
                    ("laboratory", "laboratory study"),
                    ("review", "overview by experts"),
                    ("regulator", "medicines regulator"),
                    ("charity", "charity"),
                    ("news", "news"),
                    ("commercial", "company"),
                    ("unsorted", "not sorted yet"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
