"""What editors wrote down for the search, read in one query.

The groups of words that mean the same, and which of some names are listed as
misspellings of others. May import Django and this room's modules.
"""

from collections.abc import Collection
from typing import NamedTuple

from django.db import connection

from .scopes import blanks

MOST_GROUPS = 1_000
_READ = """
SELECT words, 0 FROM (
    SELECT words FROM search_synonyms WHERE NOT retired ORDER BY key LIMIT %s
) AS kept
UNION ALL
SELECT DISTINCT name, 1 FROM search_searchname WHERE is_misspelt AND name IN ({names})
"""


class Lists(NamedTuple):
    """Groups as they were written, one word or name to a line; misspelt names."""

    groups: tuple[str, ...]
    misspelt: frozenset[str]


def read(names: Collection[str]) -> Lists:
    """All groups in use, and which of these names any entry lists, live or not."""
    asked = list(names) or [""]  # which is no name
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(names=blanks(asked)), [MOST_GROUPS, *asked])
        rows = cursor.fetchall()
    groups = (text for text, is_misspelt in rows if not is_misspelt)
    misspelt = (text for text, is_misspelt in rows if is_misspelt)
    return Lists(tuple(groups), frozenset(misspelt))
