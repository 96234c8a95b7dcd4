"""A migration operation: words within titles and addresses are found by an index.

On PostgreSQL, by the trigrams of the words in capitals, which is how `icontains` asks.
SQLite reads all titles of an index that holds them, which is quick enough.
"""

from django.db.migrations.operations.base import Operation

ADD = (
    'CREATE INDEX "{table}_{column}_trigrams" ON "{table}" '
    'USING gin (upper("{column}"::text) gin_trgm_ops)'
)
DROP = 'DROP INDEX "{table}_{column}_trigrams"'


class IndexTrigrams(Operation):
    """For one column of a model. The extension is made by the search's migrations."""

    reversible = True

    def __init__(self, model_name, column):
        self.model_name, self.column = model_name, column

    def state_forwards(self, app_label, state):
        """The models stay as they are."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._run(app_label, schema_editor, to_state, ADD)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self._run(app_label, schema_editor, from_state, DROP)

    def describe(self):
        return f"Index the trigrams of {self.column} of {self.model_name}"

    def _run(self, app_label, schema_editor, state, statement):
        if schema_editor.connection.vendor == "postgresql":
            table = state.apps.get_model(app_label, self.model_name)._meta.db_table
            schema_editor.execute(statement.format(table=table, column=self.column))
