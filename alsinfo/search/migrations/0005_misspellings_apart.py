"""Names that are misspellings are known as such, and words by where they were said.

Django copies `search_searchword` for the new column, which drops its triggers in
SQLite: they are written again. Until `reindex` runs, no word is mended.
"""

from importlib import import_module
from typing import Any

from django.db import migrations, models

_full_text = import_module("alsinfo.search.migrations.0002_full_text")


def write_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        _full_text.write_triggers(schema_editor)


def nothing(apps: Any, schema_editor: Any) -> None:
    pass


SAID = [
    (0, "misspelling"),
    (1, "text"),
    (2, "sentence about it"),
    (3, "name"),
]


class Migration(migrations.Migration):
    dependencies = [("search", "0004_names_of_their_own")]
    operations = [
        migrations.RunPython(nothing, write_triggers, elidable=False),
        migrations.AddField(
            "searchword",
            "said",
            models.PositiveSmallIntegerField(choices=SAID, default=0),
        ),
        migrations.AddField(
            "searchname", "is_misspelt", models.BooleanField(default=False)
        ),
        migrations.AddIndex(
            "searchname",
            models.Index(
                "name",
                name="search_name_misspelt",
                condition=models.Q(is_misspelt=True),
            ),
        ),
        migrations.RunPython(write_triggers, nothing, elidable=False),
    ]
