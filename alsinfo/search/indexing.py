"""Writing the index: one row at a time, or all of them anew.

Only these functions write the tables of this room. They join the caller's transaction
and open one if there is none. May import Django and this room's modules.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction

from . import queries
from .backends import backend
from .models import Said, SearchEntry, SearchName, SearchWord

LONGEST_BODY = 100_000  # letters; a tsvector of PostgreSQL may not pass one megabyte
LONGEST_KEYWORDS = 20_000
LONGEST_TITLE = 500
# A line of keywords that is longer is a sentence, and no name.
LONGEST_NAME = 60
LEAST_IN_TEXT = 7  # letters of a word that is only said in texts, to be proposed
_BATCH = 500
_WORDS = """
INSERT INTO search_searchword (word, said) VALUES (%s, %s)
ON CONFLICT (word) DO UPDATE SET said = excluded.said
WHERE search_searchword.said < excluded.said
"""


@dataclass(frozen=True)
class Row:
    """What is indexed of one revision: plain texts, names one to a line.

    `misspellings` find it as its keywords do, but are never shown to anybody.
    """

    kind: str
    revision_id: int
    title: str
    keywords: str
    body: str
    misspellings: str = ""


def index(kind: str, revision_id: int, **texts: str) -> None:
    """Insert the row of a revision, or replace it; `texts` are those of `Row`.

    Four statements. Texts are plain. Keywords (initials, aliases) stand one to a line,
    so that each is a name of its own: whoever types just that finds this entry first.
    """
    with transaction.atomic(savepoint=False):
        _write([Row(kind, revision_id, **texts)])


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
    once = list({(row.kind, row.revision_id): row for row in rows}.values())
    entries = SearchEntry.objects.bulk_create(
        map(_entry, once),
        update_conflicts=True,
        unique_fields=["kind", "revision_id"],
        update_fields=["title", "keywords", "body"],
    )
    SearchName.objects.filter(entry__in=entries).delete()
    written = zip(entries, once, strict=True)
    SearchName.objects.bulk_create(
        name for entry, row in written for name in _names(entry, row.misspellings)
    )
    _write_words(entries, once)


def _entry(row: Row) -> SearchEntry:
    keywords = "\n".join(filter(None, (row.keywords, row.misspellings)))
    return SearchEntry(
        kind=row.kind,
        revision_id=row.revision_id,
        title=queries.clean(row.title[:LONGEST_TITLE]),
        keywords=queries.clean(keywords[:LONGEST_KEYWORDS]),
        body=queries.clean(row.body[:LONGEST_BODY]),
    )


def _names(entry: SearchEntry, misspellings: str) -> Iterator[SearchName]:
    title, wrong = queries.squash(entry.title), set(_squashed(misspellings))
    others = {title, *_squashed(entry.keywords)}
    for name in filter(None, (title, *sorted(others - {title}))):
        is_misspelt = name in wrong and name != title
        yield SearchName(
            entry=entry, name=name, is_title=name == title, is_misspelt=is_misspelt
        )


def _squashed(lines: str) -> Iterator[str]:
    return map(queries.squash, lines.splitlines())


def _write_words(entries: Sequence[SearchEntry], rows: Sequence[Row]) -> None:
    """In the order of the alphabet, so that no two writers wait for each other."""
    said: dict[str, Said] = {}
    for entry, row in zip(entries, rows, strict=True):
        for where, words in _vocabulary(entry, row):
            said |= {word: max(where, said.get(word, where)) for word in words}
    with connection.cursor() as cursor:
        cursor.executemany(_WORDS, [(word, int(said[word])) for word in sorted(said)])


def _vocabulary(entry: SearchEntry, row: Row) -> Iterator[tuple[Said, set[str]]]:
    kept = queries.clean(row.keywords[:LONGEST_KEYWORDS]).splitlines()
    names = [line for line in kept if len(line) <= LONGEST_NAME]
    yield Said.MISSPELT, queries.vocabulary(row.misspellings)
    yield Said.IN_TEXT, set(filter(_is_long, queries.vocabulary(entry.body)))
    yield Said.IN_SENTENCE, queries.vocabulary(row.keywords)
    yield Said.IN_NAME, queries.vocabulary("\n".join((entry.title, *names)))


def _is_long(word: str) -> bool:
    """Whether it can hardly be taken for another word of the language."""
    return len(word) >= LEAST_IN_TEXT and word.isalpha()
