"""What is wrong with the rows of a plan: their values, what they refer to, their names.

Sees all rows at once, so that a row may name what another row brings.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from alsinfo.editorial import cleaning, references, words
from alsinfo.editorial.models import Mention, Tag
from alsinfo.editorial.models.records import key_validator
from alsinfo.text import marks, markup

from ..models import Term, TermRevision
from . import cells, circles, naming
from .columns import KEYS, LINES, MANY, SLUG, as_compared
from .reading import Fault

LONGEST_SLUG = 100
BATCH = 1_000


def faults(entries: list[Any]) -> Iterator[Fault]:
    """All that is wrong with what the rows would change."""
    changing = [entry for entry in entries if entry.state != "unchanged"]
    for entry in changing:
        yield from _values(entry)
    known = _known_slugs(changing)
    new = {entry.slug for entry in entries if entry.text is None}
    yield from _related(changing, known, new)
    yield from _tags(changing)
    yield from _marks(changing, new)
    yield from naming.faults(entries)
    yield from circles.faults(changing)


# --- The values of a row --------------------------------------------------------------


def _values(entry: Any) -> Iterator[Fault]:
    if entry.text is None:
        yield from _slug(entry)
    for name, (_old, new) in entry.changes.items():
        formula = _formula(name, entry.row.raw[name])
        if formula:
            said = _(
                "The cell begins like a formula: “%(cell)s”. If it is meant as words, "
                "put an apostrophe before it."
            )
            yield Fault(said % {"cell": formula[:60]}, entry.number, name)
            continue
        for sentence in _sentences(name, new):
            yield Fault(sentence, entry.number, name)
    for name in ("name", "short_definition"):
        if entry.text is None and not entry.value(name).strip():
            yield Fault(_("It is empty, and a term needs it."), entry.number, name)


def _formula(name: str, cell: str) -> str:
    """What of a cell, or of the values in it, a spreadsheet would compute."""
    parts = [cell, *cells.pieces(cell)] if name in MANY else [cell]
    return next((part.strip() for part in parts if cells.is_formula(part)), "")


def _slug(entry: Any) -> Iterator[Fault]:
    if not entry.slug:
        yield Fault(_("It is empty, and a term needs it."), entry.number, SLUG)
        return
    try:
        key_validator(entry.slug)
    except ValidationError as error:
        said = f"“{entry.slug[:100]}”: {error.message}"
        yield Fault(said, entry.number, SLUG)
    if len(entry.slug) > LONGEST_SLUG:
        yield Fault(_("An address has at most 100 characters."), entry.number, SLUG)


def _sentences(name: str, cell: str) -> Iterator[str]:
    """What is wrong with one cell by itself."""
    if name in KEYS:
        return
    if name in LINES:
        yield from _twice(cells.split(cell))
    value = value_of(name, cell)
    if value is None:
        yield _("Write the day as YYYY-MM-DD, such as 2026-03-01.")
        return
    field = _field(name)
    if value == "" and field.blank:
        return
    if "\n" in cell.strip() and not isinstance(field, models.TextField):
        yield _("It has several lines, and one is asked for.")
    if field.max_length and len(value) > field.max_length:
        said = _("It has %(size)d characters, and at most %(most)d are kept.")
        yield said % {"size": len(value), "most": field.max_length}
        return
    try:
        if isinstance(value, str):
            cleaning.clean_text(value)
        field.clean(value, None)
    except ValidationError as error:
        yield from error.messages


def _field(name: str) -> models.Field:
    return TermRevision._meta.get_field(name)


def _twice(values: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        if words.fold(value) in seen:
            yield _("“%s” stands twice in it.") % value[:100]
        seen.add(words.fold(value))


def value_of(name: str, cell: str) -> Any:
    """What a cell puts into the field of its column; None for a day that is none."""
    if name in MANY:
        return "\n".join(cells.split(cell))
    text = as_compared(cell)
    if name != "evidence_checked":
        return text
    if not text:
        return ""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


# --- What it refers to ----------------------------------------------------------------


def _known_slugs(changing: list[Any]) -> set[str]:
    return known(Term, "slug", _named(changing, "related"))


def known(model: Any, name: str, wanted: Iterable[str]) -> set[str]:
    """Those of `wanted` that some row has under `name`."""
    found: set[str] = set()
    unique = list(dict.fromkeys(wanted))
    for start in range(0, len(unique), BATCH):
        some = {f"{name}__in": unique[start : start + BATCH]}
        found.update(model.objects.filter(**some).values_list(name, flat=True))
    return found


def _named(changing: list[Any], column: str) -> Iterator[str]:
    for entry in changing:
        if column in entry.changes:
            yield from cells.split(entry.changes[column][1])


def _related(changing: list[Any], known: set[str], new: set[str]) -> Iterator[Fault]:
    for entry in changing:
        for slug in cells.split(entry.changes.get("related", ("", ""))[1]):
            if slug == entry.slug:
                said = _("A term is not related to itself.")
                yield Fault(said, entry.number, "related")
            elif slug not in known and slug not in new:
                said = _("No term has the address “%s”.") % slug[:100]
                yield Fault(said, entry.number, "related")


def _tags(changing: list[Any]) -> Iterator[Fault]:
    """Tags of the vocabulary; a retired or merged one only where it stood before."""
    wanted = list(_named(changing, "tags"))
    there = known(Tag, "slug", wanted)
    offered = Tag.objects.filter(retired=False, merged_into=None)
    free = set(offered.values_list("slug", flat=True)) if wanted else set()
    for entry in changing:
        old, new = entry.changes.get("tags", ("", ""))
        for slug in cells.split(new):
            if slug not in there:
                said = _("“%s” is not a tag of the vocabulary.") % slug[:100]
                yield Fault(said, entry.number, "tags")
            elif slug not in free and slug not in cells.split(old):
                said = _("The tag “%s” is no longer used.") % slug[:100]
                yield Fault(said, entry.number, "tags")


def _marks(changing: list[Any], new: set[str]) -> Iterator[Fault]:
    """Marks that name nothing, links that lead nowhere. Few queries."""
    places: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for entry in changing:
        for name in TermRevision.marked_fields:
            text = entry.changes.get(name, ("", ""))[1]
            if "[" not in text and "<" not in text:
                continue
            for kind, key in sorted(marks.keys(text)):
                places.setdefault((kind, key), []).append((entry.number, name))
            for line, address in markup.inert_addresses(text):
                said = _("Line %(line)d: the address “%(address)s” leads nowhere.")
                told = {"line": line, "address": address[:100]}
                yield Fault(said % told, entry.number, name)
    for kind, key in sorted(places.keys() - _answered(places, new)):
        said = references.SENTENCES[Mention.Kind(kind)] % {"key": key[:100]}
        for number, name in places[kind, key]:
            yield Fault(str(said), number, name)


def _answered(places: Iterable[tuple[str, str]], new: set[str]) -> set[Any]:
    by_kind: dict[str, list[str]] = {}
    for kind, key in places:
        by_kind.setdefault(kind, []).append(key)
    found = {(Term.kind, slug) for slug in new}
    for kind, keys in by_kind.items():
        for start in range(0, len(keys), BATCH):
            some = set(keys[start : start + BATCH])
            found |= {(kind, key) for key in references.known_keys(kind, some)}
    return found
