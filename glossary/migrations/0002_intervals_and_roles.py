"""No two versions of one term live at once; and what each role may do to terms."""

from django.db import migrations

from alsinfo.editorial import roles
from alsinfo.editorial.overlap import ForbidOverlap


def make(apps, schema_editor):
    models = roles.ENTRY_MODELS["glossary"]
    roles.grant("glossary", models, roles.ENTRY_VERBS, apps=apps)


class Migration(migrations.Migration):
    dependencies = [
        ("glossary", "0001_initial"),
        ("editorial", "0002_roles"),
    ]
    operations = [
        ForbidOverlap("termrevision"),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
