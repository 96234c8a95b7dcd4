"""Content checks over a revision. What blocks is looked at by the gate.

`check` reads one text as a careful editor would: its words (`texts`), its marks and
links (`marked`), its record (`records`) and the watch-list (`watchlist`). It works on
a revision that is not saved yet. It costs one query, and one or two for each link to
another page of the site.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from .excuses import Excuse, places_of
from .finding import ADVICE, BLOCKING, Finding, Place
from .marked import of_marks
from .page import Page
from .records import NOTHING_TO_CHANGE, of_record
from .watchlist import codes_hit, watch_list_of, watched
from .words import of_words

__all__ = [
    "ADVICE",
    "BLOCKING",
    "NOTHING_TO_CHANGE",
    "Excuse",
    "Finding",
    "Page",
    "Place",
    "check",
    "check_page",
    "codes_hit",
    "places_of",
    "watch_list_of",
    "watched",
]


def check(
    revision: Any, *, at: Any = None, tags: Iterable[Any] | None = None
) -> list[Finding]:
    """All findings on one text, the blocking ones first, then as the page goes.

    `tags` are those an unsaved text will have; a saved one has its own.
    """
    return check_page(Page(revision), at=at, tags=tags)


def check_page(
    page: Page, *, at: Any = None, tags: Iterable[Any] | None = None
) -> list[Finding]:
    """The same for a page that the caller goes on asking."""
    today = timezone.localdate(at)
    found = [
        *of_marks(page),
        *of_words(page),
        *of_record(page, today, tags),
    ]
    return sorted(found, key=lambda finding: (not finding.blocks, page.order(finding)))
