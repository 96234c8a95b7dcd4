"""Related terms that lead round in a circle, which the table would newly make.

Two terms that name each other are as they should be. Three or more that each name only
the next one are not: a reader goes round and never comes back by the way.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from .. import rounds
from ..models import Term, TermRevision
from . import cells
from .reading import Fault

MOST_NAMED = 12


def faults(changing: list[Any]) -> Iterator[Fault]:
    """One sentence for each circle that goes over a link which a row adds."""
    added = {
        (entry.slug, slug): entry.number
        for entry in changing
        for slug in _added(entry)
        if slug != entry.slug
    }
    if not added:
        return
    for circle in rounds.circles(rounds.one_way(_links(changing))):
        steps = zip(circle, [*circle[1:], circle[0]], strict=True)
        row = next((added[step] for step in steps if step in added), None)
        if row is not None:
            yield Fault(_told(circle), row, "related")


def _added(entry: Any) -> list[str]:
    old, new = entry.changes.get("related", ("", ""))
    return [slug for slug in cells.split(new) if slug not in cells.split(old)]


def _links(changing: list[Any]) -> dict[str, list[str]]:
    """Slug -> slugs of the related terms, as the table would leave all terms."""
    newest = Term.objects.newest_texts().order_by("entry__slug")
    through = TermRevision.related.through.objects.filter(termrevision__in=newest)
    pairs = through.values_list("termrevision__entry__slug", "term__slug")
    links: dict[str, list[str]] = {}
    for slug, other in pairs.order_by("termrevision__entry__slug", "term__slug"):
        links.setdefault(slug, []).append(other)
    for entry in changing:
        if "related" in entry.changes:
            links[entry.slug] = sorted(cells.split(entry.changes["related"][1]))
    return links


def _told(circle: list[str]) -> str:
    shown = circle[:MOST_NAMED]
    steps = [*shown, "…"] if len(circle) > MOST_NAMED else [*shown, circle[0]]
    return _(
        "The related terms go round in a circle: %s. Relate each two of them in both "
        "directions, or leave one step out."
    ) % " → ".join(steps)
