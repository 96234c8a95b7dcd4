"""No two versions of one article live at once; and what each role may do to articles."""

from django.db import migrations

from alsinfo.editorial import roles
from alsinfo.editorial.overlap import ForbidOverlap


def make(apps, schema_editor):
    models = roles.ENTRY_MODELS["articles"]
    roles.grant("articles", models, roles.ENTRY_VERBS, apps=apps)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("editorial", "0002_roles"),
    ]
    operations = [
        ForbidOverlap("articlerevision"),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
