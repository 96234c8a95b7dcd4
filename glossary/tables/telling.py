"""What a table changes, in words: for the page and for the command."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from alsinfo.text import differences

from ..models import TermRevision
from . import cells, planning
from .columns import MANY
from .planning import Entry


class Field(NamedTuple):
    """One changed column: what it is called, and how its words changed."""

    label: str
    changes: tuple[differences.Change, ...]


def fields(entry: Entry) -> list[Field]:
    """The changed columns of a row, in the table's order."""
    return [
        Field(label(name), _compared(name, *entry.changes[name]))
        for name in planning.columns_of(entry)
    ]


def label(name: str) -> str:
    return str(TermRevision._meta.get_field(name).verbose_name)


def _compared(name: str, old: str, new: str) -> Any:
    if name in MANY:
        old, new = ("\n\n".join(cells.split(cell)) for cell in (old, new))
    return differences.compare(old.strip(), new.strip())


def lines(entry: Entry) -> Iterator[str]:
    """A row in lines of plain text: its number, its term, and each difference."""
    states = {
        "new": _("new"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
    }
    yield _("Row %(row)d: %(slug)s, %(state)s") % {
        "row": entry.number,
        "slug": entry.slug,
        "state": states[entry.state],
    }
    for field in fields(entry):
        yield f"  {field.label}:"
        for change in field.changes:
            yield from (f"    {line}" for line in _told(change))


def _told(change: differences.Change) -> Iterator[str]:
    if change.kind in {"removed", "changed"}:
        yield _("Removed: %s") % _quoted(change.old)
    if change.kind in {"added", "changed"}:
        yield _("Added: %s") % _quoted(change.new)


def _quoted(text: str) -> str:
    """The paragraph on one line, as far as somebody reads it."""
    flat = " ".join(text.split())
    return f"“{flat[:300]}…”" if len(flat) > 300 else f"“{flat}”"


def summary(plan: planning.Plan) -> str:
    """The rows counted in one sentence."""
    counts = {state: plan.count(state) for state in ("new", "changed", "unchanged")}
    return _("%(new)d new, %(changed)d changed, %(unchanged)d unchanged rows.") % counts
