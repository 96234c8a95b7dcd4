"""The three roles get what they may do to synonyms, picks and counted searches."""

from django.db import migrations

from alsinfo.editorial import roles


def give(apps, schema_editor):
    models = roles.RECORD_MODELS["search"]
    roles.grant("search", models, roles.RECORD_VERBS, apps=apps)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0007_aside_places"),
        ("search", "0003_kept_by_editors"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
