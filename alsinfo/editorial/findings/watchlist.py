"""The watch-list over a page: its rows made ready, and what they find."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from alsinfo.text.watching import Hit, Watch, WatchList, fold

from ..models import Watchword
from .finding import Finding
from .page import Page

Kind = Watchword.Kind

# A name is a name, whatever stands before it; a left-over is one everywhere. What is
# said of treatments and people may be taken back, or repeated to put it right.
NEGATABLE = {
    Kind.HYPE,
    Kind.MEDICAL_ADVICE,
    Kind.UNPROVEN_THERAPY,
    Kind.INCLUSIVE_LANGUAGE,
}
NEVER_CORRECTED = {Kind.MISSPELT_MEDICINE, Kind.PAGE_JUNK}


def of_watch_list(page: Page) -> Iterator[Finding]:
    """What the rows in use say about one page."""
    return watched(page, page.shelf.watchwords)


def watched(page: Page, rows: Iterable[Any]) -> Iterator[Finding]:
    """What these rows, saved or not, say about one page.

    The same words found again are one finding, which says how often they stand there.
    """
    by_code = {row.code: row for row in rows}
    places: dict[tuple[str, str], list[Hit]] = {}
    for hit in watch_list_of(by_code.values()).hits(page.whole):
        said = fold(" ".join(hit.paragraph.words[hit.start : hit.end].split()))
        places.setdefault((hit.code, said), []).append(hit)
    for (code, _said), hits in places.items():
        yield _finding(page, by_code[code], hits)


def codes_hit(page: Page, rows: Iterable[Any]) -> set[str]:
    """Which of these rows say anything about one page."""
    return {hit.code for hit in watch_list_of(rows).hits(page.whole)}


def watch_list_of(rows: Iterable[Any]) -> WatchList:
    """Rows of the watch-list, made ready for many texts."""
    return _ready(tuple((row.code, watch_of(row)) for row in rows))


def _finding(page: Page, row: Any, hits: list[Hit]) -> Finding:
    message = row.message
    if len(hits) > 1:
        message = _("%(message)s (%(count)d places)") % {
            "message": message,
            "count": len(hits),
        }
    span = (hits[0].start, hits[0].end)
    found = page.finding(
        row.kind,
        row.level,
        message,
        hits[0].paragraph,
        span,
        suggestion=row.suggestion,
    )
    return replace(found, places=len(hits))


def watch_of(row: Any) -> Watch:
    """A row, saved or not, in the words of the watch-list's language."""
    return Watch(
        row.patterns,
        row.unless_near,
        row.case_sensitive,
        negatable=row.kind in NEGATABLE,
        correctable=row.kind not in NEVER_CORRECTED,
        advice=row.kind == Kind.MEDICAL_ADVICE,
    )


@lru_cache(maxsize=8)
def _ready(rows: tuple[tuple[str, Watch], ...]) -> WatchList:
    return WatchList(dict(rows))
