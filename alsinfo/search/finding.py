"""The door of the room: what is written into the index, and what is asked of it.

index(), index_many(), forget(), rebuild(), clear(), count() write and count rows;
search() finds, and its parts find(), rows_of() and hits() serve a page that counts all
before it shows some; suggest() answers while somebody types; picked() and all_picked()
say what editors chose, count_miss() what was missing. `steps` tells how a search goes.
May import Django and this room's modules.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.safestring import SafeString

from . import passages, queries, steps
from .indexing import Row, clear, count, forget, index, index_many, rebuild
from .misses import count_miss
from .models import Live, SearchEntry
from .picks import Place, all_picked, picked
from .queries import LONGEST_QUERY, MOST_WORDS, clean, is_cut
from .scopes import Condition, Match, condition
from .steps import MOST_FOUND, Found
from .suggesting import Suggestion, suggest
from .synonyms import MOST_LINES

__all__ = [
    "LONGEST_QUERY",
    "MOST_FOUND",
    "MOST_LINES",
    "MOST_WORDS",
    "Condition",
    "Found",
    "Hit",
    "Match",
    "Place",
    "Results",
    "Row",
    "Suggestion",
    "all_picked",
    "among",
    "clean",
    "clear",
    "condition",
    "count",
    "count_miss",
    "find",
    "forget",
    "has",
    "hits",
    "index",
    "index_many",
    "is_cut",
    "is_searchable",
    "picked",
    "rebuild",
    "rows_of",
    "search",
    "suggest",
]

_PAGE = 20
_PAGE_OF_ROWS = """
SELECT id, kind, revision_id, title, substr(body, 1, %s)
FROM search_searchentry WHERE id IN ({keys}) AND ({live})
"""


@dataclass(frozen=True)
class Hit:
    kind: str
    revision_id: int
    title: str
    title_parts: passages.Parts
    snippet_parts: passages.Parts

    @property
    def title_html(self) -> SafeString:
        """The title, escaped, with the found words in `<mark>`."""
        return passages.html(self.title_parts)

    @property
    def snippet(self) -> SafeString:
        """A stretch of the text, escaped, with the found words in `<mark>`."""
        return passages.html(self.snippet_parts)


@dataclass(frozen=True)
class Results:
    """`total` stops at `MOST_FOUND`. With a `suggestion`, the hits are for that."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    words: tuple[str, ...] = ()
    suggestion: str | None = None


def search(
    query: str, *, live: Live | Condition, limit: int = _PAGE, offset: int = 0
) -> Results:
    """What visitors find. Never raises, whatever was typed.

    `live` maps a kind to its live revisions; other kinds are not searched.
    """
    found = find(query, live=live)
    first = max(0, offset)
    return Results(
        hits=hits(found, found.rows[first : first + max(0, limit)]),
        total=len(found.rows),
        words=tuple(word.text for word in found.words),
        suggestion=found.suggestion,
    )


def find(query: str, *, live: Live | Condition, as_typed: bool = False) -> Found:
    """What is found, the best first; `as_typed` mends no word."""
    words = queries.words_of(query)
    narrowed = condition(live) if words else None
    if narrowed is None:
        return Found(words=words, marked=words)
    return steps.find(narrowed, query, as_typed=as_typed)


def among(found: Found, live: Live | Condition) -> tuple[Match, ...]:
    """The same search in fewer live revisions, before anything is cut."""
    narrowed = condition(live)
    return tuple(steps.among(found, narrowed)) if narrowed else ()


def has(found: Found, live: Live | Condition) -> bool:
    """Whether the same search would find any of these live revisions. One query."""
    narrowed = condition(live)
    return steps.has(found, narrowed) if narrowed else False


def is_searchable(text: str) -> bool:
    """Whether there is a word in it to look for."""
    return bool(queries.squash(text))


def rows_of(places: Collection[tuple[str, int]]) -> dict[tuple[str, int], Match]:
    """Kind and number of a revision -> the row of the index that it has. One query."""
    if not places:
        return {}
    wanted = Q()
    for kind, number in places:
        wanted |= Q(kind=kind, revision_id=number)
    rows = SearchEntry.objects.filter(wanted).values_list("pk", "kind", "revision_id")
    return {(kind, number): Match(key, kind, number) for key, kind, number in rows}


def hits(found: Found, rows: Sequence[Match]) -> tuple[Hit, ...]:
    """These rows in their order, with marks; all are live at the instant of the search.

    One query, narrowed once more: rows that an editor chose were not looked for.
    """
    if found.live is None or not rows:
        return ()
    by_key = _texts(found.live, [row.key for row in rows])
    sought = passages.pattern_for(found.marked)
    return tuple(_hit(sought, *by_key[row.key]) for row in rows if row.key in by_key)


def _texts(live: Condition, keys: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    sql = _PAGE_OF_ROWS.format(keys=", ".join(["%s"] * len(keys)), live=live.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [passages.READ_AT_MOST, *keys, *live.params])
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _hit(
    sought: Sequence[passages.Sought], kind: str, number: int, title: str, body: str
) -> Hit:
    return Hit(
        kind=kind,
        revision_id=number,
        title=title,
        title_parts=passages.marked(title, sought),
        snippet_parts=passages.excerpt(body, sought),
    )
