"""Writing the index: one row at a time, or all of them anew.

Only these functions write the tables of this room. They join the caller's transaction
and open one if there is none. May import Django and this room's modules.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from . import queries
from .backends import backend
from .models import SearchEntry, SearchName, SearchWord

LONGEST_BODY = 100_000  # letters; a tsvector of PostgreSQL may not pass one megabyte
LONGEST_KEYWORDS = 20_000
LONGEST_TITLE = 500
_BATCH = 500


@dataclass(frozen=True)
class Row:
    """What is indexed of one revision: plain texts, the keywords one to a line."""

    kind: str
    revision_id: int
    title: str
    keywords: str
    body: str


def index(kind: str, revision_id: int, *, title: str, keywords: str, body: str) -> None:
    """Insert the row of a revision, or replace it. Four statements.

    Texts are plain. Keywords (initials, aliases, misspellings) stand one to a line, so
    that each is a name of its own: whoever types just that finds this entry first.
    """
    with transaction.atomic(savepoint=False):
        _write([Row(kind, revision_id, title, keywords, body)])


def index_many(rows: Iterable[Row]) -> None:
    """Insert or replace these rows, in batches."""
    with transaction.atomic(savepoint=False):
        for batch in _batches(rows):
            _write(batch)


def forget(kind: str, revision_id: int) -> None:
    """Take the row of a revision out; none is no mistake."""
    rows = SearchEntry.objects.filter(kind=kind, revision_id=revision_id)
    rows.only("pk").delete()


def count(kind: str | None = None) -> int:
    """How many rows there are, live or not; of one kind if it is named."""
    rows = SearchEntry.objects.all()
    return (rows.filter(kind=kind) if kind else rows).count()


def clear() -> None:
    """Empty the index."""
    with transaction.atomic(savepoint=False):
        SearchName.objects.all().delete()
        SearchWord.objects.all().delete()
        SearchEntry.objects.only("pk").delete()  # Django reads what it deletes.


def rebuild(rows: Iterable[Row]) -> int:
    """Replace the whole index in one transaction; return how many rows it has now."""
    with transaction.atomic():
        clear()
        for batch in _batches(rows):
            _write(batch)
    backend().settle()
    return count()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _write(rows: Sequence[Row]) -> None:
    entries = SearchEntry.objects.bulk_create(
        [_entry(row) for row in {(r.kind, r.revision_id): r for r in rows}.values()],
        update_conflicts=True,
        unique_fields=["kind", "revision_id"],
        update_fields=["title", "keywords", "body"],
    )
    SearchName.objects.filter(entry__in=entries).delete()
    SearchName.objects.bulk_create(name for entry in entries for name in _names(entry))
    words = {word for entry in entries for word in _vocabulary(entry)}
    SearchWord.objects.bulk_create(
        (SearchWord(word=word) for word in sorted(words)), ignore_conflicts=True
    )


def _entry(row: Row) -> SearchEntry:
    return SearchEntry(
        kind=row.kind,
        revision_id=row.revision_id,
        title=queries.clean(row.title[:LONGEST_TITLE]),
        keywords=queries.clean(row.keywords[:LONGEST_KEYWORDS]),
        body=queries.clean(row.body[:LONGEST_BODY]),
    )


def _names(entry: SearchEntry) -> Iterator[SearchName]:
    title = queries.squash(entry.title)
    others = {queries.squash(line) for line in entry.keywords.splitlines()} - {title}
    for name in filter(None, (title, *sorted(others))):
        yield SearchName(entry=entry, name=name, is_title=name == title)


def _vocabulary(entry: SearchEntry) -> set[str]:
    return queries.vocabulary(f"{entry.title}\n{entry.keywords}")
