"""One page of a long list. Imports Django only.

The keys of a page are found in an index that holds all they are chosen and ordered by;
then the rows of these keys are read, and no others.
"""

from typing import Any

from django.core.paginator import EmptyPage, InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

ON_A_PAGE = 20
COUNTED = 1_000  # rows of a list that are counted, where counting takes long
FAR = 4_000  # rows behind which it is quicker to sort than to go from one to the next
LAST = 99_999  # the number of a page beyond which none is looked for


class Pages(Paginator):
    """Pages of `shown` rows, in the order of those `among` them that are meant.

    With `many`, the same rows asked for in a way that stops early, no more than
    `COUNTED` are counted, and the last page is found by turning to it.
    """

    def __init__(self, shown: Any, among: Any, many: Any = None) -> None:
        super().__init__(among, ON_A_PAGE)
        self.shown, self.many = shown, many

    @cached_property
    def is_cut(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.many is not None and self.count > COUNTED

    @cached_property
    def count(self) -> int:
        rows = self.object_list.order_by()
        return (rows if self.many is None else rows[: COUNTED + 1]).count()

    @cached_property
    def num_pages(self) -> int:
        counted = min(self.count, COUNTED) if self.is_cut else self.count
        return max(1, -(-counted // ON_A_PAGE))

    def validate_number(self, number: Any) -> int:
        try:
            return super().validate_number(number)
        except EmptyPage:
            if self.is_cut and 0 < int(number) <= LAST:
                return int(number)
            raise

    def page(self, number: Any) -> "Page":
        number = self.validate_number(number)
        start = (number - 1) * ON_A_PAGE
        if not self.is_cut:
            return Page(self._rows(self._between(start)), number, self)
        rows = self.many if start < FAR else self.object_list
        found = self._rows(rows[start : start + ON_A_PAGE + 1])
        if not found:
            raise EmptyPage
        return Turned(found, number, self)

    def _between(self, start: int) -> Any:
        """The rows of a page, reached from the nearer end of the list."""
        stop = min(start + ON_A_PAGE, self.count)
        if start <= self.count // 2:
            return self.object_list[start:stop]
        return self.object_list.reverse()[self.count - stop : self.count - start]

    def _rows(self, meant: Any) -> list[Any]:
        return list(self.shown.filter(pk__in=meant.values("pk")))


class Turned(Page):
    """A page of a cut list, with one row more if others follow."""

    def __init__(self, found: list[Any], number: int, pages: Pages) -> None:
        super().__init__(found[:ON_A_PAGE], number, pages)
        self.follows = len(found) > ON_A_PAGE

    def has_next(self) -> bool:
        return self.follows

    def next_page_number(self) -> int:
        return self.number + 1


def page_of(
    request: HttpRequest, rows: Any, *, shown: Any = None, many: Any = None
) -> Page:
    """The page that `?page=` names, the first without it; any other value is a 404.

    `rows` is a list, or a queryset: then two queries. `Pages` tells the rest.
    """
    if isinstance(rows, QuerySet):
        pages = Pages(rows if shown is None else shown, rows, many)
    else:
        pages = Paginator(rows, ON_A_PAGE)
    try:
        return pages.page(request.GET.get("page", 1))
    except InvalidPage:
        raise Http404 from None
