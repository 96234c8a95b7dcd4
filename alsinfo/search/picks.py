"""What editors chose for a search: an entry by kind and slug.

Whether it is live is not known here: the caller asks, and shows nothing else. May
import this room's modules.
"""

from functools import lru_cache

from django.db import connection

from . import queries

MOST_PICKS = 1_000
MOST_SHOWN = 3
_KEPT = """
SELECT words, kind, slug FROM search_pick WHERE NOT retired ORDER BY key LIMIT %s
"""

Place = tuple[str, str]  # kind and slug
_Rows = tuple[tuple[str, str, str], ...]


def picked(query: str) -> tuple[Place, ...]:
    """The entries chosen for a query, whatever its signs and capitals. One query."""
    names = queries.names_of(query, queries.words_of(query))
    index = _index(_rows())
    places = (place for name in names for place in index.get(name, ()))
    return tuple(dict.fromkeys(places))[:MOST_SHOWN]


def all_picked() -> tuple[Place, ...]:
    """Every entry that is chosen for something, once each. One query."""
    return tuple(dict.fromkeys((kind, slug) for _words, kind, slug in _rows()))


def _rows() -> _Rows:
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [MOST_PICKS])
        return tuple(cursor.fetchall())


@lru_cache(maxsize=4)
def _index(rows: _Rows) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for words, kind, slug in rows:
        for name in filter(None, map(queries.squash, words.splitlines())):
            found[name] = (*found.get(name, ()), (kind, slug))
    return found
