"""A table becomes drafts: all of its rows, or none.

Every changed or new row is one draft by the desk. Nothing that readers see changes.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from alsinfo.editorial import desk, refusals
from alsinfo.editorial.models import Revision, Tag

from ..models import Term, TermRevision
from . import cells, checking, planning
from .planning import Entry, Plan
from .reading import Fault, Faults, Row

WHOLE = 1_000


class Outdated(Faults):
    """The plan is another one than somebody has seen."""


def rehearse(rows: list[Row], *, by: Any = None) -> Plan:
    """What the table would change; raises `Faults`. Nothing is written."""
    return planning.plan(rows, by=by)


def perform(rows: list[Row], *, by: Any, digest: str = "") -> Plan:
    """Save the drafts, and return what was done. Raises `Faults`: nothing is written.

    With a `digest`, only the plan that has it is carried out: what somebody has seen.
    """
    with transaction.atomic():
        found = planning.plan(rows, by=by)
        if digest and found.digest != digest:
            said = _("The glossary changed since this was shown: look at it again.")
            raise Outdated([Fault(said)])
        _save(found.changing, by)
    return found


def _save(changing: list[Entry], by: Any) -> None:
    tags = {tag.slug: tag for tag in Tag.objects.all()}
    saved = [(entry, _draft(entry, by, tags)) for entry in changing]
    slugs = (slug for entry in changing for slug in _related(entry))
    terms = _terms(slugs)
    through = TermRevision.related.through
    links = (
        through(termrevision_id=text.pk, term_id=terms[slug])
        for entry, text in saved
        for slug in _related(entry)
    )
    through.objects.bulk_create(links, batch_size=WHOLE)


def _draft(entry: Entry, by: Any, tags: dict[str, Any]) -> Any:
    """The next text of the row's term; its related terms follow when all are there."""
    term = Term(slug=entry.slug) if entry.text is None else entry.text.entry
    try:
        return desk.save_draft(
            term,
            filled(entry),
            by=by,
            seen=term.seen if term.pk else None,
            tags=[tags[slug] for slug in _keys(entry, "tags")],
            why=_("Imported from a table."),
        )
    except refusals.Refused as refusal:
        raise Faults([Fault(str(refusal), entry.number)]) from None


def filled(entry: Entry) -> TermRevision:
    """The unsaved text that a row makes: the newest one, with the row's changes."""
    text = TermRevision() if entry.text is None else desk.unsaved_copy(entry.text)
    if entry.text is not None and entry.text.live_from is not None:
        text.change_kind, text.change_note = Revision.ChangeKind.UPDATE, ""
    for name, (_old, new) in entry.changes.items():
        if name not in planning.KEYS:
            value = checking.value_of(name, new)
            setattr(text, name, None if _is_no_day(name, value) else value)
    return text


def _is_no_day(name: str, value: Any) -> bool:
    return name == "evidence_checked" and value == ""


def _keys(entry: Entry, name: str) -> list[str]:
    return list(dict.fromkeys(cells.split(entry.value(name))))


def _related(entry: Entry) -> list[str]:
    return _keys(entry, "related")


def _terms(slugs: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in planning.batches(slugs):
        rows = Term.objects.filter(slug__in=some)
        found |= dict(rows.values_list("slug", "pk"))
    return found
