"""What the two backends promise, and what being live is in SQL.

May import Django and this room's models.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet

from .models import Live, SearchEntry
from .queries import Word

Ranked = list[tuple[int, float]]


class Scope(StrEnum):
    """Where the words have to stand.

    SAID leaves keywords out: they may be misspellings, and those are never shown.
    """

    TITLE = "title"
    NAMES = "names"
    ANYWHERE = "anywhere"
    SAID = "said"


@dataclass(frozen=True)
class Condition:
    """What a row of `search_searchentry` must fulfil to be live.

    One search asks several questions. Writing the caller's querysets out as SQL takes
    Django longer than the database needs to answer, so it is done once.
    """

    sql: str
    params: tuple[Any, ...]


def condition(live: Live) -> Condition | None:
    """None means that nothing can be live."""
    rows = SearchEntry.objects.live(live).order_by().values("pk")
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    # Only the primary key stands before the first WHERE.
    return Condition(sql.partition(" WHERE ")[2], tuple(params))


class Backend(Protocol):
    def candidates(
        self,
        live: Condition,
        words: Sequence[Word],
        scope: Scope,
        *,
        every: bool = True,
        bound: int,
    ) -> Ranked:
        """Keys of live rows that hold the words, with a rank each: smaller is better.

        At most `bound` rows are read and ranked; they come in no order.
        """

    def longer(self, beginning: str, bound: int) -> list[str]:
        """Words of the vocabulary that begin like this, the shortest first.

        Written for each database: neither uses its index for the other's question.
        """

    def similar(self, word: str, bound: int) -> list[str]:
        """Words of the vocabulary that share most of their letters with this one."""

    def settle(self) -> None:
        """Tidy the index after many rows were written."""
