"""What each role may do with the reports of readers."""

from django.db import migrations

from alsinfo.editorial import roles


def grant(apps, schema_editor):
    for app_label, models in roles.REPORT_MODELS.items():
        roles.grant(app_label, models, roles.REPORT_VERBS, apps=apps)


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
