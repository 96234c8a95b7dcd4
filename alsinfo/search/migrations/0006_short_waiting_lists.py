"""Words of new rows wait less long before they are put into PostgreSQL's indexes.

They wait in a list that every search reads from end to end for every word, by default
until it has four megabytes or the table is vacuumed: at 100,000 texts that took most of
a search's time. Sixteen pages are read in no time, and fill after some publishings.
"""

from typing import Any

from django.db import migrations

MOST_WAITING = 128  # kilobytes
INDEXES = (
    "search_titles_gin",
    "search_names_gin",
    "search_fulltext_gin",
    "search_word_trigrams",
)


def shorten(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    for index in INDEXES:
        options = f"(gin_pending_list_limit = {MOST_WAITING})"
        schema_editor.execute(f"ALTER INDEX {index} SET {options}")
        schema_editor.execute(f"SELECT gin_clean_pending_list('{index}'::regclass)")


def leave(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for index in INDEXES:
            schema_editor.execute(f"ALTER INDEX {index} RESET (gin_pending_list_limit)")


class Migration(migrations.Migration):
    dependencies = [("search", "0005_misspellings_apart")]
    operations = [migrations.RunPython(shorten, leave, elidable=False)]
