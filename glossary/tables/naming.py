"""Names that two terms would share: within the table, and with terms outside it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alsinfo.editorial import words
from alsinfo.editorial.models import Mention
from alsinfo.editorial.models.derived import trimmed
from alsinfo.editorial.workflow import Status

from ..models import Term
from . import cells
from .reading import Fault

BATCH = 500


class Called(NamedTuple):
    """One thing that a row calls its term: the column, as written, as compared."""

    column: str
    name: str
    key: str

    def clashes(self, are_initials: bool) -> bool:
        """Whether another term may not be called so; only initials may be shared."""
        return not (self.column == "initials" and are_initials)


def faults(entries: list[Any]) -> Iterator[Fault]:
    """A name that a row brings and another term has, or another row too.

    The other rows count as the table gives them, so that a name may move from one
    term to another; terms outside the table by their live and their newest texts.
    """
    held = _held(entries)
    outside = _outside(entries)
    for entry in entries:
        for called in called_in(entry):
            if called.column not in entry.changes:
                continue
            told: dict[str, Any] = {"name": called.name[:120]}
            if other := _other_row(entry, called, held):
                said = _("The name “%(name)s” is also that of row %(row)d.")
                yield Fault(said % (told | {"row": other}), entry.number, called.column)
            elif other := _other_term(called, outside):
                said = _("The name “%(name)s” is held by the term “%(other)s”.")
                told["other"] = other
                yield Fault(said % told, entry.number, called.column)


def called_in(entry: Any) -> Iterator[Called]:
    """All that a row calls its term."""
    for column in ("name", "initials"):
        if name := entry.value(column).strip():
            yield Called(column, name, words.fold_name(name))
    for alias in cells.split(entry.value("aliases")):
        yield Called("aliases", alias, words.fold_name(alias))


def _held(entries: list[Any]) -> dict[str, list[tuple[Any, bool]]]:
    """Name as compared -> (row, whether they are its initials)."""
    held: dict[str, list[tuple[Any, bool]]] = {}
    for entry in entries:
        for called in called_in(entry):
            found = entry, called.column == "initials"
            held.setdefault(called.key, []).append(found)
    return held


def _other_row(entry: Any, called: Called, held: dict[str, Any]) -> int | None:
    return next(
        (
            other.number
            for other, are_initials in held[called.key]
            if other is not entry and called.clashes(are_initials)
        ),
        None,
    )


def _other_term(called: Called, outside: dict[str, list[tuple[str, bool]]]) -> str:
    found = outside.get(called.key, [])
    return next((name for name, initials in found if called.clashes(initials)), "")


def _outside(entries: list[Any]) -> dict[str, list[tuple[str, bool]]]:
    """Name as compared -> (a term outside the table, whether they are its initials)."""
    own = {entry.slug for entry in entries}
    wanted = {called.key for e in entries if e.changes for called in called_in(e)}
    ordered = sorted(wanted)
    found: dict[str, list[tuple[str, bool]]] = {}
    for start in range(0, len(ordered), BATCH):
        for text in _holders(ordered[start : start + BATCH]):
            if text.entry.slug in own:
                continue
            for key in text.name_keys():
                found.setdefault(key, []).append((text.name, False))
            found.setdefault(text.initials_key(), []).append((text.name, True))
    return found


def _holders(keys: list[str]) -> Iterator[Any]:
    """The texts in use that may be called so, without those in the archive."""
    claims = Mention.objects.filter(entry_kind=Term.kind).filter(
        Q(kind=Mention.Kind.NAME, key__in=map(trimmed, keys))
        | Q(kind=Mention.Kind.ADDRESS, key__in=map(slugify, keys))
    )
    terms = Term.objects.exclude(status=Status.ARCHIVED)
    texts = terms.texts_in_use(timezone.now())
    named = texts.filter(pk__in=claims.values("revision_id"))
    light = ("name", "initials", "aliases", "entry__slug")
    yield from named.select_related("entry").only(*light)
