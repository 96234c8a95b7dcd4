"""One page of a long list. Imports Django only."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest

ON_A_PAGE = 20


def page_of(request: HttpRequest, rows) -> Page:
    """The page that `?page=` names, the first without it; any other value is a 404."""
    try:
        return Paginator(rows, ON_A_PAGE).page(request.GET.get("page", 1))
    except InvalidPage:
        raise Http404 from None
