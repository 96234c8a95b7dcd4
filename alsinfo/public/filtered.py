"""Rows of a search narrowed by a filter, before they are cut and not after.

As long as a search read all there is, a filter picks among its rows. Beyond that the
same words are looked for in fewer live texts. May import the rooms below.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import DateTimeField

from alsinfo.editorial.models import Tag
from alsinfo.editorial.prepared import Blank
from alsinfo.search import finding
from alsinfo.search.finding import Match
from articles.models import ArticleRevision
from glossary.models import TermRevision

from . import topics

MODELS: dict[str, Any] = {"article": ArticleRevision, "term": TermRevision}
AT = Blank("at", DateTimeField())


def live(at: datetime, *kinds: str) -> finding.Condition:
    """What is live, of these kinds or of all; its SQL is written once."""
    written = _written(kinds or tuple(MODELS))
    when = AT.filled(at, connection)
    given = (when if isinstance(part, Blank) else part for part in written.params)
    return replace(written, params=tuple(given))


@cache
def _written(kinds: tuple[str, ...]) -> finding.Condition:
    return finding.condition({kind: MODELS[kind].objects.live(AT) for kind in kinds})


def numbers_of(rows: Iterable[Match], kind: str) -> list[int]:
    return [row.number for row in rows if row.kind == kind]


@dataclass(frozen=True)
class Rows:
    """What a search found among some kinds and perhaps of one topic, in order.

    Made for all; narrowed by its methods, each of which answers a new one.
    """

    found: finding.Found
    at: datetime
    own: tuple[Match, ...]
    first: tuple[Match, ...] = ()
    kinds: tuple[str, ...] = tuple(MODELS)
    tag: Tag | None = None

    @property
    def rows(self) -> list[Match]:
        """Each once, those that lead first."""
        return list({row.key: row for row in (*self.first, *self.own)}.values())

    @property
    def is_cut(self) -> bool:
        """Whether there may be more."""
        return len(self.own) >= finding.MOST_FOUND

    def of_kind(self, kind: str) -> "Rows":
        """Those of a kind; nothing for one that there is not."""
        kinds = tuple(own for own in self.kinds if own == kind)
        fewer = replace(self, kinds=kinds)
        own = fewer._asked_anew() if self.is_cut else self.own
        return replace(fewer, own=_of(kinds, own), first=_of(kinds, self.first))

    def having(self, tag: Tag) -> "Rows":
        """Those of a topic: a query for each kind, and the search if it was cut."""
        fewer = replace(self, tag=tag)
        own = fewer._asked_anew() if self.is_cut else fewer._tagged(self.own)
        return replace(fewer, own=own, first=fewer._tagged(self.first))

    def has_more(self, kind: str) -> bool:
        """Whether rows of a kind stand beyond the last. One query if it was cut."""
        return self.is_cut and finding.has(self.found, self._live(kind))

    def _live(self, *kinds: str) -> Any:
        """The live texts of some kinds among which these are."""
        if self.tag is None:
            return live(self.at, *kinds)
        return {kind: topics.having(MODELS[kind], self.tag, self.at) for kind in kinds}

    def _asked_anew(self) -> tuple[Match, ...]:
        return finding.among(self.found, self._live(*self.kinds)) if self.kinds else ()

    def _tagged(self, rows: tuple[Match, ...]) -> tuple[Match, ...]:
        """Those that have the topic. One query for each kind that they have."""
        kept: set[tuple[str, int]] = set()
        for kind in self.kinds:
            if numbers := numbers_of(rows, kind):
                texts = self._live(kind)[kind].filter(pk__in=numbers).order_by()
                kept |= {(kind, key) for key in texts.values_list("pk", flat=True)}
        return tuple(row for row in rows if (row.kind, row.number) in kept)


def _of(kinds: tuple[str, ...], rows: tuple[Match, ...]) -> tuple[Match, ...]:
    return tuple(row for row in rows if row.kind in kinds)
