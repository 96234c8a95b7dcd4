"""The words of each text, in what each database finds whole words by.

SQLite: changing `editorial_wording` in a later migration makes Django copy the table,
which drops its triggers. Such a migration must end by running `write` of this again.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

ADD = "INSERT INTO editorial_wording_words(rowid, words) VALUES (new.id, new.words);"
TAKE = (
    "INSERT INTO editorial_wording_words(editorial_wording_words, rowid, words) "
    "VALUES ('delete', old.id, old.words);"
)
ACTIONS = {"insert": ADD, "update": f"{TAKE} {ADD}", "delete": TAKE}
# Only which texts hold a word is kept, not where in them.
SQLITE = (
    "CREATE VIRTUAL TABLE editorial_wording_words USING fts5(words, "
    "content='editorial_wording', content_rowid='id', detail=none, columnsize=0, "
    "tokenize='ascii')",
    "CREATE VIRTUAL TABLE editorial_wording_vocabulary USING "
    "fts5vocab('editorial_wording_words', 'row')",
    "INSERT INTO editorial_wording_words(editorial_wording_words) VALUES ('rebuild')",
)
SQLITE_AGAIN = (
    "DROP TABLE editorial_wording_vocabulary",
    "DROP TABLE editorial_wording_words",
)
POSTGRES = (
    "CREATE INDEX editorial_wording_words ON editorial_wording "
    "USING gin (array_to_tsvector(string_to_array(words, ' ')))"
)


def write(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement)
        for event, action in ACTIONS.items():
            schema_editor.execute(
                f"CREATE TRIGGER editorial_wording_words_{event} AFTER {event.upper()} "
                f"ON editorial_wording BEGIN {action} END"
            )
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES, None)


def unwrite(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for event in ACTIONS:
            name = f"editorial_wording_words_{event}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in SQLITE_AGAIN:
            schema_editor.execute(statement)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX editorial_wording_words", None)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0010_mentions_of_a_revision")]

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("entry_kind", models.CharField(max_length=10)),
                ("revision_id", models.PositiveBigIntegerField()),
                ("words", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision_id", "entry_kind"),
                        name="editorial_wording_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stretch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("entry_kind", models.CharField(max_length=10)),
                ("after", models.PositiveBigIntegerField()),
                ("until", models.PositiveBigIntegerField(null=True)),
                ("before", models.JSONField(null=True)),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stretches",
                        to="editorial.watchword",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RunPython(write, unwrite, elidable=False),
    ]
