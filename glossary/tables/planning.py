"""What a table would change: row by row, or all that is wrong with it.

1. Each row is set beside the newest text of its term, and its differences are found.
2. What is new in it is checked: the values, then what it refers to, then names that two
   terms would share. What a row leaves as it is is not judged.

Costs a few queries for every thousand rows, and no row writes anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from alsinfo.editorial import desk
from alsinfo.editorial.workflow import EDITABLE

from ..models import FormerTermSlug, Term, TermRevision
from . import checking
from .columns import KEYS, NAMES, SLUG, cell_of, same
from .exporting import keys_of
from .reading import Fault, Faults, Row

BATCH = 1_000


@dataclass
class Entry:
    """A row beside its term: `text` is the newest one, None for a new term.

    `changes` is column -> (old cell, new cell) for all that differs.
    """

    row: Row
    slug: str
    text: Any = None
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def state(self) -> str:
        if self.text is None:
            return "new"
        return "changed" if self.changes else "unchanged"

    def value(self, name: str) -> str:
        """The cell that the row gives, or what stands where it has no such column."""
        if name in self.row.raw:
            return self.row.values[name]
        return stored(self.text, name) if self.text is not None else ""


@dataclass
class Plan:
    """All rows in their order, and the rows of each state counted."""

    entries: list[Entry]

    def count(self, state: str) -> int:
        return sum(entry.state == state for entry in self.entries)

    @property
    def changing(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.state != "unchanged"]

    @property
    def digest(self) -> str:
        """The same for a plan that would do the same; any other differs."""
        told = [(e.slug, e.state, sorted(e.changes.items())) for e in self.changing]
        return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def plan(rows: list[Row], *, by: Any = None) -> Plan:
    """Compare a table with what stands, for `by` to save. Raises `Faults`."""
    slugs = [row.values[SLUG].strip() for row in rows]
    texts = newest_by_slug(slugs)
    entries = [
        _beside(row, slug, texts.get(slug))
        for row, slug in zip(rows, slugs, strict=True)
    ]
    found = Plan(entries)
    faults = [*_addresses(entries), *_standing(entries), *_permitted(found, by)]
    faults += checking.faults(entries)
    if faults:
        raise Faults(sorted(faults, key=lambda fault: fault.row))
    return found


def newest_by_slug(slugs: Iterable[str]) -> dict[str, Any]:
    """Slug -> newest text, its related terms and tags read."""
    found: dict[str, Any] = {}
    for some in batches(slugs):
        texts = Term.objects.filter(slug__in=some).newest_texts()
        near = texts.select_related("entry").prefetch_related("related", "tags")
        found |= {text.entry.slug: text for text in near}
    return found


def batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values once each, in lists that a database takes at once."""
    unique = list(dict.fromkeys(values))
    for start in range(0, len(unique), BATCH):
        yield unique[start : start + BATCH]


def stored(text: Any, name: str) -> str:
    """What a saved text has in a column."""
    keys = {}
    if name in KEYS:
        keys = keys_of(text.related.all(), text.tags.all())
    return cell_of(text, name, keys)


def _beside(row: Row, slug: str, text: Any) -> Entry:
    entry = Entry(row, slug, text)
    for name, new in row.values.items():
        old = stored(text, name) if text is not None else ""
        if name != SLUG and not same(name, old, new) and not _is_left(name, new):
            entry.changes[name] = (old, new)
    return entry


def _is_left(name: str, new: str) -> bool:
    """Whether an empty cell leaves what stands, or the default, as it is."""
    if new.strip() or name in KEYS:
        return False
    field = TermRevision._meta.get_field(name)
    return field.has_default() and not field.blank


def _addresses(entries: list[Entry]) -> Iterator[Fault]:
    """Each address once, well formed, and never that of another term."""
    new = [entry.slug for entry in entries if entry.text is None]
    former: dict[str, str] = {}
    for some in batches(new):
        rows = FormerTermSlug.objects.filter(slug__in=some)
        former |= dict(rows.values_list("slug", "entry__slug"))
    first: dict[str, int] = {}
    for entry in entries:
        if entry.slug in first:
            said = _("The address “%(slug)s” is in row %(row)d already.")
            told = {"slug": entry.slug[:100], "row": first[entry.slug]}
            yield Fault(said % told, entry.number, SLUG)
        elif entry.slug in former:
            said = _("“%(slug)s” is the former address of “%(now)s”: write that.")
            told = {"slug": entry.slug, "now": former[entry.slug]}
            yield Fault(said % told, entry.number, SLUG)
        first.setdefault(entry.slug, entry.number)


def _standing(entries: list[Entry]) -> Iterator[Fault]:
    """A text under review or in the archive is not written over."""
    for entry in entries:
        if entry.state == "changed" and entry.text.entry.status not in EDITABLE:
            status = entry.text.entry.get_status_display()
            said = _("The term “%(slug)s” is %(status)s, so it takes no new text now.")
            told = {"slug": entry.slug, "status": status}
            yield Fault(said % told, entry.number)


def _permitted(found: Plan, by: Any) -> Iterator[Fault]:
    if by is None:
        return
    verbs = {"new": "add", "changed": "change"}
    sentences = {
        "new": _("Your account may not add terms."),
        "changed": _("Your account may not change terms."),
    }
    for state, verb in verbs.items():
        if found.count(state) and not desk.may(by, verb, Term()):
            yield Fault(sentences[state])


def columns_of(entry: Entry) -> list[str]:
    """The columns that a row changes, in the table's order."""
    return [name for name in NAMES if name in entry.changes]
