"""Turning the pages of a list whose end nobody counts.

A hundred thousand rows are long to count each time, and nobody reads the figure. So a
list is counted as far as the page that is shown, and a few pages on. Whoever goes on is
led on: no row is out of reach.
"""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connections
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

# So many pages beyond the one that is shown.
AHEAD = 4
LONGEST_NUMBER = 7
ESTIMATE = "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass"


class Roughly(int):
    """A number of rows that were not all counted; printed, it says so."""

    said = ""

    def __str__(self) -> str:
        return self.said


class AheadPaginator(Paginator):
    """Counts to a few pages beyond `shown`, the number of a page from 1.

    A whole table is estimated where the database keeps an estimate, and counted where
    that costs nothing.
    """

    def __init__(self, *args: Any, shown: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown

    @cached_property
    def count(self) -> int:
        """How many rows there are, or `Roughly` that. One query, or two."""
        rows = self.object_list.order_by()
        is_whole = not rows.query.where
        connection = connections[rows.db]
        if is_whole and connection.vendor == "sqlite":
            return int(rows.count())
        far = (self.shown + AHEAD) * self.per_page
        counted = int(rows.values("pk")[: far + 1].count())
        if counted <= far:
            return counted
        estimated = _estimated(rows.model, connection) if is_whole else 0
        return _about(estimated) if estimated > far else _more_than(far)

    def page(self, number: Any) -> Page:
        """A page; what is told of its rows is asked of them alone. Two queries.

        A database that sorts rows works out all of their columns first.
        """
        page = super().page(number)
        keys = list(page.object_list.values_list("pk", flat=True))
        page.object_list = self.object_list.filter(pk__in=keys)
        return page


def page_shown(request: HttpRequest) -> int:
    """The page that the request asks for, from 1; the first one for anything else."""
    asked = request.GET.get("p", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER
    return max(1, int(asked)) if is_number else 1


def _estimated(model: Any, connection: Any) -> int:
    """What the database remembers of its last look at the table."""
    with connection.cursor() as cursor:
        cursor.execute(ESTIMATE, [model._meta.db_table])
        (rows,) = cursor.fetchone()
    return int(rows)


def _about(count: int) -> Roughly:
    rough = Roughly(count)
    rough.said = _("about %d") % count
    return rough


def _more_than(far: int) -> Roughly:
    rough = Roughly(far + 1)
    rough.said = _("more than %d") % far
    return rough
