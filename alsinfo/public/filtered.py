"""Rows of a search narrowed by a filter, before they are cut and not after.

As long as a search read all there is, a filter picks among its rows. Beyond that the
same words are looked for in fewer live texts. May import the rooms below.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from alsinfo.editorial.models import Tag
from alsinfo.search import finding
from alsinfo.search.finding import Match
from articles.models import ArticleRevision
from glossary.models import TermRevision

from . import topics

MODELS: dict[str, Any] = {"article": ArticleRevision, "term": TermRevision}


def live(at: datetime) -> dict[str, Any]:
    """Kind -> its live texts."""
    return {kind: model.objects.live(at) for kind, model in MODELS.items()}


def numbers_of(rows: Iterable[Match], kind: str) -> list[int]:
    return [row.number for row in rows if row.kind == kind]


@dataclass(frozen=True)
class Rows:
    """What a search found among some kinds and perhaps of one topic, in order.

    Made for all; narrowed by its methods, each of which answers a new one.
    """

    found: finding.Found
    at: datetime
    first: tuple[Match, ...] = ()
    own: tuple[Match, ...] | None = None
    kinds: tuple[str, ...] = tuple(MODELS)
    tag: Tag | None = None

    @property
    def rows(self) -> list[Match]:
        """Each once, those that lead first."""
        return list({row.key: row for row in (*self.first, *self._own)}.values())

    @property
    def is_cut(self) -> bool:
        """Whether there may be more."""
        return len(self._own) >= finding.MOST_FOUND

    @property
    def _own(self) -> tuple[Match, ...]:
        return self.found.rows if self.own is None else self.own

    def of_kind(self, kind: str) -> "Rows":
        """Those of a kind; nothing for one that there is not."""
        kinds = tuple(own for own in self.kinds if own == kind)
        fewer = replace(self, kinds=kinds)._asked_anew(self.is_cut)
        return fewer._only({(row.kind, row.number) for row in fewer.rows})

    def having(self, tag: Tag) -> "Rows":
        """Those of a topic. One query for each kind, and the search if it was cut."""
        fewer = replace(self, tag=tag)._asked_anew(self.is_cut)
        tagged = {
            (kind, number)
            for kind in self.kinds
            for number in fewer._texts(kind)
            .filter(pk__in=numbers_of(fewer.rows, kind))
            .order_by()
            .values_list("pk", flat=True)
        }
        return fewer._only(tagged)

    def has_more(self, kind: str) -> bool:
        """Whether rows of a kind stand beyond the last. One query if it was cut."""
        return self.is_cut and finding.has(self.found, {kind: self._texts(kind)})

    def _texts(self, kind: str) -> Any:
        """The live texts of a kind among which these are."""
        model = MODELS[kind]
        if self.tag is None:
            return model.objects.live(self.at)
        return topics.having(model, self.tag, self.at)

    def _asked_anew(self, was_cut: bool) -> "Rows":
        if not was_cut:
            return self
        texts = {kind: self._texts(kind) for kind in self.kinds}
        return replace(self, own=finding.among(self.found, texts))

    def _only(self, places: set[tuple[str, int]]) -> "Rows":
        first, own = (
            tuple(
                row
                for row in rows
                if (row.kind, row.number) in places and row.kind in self.kinds
            )
            for rows in (self.first, self._own)
        )
        return replace(self, first=first, own=own)
