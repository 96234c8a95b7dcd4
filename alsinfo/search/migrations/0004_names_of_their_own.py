"""Names get full text of their own, apart from that of whole texts.

A word that stands in most texts and in few titles made a search for titles pass all of
them: SQLite filters columns row by row, and a GIN index of PostgreSQL knows no weights.
What 0002 says of copying `search_searchentry` in SQLite holds for these triggers too:
such a migration runs `write` of both again.
"""

from typing import Any

from django.db import migrations

ADD = "INSERT INTO search_names(rowid, title, keywords) "
TAKE = "INSERT INTO search_names(search_names, rowid, title, keywords) "
NEW = "VALUES (new.id, new.title, new.keywords); "
OLD = "VALUES ('delete', old.id, old.title, old.keywords); "
ACTIONS = {"insert": ADD + NEW, "update": TAKE + OLD + ADD + NEW, "delete": TAKE + OLD}

SQLITE = """
CREATE VIRTUAL TABLE search_names USING fts5(title, keywords,
    content='search_searchentry', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2')
"""
FILL = "INSERT INTO search_names(search_names) VALUES ('rebuild')"
POSTGRES = """
ALTER TABLE search_searchentry
    ADD COLUMN titles tsvector GENERATED ALWAYS AS (
        alsinfo_vector(title, 'A')) STORED;
CREATE INDEX search_titles_gin ON search_searchentry USING gin (titles);
"""
POSTGRES_AGAIN = "ALTER TABLE search_searchentry DROP COLUMN titles"


def write(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
        write_triggers(schema_editor)
        schema_editor.execute(FILL)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES, None)


def unwrite(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for event in ACTIONS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS search_names_{event}")
        schema_editor.execute("DROP TABLE search_names")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_AGAIN, None)


def write_triggers(schema_editor: Any) -> None:
    for event, action in ACTIONS.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS search_names_{event}")
        schema_editor.execute(
            f"CREATE TRIGGER search_names_{event} AFTER {event.upper()} "
            f"ON search_searchentry BEGIN {action} END"
        )


class Migration(migrations.Migration):
    dependencies = [("search", "0003_kept_by_editors")]
    operations = [migrations.RunPython(write, unwrite, elidable=False)]
