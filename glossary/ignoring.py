"""Terms that are not suggested in one entry: set and taken back by its writers.

Touches no text, no status and no interval, so it asks nothing of the desk; whoever
calls has made sure that the account may change the entry.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from alsinfo.text.markup import KEY

from .models import IgnoredTerm, Term


def ignore(entry: Any, slugs: Iterable[str], *, by: Any, at: datetime) -> list[str]:
    """Suggest these terms no longer in an entry; return the slugs that were new."""
    terms = Term.objects.filter(slug__in=_addresses(slugs)).exclude(
        pk__in=_rows_of(entry).values("term")
    )
    rows = [
        IgnoredTerm(
            entry_kind=entry.kind,
            entry_id=entry.pk,
            term=term,
            by=by,
            by_name=by.get_username(),
            at=at,
        )
        for term in terms
    ]
    # Two writers who ignore one term at once are of one mind.
    IgnoredTerm.objects.bulk_create(rows, ignore_conflicts=True)
    return [row.term.slug for row in rows]


def take_back(entry: Any, slugs: Iterable[str]) -> list[str]:
    """Suggest these terms again; return the slugs that had been ignored."""
    rows = _rows_of(entry).filter(term__slug__in=_addresses(slugs))
    taken = list(rows.values_list("term__slug", flat=True))
    if taken:
        rows.delete()
    return taken


def _rows_of(entry: Any) -> Any:
    return IgnoredTerm.objects.filter(entry_kind=entry.kind, entry_id=entry.pk)


def _addresses(slugs: Iterable[str]) -> set[str]:
    """Those that an address can be: a database does not take every character."""
    return {slug for slug in slugs if re.fullmatch(KEY, slug)}
