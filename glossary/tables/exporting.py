"""Terms -> a table. Rows are made one by one, so memory does not grow with them."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from ..models import Term, TermRevision
from . import cells
from .columns import NAMES, cell_of

BATCH = 500


class _Echo:
    """What a csv.writer writes to: each row is handed back."""

    def write(self, line: str) -> str:
        return line


def newest_texts() -> Any:
    """The newest text of every term, whatever its status."""
    return _readable(Term.objects.newest_texts())


def live_texts(at: datetime) -> Any:
    """What readers see of every live term."""
    return _readable(TermRevision.objects.live(at))


def _readable(texts: Any) -> Any:
    near = texts.select_related("entry").prefetch_related("related", "tags")
    return near.order_by("entry__slug")


def lines(texts: Any) -> Iterator[str]:
    """The lines of the table, the header first. Three queries for 500 terms."""
    writer = csv.writer(_Echo())
    yield writer.writerow(NAMES)
    for text in texts.iterator(chunk_size=BATCH):
        yield writer.writerow(row_of(text))


def row_of(text: TermRevision) -> list[str]:
    """The cells of one text, each of them harmless."""
    keys = keys_of(text.related.all(), text.tags.all())
    return [cells.harmless(cell_of(text, name, keys)) for name in NAMES]


def keys_of(related: Iterable[Any], tags: Iterable[Any]) -> dict[str, list[str]]:
    """What the columns of keys hold, in a settled order."""
    return {
        "related": sorted(term.slug for term in related),
        "tags": sorted(tag.slug for tag in tags),
    }
