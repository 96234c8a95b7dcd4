"""Entries by their whole names: titles, initials and aliases, squashed.

May import Django and this room's modules.
"""

from collections.abc import Sequence
from itertools import starmap

from django.db import connection

from .scopes import Condition, Match, blanks

# Most of what is typed is nobody's name, which can be told without asking who is live.
_KNOWN = """
SELECT column1 FROM (VALUES {names}) AS asked
WHERE EXISTS (SELECT 1 FROM search_searchname WHERE name = column1)
"""
_CALLED = """
SELECT * FROM (
    SELECT search_searchentry.id, search_searchentry.kind,
        search_searchentry.revision_id
    FROM search_searchname JOIN search_searchentry
        ON search_searchentry.id = search_searchname.entry_id
    WHERE search_searchname.name = %s AND ({live})
    ORDER BY search_searchname.is_title DESC, search_searchname.entry_id LIMIT %s
) AS called
"""


def called(live: Condition, names: Sequence[str], bound: int) -> list[Match]:
    """Live entries of exactly these names, titles before initials and aliases.

    In the order of the names, at most `bound` of each; an entry of several comes more
    than once. One query, and one more if there is any.
    """
    known = _known(names)
    return exactly(live, [name for name in names if name in known], bound)


def exactly(live: Condition, names: Sequence[str], bound: int) -> list[Match]:
    """The same for names that may well be somebody's. One query."""
    if not names:
        return []
    sql = " UNION ALL ".join([_CALLED.format(live=live.sql)] * len(names))
    given = [part for name in names for part in (name, *live.params, bound)]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(starmap(Match, cursor.fetchall()))


def _known(names: Sequence[str]) -> set[str]:
    """Those that some entry has, live or not."""
    if not names:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN.format(names=blanks(names, "(%s)")), names)
        return {name for (name,) in cursor.fetchall()}
