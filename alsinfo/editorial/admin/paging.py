"""Turning the pages of a list whose end nobody counts.

A hundred thousand rows are long to count each time, and nobody reads the figure. So a
list is counted as far as the page that is shown, and a few pages on. Whoever goes on is
led on: no row is out of reach.
"""

from typing import Any

from django.contrib.admin.views.main import ChangeList
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

    `told` are all rows of the table, with what a list tells of each.
    A whole table is estimated where the database keeps an estimate, and counted where
    that costs nothing. Of a part of it, which may be long to find, the rows to show and
    those that are counted beyond them are found at once.
    """

    def __init__(self, *args: Any, shown: int, told: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown, self.told = shown, told
        self._before = (shown - 1) * self.per_page
        self._far = (shown + AHEAD) * self.per_page

    @cached_property
    def count(self) -> int:
        """How many rows there are, or `Roughly` that. One query, or two."""
        rows = self.object_list.order_by()
        is_whole = not rows.query.where
        connection = connections[rows.db]
        if is_whole and connection.vendor == "sqlite":
            return int(rows.count())
        counted = self._before + len(self._ahead)
        if not self._ahead:
            counted = int(rows.values("pk")[: self._before].count())
        if counted <= self._far:
            return counted
        estimated = _estimated(rows.model, connection) if is_whole else 0
        return _about(estimated) if estimated > self._far else _more_than(self._far)

    def page(self, number: Any) -> Page:
        """A page; what is told of its rows is asked of them alone. At most two queries.

        A database that sorts rows works out all of their columns first, and one that is
        asked for some of those that were found may look for all of them again.
        """
        page = super().page(number)
        if page.number == self.shown and "_ahead" in vars(self):
            keys = self._ahead[: self.per_page]
        else:
            keys = list(page.object_list.values_list("pk", flat=True))
        rows = self.told.in_bulk(keys)
        page.object_list = [rows[key] for key in keys if key in rows]
        return page

    @cached_property
    def _ahead(self) -> list[Any]:
        """Keys of the rows from the page that is shown on, and one more than counts."""
        keys = self.object_list.values_list("pk", flat=True)
        return list(keys[self._before : self._far + 1])


class ShortList(ChangeList):
    """A list whose only page is that of its paginator, which has found it already."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.paginator.page(1).object_list


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
