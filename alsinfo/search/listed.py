"""Misspellings that editors listed: a query is read as if it were spelt right.

May import Django and this room's modules.
"""

from collections.abc import Collection, Iterator, Sequence

from django.db import connection

from . import queries
from .scopes import Condition, blanks

_LONGEST_RUN = 5  # words
# A live entry that is really called so is meant, whatever others list.
# CROSS JOIN keeps SQLite from asking every entry for its names.
_LISTED = """
SELECT wrong.name, search_searchentry.title
FROM search_searchname AS wrong CROSS JOIN search_searchentry
WHERE search_searchentry.id = wrong.entry_id
    AND wrong.is_misspelt AND wrong.name IN ({names}) AND ({live})
    AND NOT EXISTS (
        SELECT 1 FROM search_searchname AS called CROSS JOIN search_searchentry
        WHERE search_searchentry.id = called.entry_id
            AND called.name = wrong.name AND NOT called.is_misspelt AND ({live}))
ORDER BY search_searchentry.id DESC LIMIT 100
"""


def runs(query: str) -> set[str]:
    """What in a query might be a misspelt name, squashed."""
    words = queries.typed(query)
    names = {queries.squash("".join(words[a:b])) for a, b in _runs(words)}
    return names - {""}


def mended(live: Condition, query: str, misspelt: Collection[str]) -> str:
    """The query with each of these misspellings as the name of its live entry.

    One query if there are any; what has no live entry comes back as it was.
    """
    names = _names(live, sorted(misspelt))
    return " ".join(_spelt(queries.typed(query), names)) if names else query


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each run of words begins and ends; from a place on, the longest first."""
    for first in range(len(words)):
        for last in range(min(first + _LONGEST_RUN, len(words)), first, -1):
            yield first, last


def _names(live: Condition, wrong: Sequence[str]) -> dict[str, str]:
    if not wrong:
        return {}
    sql = _LISTED.format(names=blanks(wrong), live=live.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*wrong, *live.params, *live.params])
        return dict(cursor.fetchall())


def _spelt(words: Sequence[str], names: dict[str, str]) -> Iterator[str]:
    at = 0
    for first, last in _runs(words):
        name = names.get(queries.squash("".join(words[first:last])))
        if first < at or (name is None and last > first + 1):
            continue
        yield name.lower() if name else words[first]
        at = last
