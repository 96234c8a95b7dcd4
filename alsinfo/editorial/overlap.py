"""A migration operation: the database itself refuses overlapping intervals.

PostgreSQL has exclusion constraints; a range of one number stands for the entry,
so that no extension is needed. SQLite gets two triggers of the same meaning.
"""

from django.db.migrations.operations.base import Operation

POSTGRES_ADD = """
ALTER TABLE {table} ADD CONSTRAINT {table}_no_overlap EXCLUDE USING gist (
    int8range(entry_id, entry_id, '[]') WITH &&,
    tstzrange(live_from, live_until) WITH &&
) WHERE (live_from IS NOT NULL)
"""
POSTGRES_DROP = "ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_no_overlap"

SQLITE_ADD = """
CREATE TRIGGER {table}_no_overlap_{event} BEFORE {event} ON {table}
WHEN NEW.live_from IS NOT NULL AND EXISTS (
    SELECT 1 FROM {table} other
    WHERE other.entry_id = NEW.entry_id
      AND other.id IS NOT NEW.id
      AND other.live_from IS NOT NULL
      AND (other.live_until IS NULL OR NEW.live_from < other.live_until)
      AND (NEW.live_until IS NULL OR other.live_from < NEW.live_until)
)
BEGIN
    SELECT RAISE(ABORT, 'two versions of one entry would be live at once');
END
"""
SQLITE_DROP = "DROP TRIGGER IF EXISTS {table}_no_overlap_{event}"


def statements(vendor, table, add):
    """The SQL for one database vendor, as a list."""
    if vendor == "postgresql":
        return [(POSTGRES_ADD if add else POSTGRES_DROP).format(table=table)]
    if vendor == "sqlite":
        template = SQLITE_ADD if add else SQLITE_DROP
        events = ("INSERT", "UPDATE")
        return [template.format(table=table, event=event) for event in events]
    raise NotImplementedError(f"alsinfo has no rule against overlap for {vendor}.")


class ForbidOverlap(Operation):
    """Forbid two live revisions of one entry at one instant, in one model's table.

    SQLite rebuilds a table whenever a later migration alters it, and drops its
    triggers with it: such a migration must end with this operation again.
    """

    def __init__(self, model_name):
        self.model_name = model_name

    def state_forwards(self, app_label, state):
        """The rule is the database's own: the model's state does not know it."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._run(app_label, schema_editor, to_state, add=False)
        self._run(app_label, schema_editor, to_state, add=True)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self._run(app_label, schema_editor, from_state, add=False)

    def _run(self, app_label, schema_editor, state, add):
        table = state.apps.get_model(app_label, self.model_name)._meta.db_table
        vendor = schema_editor.connection.vendor
        for statement in statements(vendor, table, add):
            schema_editor.execute(statement)

    def describe(self):
        return f"Forbid overlapping intervals of {self.model_name}"
