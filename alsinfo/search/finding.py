"""The door of the room: what is written into the index, and what is asked of it.

index(), forget(), rebuild(), clear(), count() write and count rows; search() finds, and
its parts find(), places(), key_of() and hits() serve a page that counts all before it
shows some; suggest() answers while somebody types; picked() and all_picked() say what
editors chose, count_miss() what was missing. `steps` tells how a search goes. May
import Django and this room's modules.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.safestring import SafeString

from . import passages, queries, steps
from .indexing import Row, clear, count, forget, index, rebuild
from .misses import count_miss
from .models import Live, SearchEntry
from .picks import Place, all_picked, picked
from .queries import MOST_WORDS, clean, is_cut
from .scopes import Condition, condition
from .steps import MOST_FOUND, Found
from .suggesting import Suggestion, suggest
from .synonyms import MOST_LINES

__all__ = [
    "MOST_FOUND",
    "MOST_LINES",
    "MOST_WORDS",
    "Found",
    "Hit",
    "Place",
    "Results",
    "Row",
    "Suggestion",
    "all_picked",
    "clean",
    "clear",
    "count",
    "count_miss",
    "find",
    "forget",
    "hits",
    "index",
    "is_cut",
    "is_searchable",
    "key_of",
    "picked",
    "places",
    "rebuild",
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


def search(query: str, *, live: Live, limit: int = _PAGE, offset: int = 0) -> Results:
    """What visitors find. Never raises, whatever was typed.

    `live` maps a kind to its live revisions; other kinds are not searched.
    """
    found = find(query, live=live)
    first = max(0, offset)
    keys = found.keys[first : first + max(0, limit)]
    return Results(
        hits=hits(found, keys, live=live),
        total=len(found.keys),
        words=tuple(word.text for word in found.words),
        suggestion=found.suggestion,
    )


def find(query: str, *, live: Live, as_typed: bool = False) -> Found:
    """The keys of what is found, the best first; `as_typed` mends no word."""
    words = queries.words_of(query)
    narrowed = condition(live) if words else None
    if narrowed is None:
        return Found(words=words, marked=words)
    return steps.find(narrowed, query, as_typed=as_typed)


def is_searchable(text: str) -> bool:
    """Whether there is a word in it to look for."""
    return bool(queries.squash(text))


def places(keys: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Key -> kind and number of the revision, for keys that were found. One query."""
    rows = SearchEntry.objects.filter(pk__in=keys).order_by()
    fields = rows.values_list("pk", "kind", "revision_id")
    return {pk: (kind, number) for pk, kind, number in fields}


def key_of(kind: str, revision_id: int) -> int | None:
    """The key under which a revision would be found; None if it is not indexed."""
    rows = SearchEntry.objects.filter(kind=kind, revision_id=revision_id)
    return rows.values_list("pk", flat=True).first()


def hits(found: Found, keys: Sequence[int], *, live: Live) -> tuple[Hit, ...]:
    """These rows in their order, with marks; without those that ended a moment ago."""
    narrowed = condition(live) if keys else None
    if narrowed is None:
        return ()
    by_key = _texts(narrowed, keys)
    pattern = passages.pattern_for(found.marked)
    return tuple(_hit(pattern, *by_key[pk]) for pk in keys if pk in by_key)


def _texts(live: Condition, keys: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    sql = _PAGE_OF_ROWS.format(keys=", ".join(["%s"] * len(keys)), live=live.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [passages.READ_AT_MOST, *keys, *live.params])
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _hit(
    pattern: re.Pattern[str], kind: str, revision_id: int, title: str, body: str
) -> Hit:
    return Hit(
        kind=kind,
        revision_id=revision_id,
        title=title,
        title_parts=passages.marked(title, pattern),
        snippet_parts=passages.excerpt(body, pattern),
    )
