"""The columns of the table: what they are called, and how each is written and read."""

from dataclasses import dataclass
from typing import Any

from alsinfo.editorial import cleaning, words

from . import cells

SLUG = "slug"


@dataclass(frozen=True)
class Column:
    """A column. `many` values stand in one cell, parted by semicolons."""

    name: str
    many: bool = False
    required: bool = False


LINES = ("aliases", "misspellings")
KEYS = ("related", "tags")
COLUMNS = (
    Column("name", required=True),
    Column(SLUG, required=True),
    Column("initials"),
    Column("aliases", many=True),
    Column("misspellings", many=True),
    Column("pronunciation"),
    Column("short_definition", required=True),
    Column("fuller_definition"),
    Column("professional_definition"),
    Column("related", many=True),
    Column("tags", many=True),
    Column("lang"),
    Column("byline"),
    Column("evidence_checked"),
)
NAMES = tuple(column.name for column in COLUMNS)
MANY = frozenset(column.name for column in COLUMNS if column.many)
REQUIRED = tuple(column.name for column in COLUMNS if column.required)
# What editors' own tables call a column.
ALSO_CALLED = {"term": "name", "address": SLUG}


def cell_of(text: Any, name: str, keys: dict[str, list[str]]) -> str:
    """What a saved text has in a column; `keys` holds its related slugs and tags."""
    if name in KEYS:
        return cells.join(keys[name])
    if name in LINES:
        return cells.join(words.lines(getattr(text, name)))
    if name == SLUG:
        return str(text.entry.slug)
    value = getattr(text, name)
    return "" if value is None else str(value)


def same(name: str, one: str, other: str) -> bool:
    """Whether two cells of a column say the same.

    Blanks at the ends and the manner of line ends say nothing; nor does the order of
    keys.
    """
    if name in KEYS:
        return set(cells.split(one)) == set(cells.split(other))
    if name in MANY:
        return cells.split(one) == cells.split(other)
    return as_compared(one) == as_compared(other)


def as_compared(cell: str) -> str:
    return cleaning.one_line_end(cell).strip()
