"""What the two backends promise, and what being live is in SQL.

May import Django and this room's models.
"""

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from .models import Live
from .queries import Word


class Match(NamedTuple):
    """A row of the index that was found: its key, and the text that it stands for."""

    key: int
    kind: str
    number: int
    rank: float = 0.0  # smaller is better


def blanks(values: Sized, blank: str = "%s") -> str:
    """A blank of SQL for each of these values."""
    return ", ".join([blank] * len(values))


class Scope(StrEnum):
    """Where the words have to stand."""

    TITLE = "title"
    NAMES = "names"
    ANYWHERE = "anywhere"


@dataclass(frozen=True)
class Condition:
    """What a row of `search_searchentry` must fulfil to be live.

    One search asks several questions. Writing the caller's querysets out as SQL takes
    Django longer than the database needs to answer, so it is done once; a caller who
    knows what changes in it may keep it.
    """

    sql: str
    params: tuple[Any, ...]


# One revision is asked for at a time, so that the cost follows the hits. `IN` makes
# SQLite, and `EXISTS` makes PostgreSQL, write out every live revision before the first
# hit is looked at. A slice or a union cannot be narrowed, so there it is the only way.
_ONE = "(SELECT true FROM ({live}) AS live WHERE live.{pk} = {number} LIMIT 1)"
_AMONG = "{number} IN ({live})"
_NUMBER = "search_searchentry.revision_id"


def condition(live: Live | Condition) -> Condition | None:
    """None means that nothing can be live."""
    if isinstance(live, Condition):
        return live
    parts: list[str] = []
    params: list[Any] = []
    for kind, revisions in live.items():
        try:
            sql, own = _keys(revisions).query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"WHEN %s THEN {_is_among(revisions, sql)}")
        params += [kind, *own]
    sql = f"CASE search_searchentry.kind {' '.join(parts)} ELSE false END"
    return Condition(sql, tuple(params)) if parts else None


def _keys(revisions: QuerySet[Any]) -> QuerySet[Any, Any]:
    keys = revisions.values(revisions.model._meta.pk.name)
    return keys if _is_closed(revisions) else keys.order_by()


def _is_among(revisions: QuerySet[Any], sql: str) -> str:
    pattern = _AMONG if _is_closed(revisions) else _ONE
    pk = revisions.model._meta.pk.column  # The name that the subquery gives it.
    return pattern.format(live=sql, pk=connection.ops.quote_name(pk), number=_NUMBER)


def _is_closed(revisions: QuerySet[Any]) -> bool:
    return bool(revisions.query.is_sliced or revisions.query.combinator)


def in_order(rows: Iterable[Match]) -> list[Match]:
    """The best first; among equals the one that was indexed first."""
    return sorted(rows, key=lambda row: (round(row.rank, 6), row.key))


Named = tuple[list[Match], list[Match]]


class Backend(Protocol):
    def candidates(
        self,
        live: Condition,
        words: Sequence[Word],
        scope: Scope,
        *,
        every: bool = True,
        bound: int,
    ) -> list[Match]:
        """Live rows that hold the words there, at most `bound`, in no order.

        Titles and names are ranked by their length, texts by how much they say of the
        words, where that can be told in bounded time. A phrase is looked for in so
        many texts that hold all its words, and no more.
        """

    def named(self, live: Condition, words: Sequence[Word], bound: int) -> Named:
        """Live rows with all the words in their title, and in title and keywords.

        As of `candidates`, and in as few statements as the database likes; where as
        many titles as wanted have them, the rest may be missing.
        """

    def holds(
        self, live: Condition, words: Sequence[Word], *, every: bool = True
    ) -> bool:
        """Whether any live row holds the words, the oldest looked at first."""

    def common(self, words: Sequence[Word], least: int) -> frozenset[Word]:
        """Those that surely more rows hold than this, where telling beats counting."""

    def frequency(self, word: Word, bound: int) -> int:
        """How many rows hold the word, live or not; no more than `bound` are read."""

    def longer(self, beginning: str, bound: int) -> list[str]:
        """Words of names and what is said of them that begin like this, short first.

        Written for each database: neither uses its index for the other's question.
        """

    def similar(self, word: str, bound: int) -> list[tuple[str, bool]]:
        """Words that share letters with this one, and whether each is of a name.

        No misspellings; `spelling` judges which are near.
        """

    def settle(self) -> None:
        """Tidy the index after many rows were written."""
