"""Questions to the database whose SQL is written once and asked with other values.

Django writes the SQL of a queryset each time it is asked, which takes longer than the
answer does. What every page asks is put here instead, with blanks where values go; for
whatever is asked now and then a queryset is better. PostgreSQL too plans such a
question only the first few times that a connection asks it. Imports Django only.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, Model, TextField

Row = tuple[Any, ...]
_BLANK = re.compile("%([s%])")


class Blank(Expression):
    """A place for one value, as this field keeps it; stands where a value would."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def filled(self, value: Any, connection: Any) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


class Blanks(Blank):
    """A place for any number of texts or numbers, to the right of `__in`."""

    def __init__(self, name: str, field: Field | None = None) -> None:
        super().__init__(name, field or TextField())

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "(SELECT value FROM json_each(%s))", [self]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        kind = self.output_field.db_type(connection)
        return f"(SELECT unnest(%s::{kind}[]))", [self]

    def filled(self, value: Iterable[Any], connection: Any) -> Any:
        listed = list(value)
        return json.dumps(listed) if connection.vendor == "sqlite" else listed


class _Written(NamedTuple):
    """SQL, its blanks and constants in order, and (column, its readers, of what).

    `numbered` is the same SQL as PostgreSQL itself counts blanks.
    """

    sql: str
    numbered: str
    parameters: tuple[Any, ...]
    readers: list[tuple[int, list[Callable[..., Any]], Any]]


class Question:
    """What `make` makes: a queryset of `values_list`, with blanks for its values.

    It is made when it is first asked, because models may not be known before.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._written: _Written | None = None

    def ask(self, **values: Any) -> list[Row]:
        """The rows for these values, each in the blank of its name. One query."""
        connection = connections[DEFAULT_DB_ALIAS]
        written = self._written
        if written is None:
            written = self._written = _write(self._make().query, connection)
        filled = [
            part.filled(values[part.name], connection)
            if isinstance(part, Blank)
            else part
            for part in written.parameters
        ]
        with connection.cursor() as cursor:
            sql = written.sql
            # What is written down is to be read, with its values.
            if connection.vendor == "postgresql" and not connection.queries_logged:
                cursor.cursor, sql = _remembering(connection), written.numbered
            cursor.execute(sql, filled)
            rows = cursor.fetchall()
        return _read(rows, written, connection) if written.readers else rows


def record(model: type[Model], names: Sequence[str], values: Iterable[Any]) -> Any:
    """A record of a row that holds the columns of these names, and no others."""
    known = dict(zip(names, values, strict=True))
    columns = [f.attname for f in model._meta.concrete_fields if f.attname in known]
    row = [known[name] for name in columns]
    return model.from_db(DEFAULT_DB_ALIAS, columns, row)


def columns_of(model: type[Model]) -> list[str]:
    """The names of all columns of a model, as `record` takes them."""
    return [field.attname for field in model._meta.concrete_fields]


def _remembering(connection: Any) -> Any:
    """A cursor that has the server plan what it is asked often, once and for all.

    Django's own writes the values into each question, which so is a new one each time.
    """
    return connection.Database.RawCursor(connection.connection)


def _write(query: Any, connection: Any) -> _Written:
    compiler = query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    columns = [column for column, *_rest in compiler.select]
    readers = compiler.get_converters(columns)
    return _Written(
        sql,
        _numbered(sql),
        tuple(parameters),
        [(index, *how) for index, how in readers.items()],
    )


def _numbered(sql: str) -> str:
    number = count(1)
    return _BLANK.sub(lambda m: "%" if m[1] == "%" else f"${next(number)}", sql)


def _read(rows: Iterable[Row], written: _Written, connection: Any) -> list[Row]:
    """The rows with each value as its field gives it."""
    read = []
    for row in map(list, rows):
        for index, readers, column in written.readers:
            for reader in readers:
                row[index] = reader(row[index], column, connection)
        read.append(tuple(row))
    return read
