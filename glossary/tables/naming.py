"""Names that two terms would share: within the table, and with terms outside it."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from alsinfo.editorial import words
from alsinfo.editorial.models import Mention
from alsinfo.editorial.models.derived import trimmed
from alsinfo.editorial.workflow import Status

from ..models import Term
from . import cells
from .reading import Fault

BATCH = 500
COLUMNS = ("name", "aliases")


def faults(entries: list[Any]) -> Iterator[Fault]:
    """A name that a row brings and another term has, or another row too.

    The other rows count as the table gives them, so that a name may move from one
    term to another; terms outside the table by their live and their newest texts.
    """
    held = _held(entries)
    outside = _outside(entries)
    for entry in entries:
        if entry.state == "unchanged" or not entry.changes.keys() & set(COLUMNS):
            continue
        for column, name, key in names_of(entry):
            other = next((e for e in held.get(key, []) if e is not entry), None)
            if other is not None:
                said = _("The name “%(name)s” is also that of row %(row)d.")
                told = {"name": name[:120], "row": other.number}
                yield Fault(said % told, entry.number, column)
            elif key in outside:
                said = _("The name “%(name)s” is held by the term “%(other)s”.")
                told = {"name": name[:120], "other": outside[key]}
                yield Fault(said % told, entry.number, column)


def names_of(entry: Any) -> Iterator[tuple[str, str, str]]:
    """(column, name, name as compared) of all that a row calls its term."""
    name = entry.value("name").strip()
    if name:
        yield "name", name, words.fold_name(name)
    for alias in cells.split(entry.value("aliases")):
        yield "aliases", alias, words.fold_name(alias)


def _held(entries: list[Any]) -> dict[str, list[Any]]:
    held: dict[str, list[Any]] = {}
    for entry in entries:
        for _column, _name, key in names_of(entry):
            held.setdefault(key, []).append(entry)
    return held


def _outside(entries: list[Any]) -> dict[str, str]:
    """Name as compared -> the name of a term that is not in the table and holds it."""
    own = {entry.slug for entry in entries}
    wanted = {key for e in entries if e.changes for *_n, key in names_of(e)}
    ordered = sorted(wanted)
    found: dict[str, str] = {}
    for start in range(0, len(ordered), BATCH):
        for text in _holders(ordered[start : start + BATCH]):
            if text.entry.slug not in own:
                found |= dict.fromkeys(wanted.intersection(text.name_keys()), text.name)
    return found


def _holders(keys: list[str]) -> Iterator[Any]:
    """The texts in use that are called so, without those in the archive."""
    claims = Mention.objects.filter(
        entry_kind=Term.kind, kind=Mention.Kind.NAME, key__in=map(trimmed, keys)
    )
    terms = Term.objects.exclude(status=Status.ARCHIVED)
    texts = terms.texts_in_use(timezone.now())
    named = texts.filter(pk__in=claims.values("revision_id"))
    yield from named.select_related("entry").only("name", "aliases", "entry__slug")
