"""Names as somebody types: of live entries, by the beginning of any of their words.

May import this room's modules.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from . import queries
from .indexing import LONGEST_NAME
from .models import Live
from .names import exactly
from .queries import Word
from .scopes import Condition, Scope, condition
from .steps import MOST_FOUND, ranked, with_endings

MOST = 8
LEAST_LETTERS = 2
_READ = 100
_Row = tuple[int, str, int, str, str]  # key, kind, revision, title, keywords
_NAMES = """
SELECT id, kind, revision_id, title, keywords
FROM search_searchentry WHERE id IN ({keys}) AND ({live})
"""


@dataclass(frozen=True)
class Suggestion:
    """A live entry, called by its title: other names may be misspellings."""

    kind: str
    revision_id: int
    title: str


def suggest(
    query: str, *, live: Live | Condition, limit: int = MOST
) -> tuple[Suggestion, ...]:
    """Entries that one of their names begins for, the nearest first. Four queries.

    First those of just this name, then titles that begin so, other names, and the rest;
    among equals the shorter title, so that both databases say the same.
    """
    words = queries.words_of(query)
    narrowed = condition(live) if words else None
    typed = queries.squash(query)
    if narrowed is None or len(typed) < LEAST_LETTERS:
        return ()
    exact = [row.key for row in exactly(narrowed, [typed], MOST_FOUND)][:limit]
    found = [row.key for row in ranked(narrowed, _longer(words), Scope.NAMES)][:_READ]
    rows = _rows(narrowed, list(dict.fromkeys((*exact, *found))))
    asked = [queries.squash(word.text) for word in words]
    near = [
        (_distance(row, typed, exact), row) for row in rows if _is_named(row, asked)
    ]
    near.sort(key=lambda pair: (pair[0], len(pair[1][3])))
    return tuple(Suggestion(*row[1:4]) for _far, row in near[: max(0, limit)])


def _longer(words: Sequence[Word]) -> Sequence[Word]:
    """The last word as a beginning; a single letter after others is looked at later."""
    *others, last = words
    return others if others and len(last.text) == 1 else with_endings(words)


def _distance(row: _Row, typed: str, exact: Sequence[int]) -> int:
    key, _kind, _number, title, keywords = row
    nearness = (
        key in exact,
        queries.squash(title).startswith(typed),
        any(queries.squash(name).startswith(typed) for name in _names(keywords)),
    )
    return nearness.index(True) if True in nearness else len(nearness)


def _names(keywords: str) -> list[str]:
    return [line for line in keywords.splitlines() if len(line) <= LONGEST_NAME]


def _rows(live: Condition, keys: Sequence[int]) -> list[_Row]:
    if not keys:
        return []
    sql = _NAMES.format(keys=", ".join(["%s"] * len(keys)), live=live.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*keys, *live.params])
        by_key = {row[0]: row for row in cursor.fetchall()}
    return [by_key[key] for key in keys if key in by_key]


def _is_named(row: _Row, asked: Sequence[str]) -> bool:
    """Whether one name holds all the words, each at least as a beginning."""
    *_place, title, keywords = row
    return any(_holds(name, asked) for name in (title, *_names(keywords)))


def _holds(name: str, asked: Sequence[str]) -> bool:
    own = queries.called(name)
    return all(any(word.startswith(one) for word in own) for one in asked)
