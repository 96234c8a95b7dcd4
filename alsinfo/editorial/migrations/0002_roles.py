"""The three roles, with what they may do to shared records; and the stamp's row."""

from django.db import migrations

from alsinfo.editorial import roles


def make(apps, schema_editor):
    for app_label, models in roles.RECORD_MODELS.items():
        roles.grant(app_label, models, roles.RECORD_VERBS, apps=apps)
    apps.get_model("editorial", "SiteStamp").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
