"""Full text, in what each database does best; other databases get nothing.

SQLite: changing `search_searchentry` or `search_searchword` in a later migration makes
Django copy the table, which drops its triggers. Such a migration must end by running
`write_triggers` of this one again, and by rebuilding the index.
"""

from typing import Any

from django.db import migrations

SQLITE_TABLES = {
    "search_fulltext": ("search_searchentry", ("title", "keywords", "body")),
    "search_trigrams": ("search_searchword", ("word",)),
}
TOKENIZERS = {
    "search_fulltext": "porter unicode61 remove_diacritics 2",
    "search_trigrams": "trigram",
}

# One dictionary takes accents away, the next one endings: Porter's, as in SQLite.
# The parser would read a hyphen as a minus sign and a full stop as a host name, so
# signs are made spaces first.
POSTGRES = """
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TEXT SEARCH DICTIONARY alsinfo_porter (TEMPLATE = snowball, LANGUAGE = porter);
CREATE TEXT SEARCH CONFIGURATION alsinfo (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION alsinfo
    ALTER MAPPING FOR asciiword, word, numword WITH unaccent, alsinfo_porter;
CREATE FUNCTION alsinfo_vector(words text, weight "char") RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(to_tsvector(
        'alsinfo', translate(words, '{signs}', '{spaces}')), weight);
ALTER TABLE search_searchentry
    ADD COLUMN names tsvector GENERATED ALWAYS AS (
        alsinfo_vector(title, 'A') || alsinfo_vector(keywords, 'B')) STORED,
    ADD COLUMN fulltext tsvector GENERATED ALWAYS AS (
        alsinfo_vector(title, 'A') || alsinfo_vector(keywords, 'B')
        || alsinfo_vector(body, 'D')) STORED;
-- Ranking reads the vectors; unpacking them would take most of its time.
ALTER TABLE search_searchentry ALTER COLUMN fulltext SET STORAGE EXTERNAL;
CREATE INDEX search_names_gin ON search_searchentry USING gin (names);
CREATE INDEX search_fulltext_gin ON search_searchentry USING gin (fulltext);
CREATE INDEX search_word_trigrams ON search_searchword USING gin (word gin_trgm_ops);
"""
POSTGRES_AGAIN = """
DROP INDEX search_word_trigrams;
ALTER TABLE search_searchentry DROP COLUMN names, DROP COLUMN fulltext;
DROP FUNCTION alsinfo_vector(text, "char");
DROP TEXT SEARCH CONFIGURATION alsinfo;
DROP TEXT SEARCH DICTIONARY alsinfo_porter;
"""
SIGNS = "-_/.@:+'’=&?#%~<>\u00ad\u2010\u2011\u2012\u2013\u2014\u2015"


def write(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        write_tables(schema_editor)
        write_triggers(schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        signs, spaces = SIGNS.replace("'", "''"), " " * len(SIGNS)
        schema_editor.execute(POSTGRES.format(signs=signs, spaces=spaces), None)


def unwrite(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for table in SQLITE_TABLES:
            for event in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{event}")
            schema_editor.execute(f"DROP TABLE {table}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_AGAIN, None)


def write_tables(schema_editor: Any) -> None:
    for table, (content, columns) in SQLITE_TABLES.items():
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5("
            f"{', '.join(columns)}, content='{content}', content_rowid='id', "
            f"tokenize='{TOKENIZERS[table]}')"
        )


def write_triggers(schema_editor: Any) -> None:
    for table, (content, columns) in SQLITE_TABLES.items():
        add, drop = _add(table, columns), _drop(table, columns)
        actions = {"insert": add, "update": drop + add, "delete": drop}
        for event, action in actions.items():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{event}")
            schema_editor.execute(
                f"CREATE TRIGGER {table}_{event} AFTER {event.upper()} ON {content} "
                f"BEGIN {action} END"
            )


def _add(table: str, columns: tuple[str, ...]) -> str:
    names, values = ", ".join(columns), _values("new", table, columns)
    return f"INSERT INTO {table}(rowid, {names}) VALUES (new.id, {values}); "  # noqa: S608


def _drop(table: str, columns: tuple[str, ...]) -> str:
    names, values = ", ".join(columns), _values("old", table, columns)
    what = f"{table}({table}, rowid, {names})"
    return f"INSERT INTO {what} VALUES ('delete', old.id, {values}); "  # noqa: S608


def _values(row: str, table: str, columns: tuple[str, ...]) -> str:
    """Blanks around a word make its first and last letters count for more."""
    blanks = "'  ' || {} || ' '" if table == "search_trigrams" else "{}"
    return ", ".join(blanks.format(f"{row}.{column}") for column in columns)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(write, unwrite, elidable=False)]
