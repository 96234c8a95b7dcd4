"""The public pages of the articles: find the live text, gather, render."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alsinfo.editorial import printed
from alsinfo.editorial.storable import PAGE, storable
from alsinfo.text.markup import data_block
from glossary import addresses, past, reuse

from . import data, jsonld, pages, paging, renditions, shown
from .models import ArticleRevision

Gone = Callable[[HttpRequest, Any, str], HttpResponse]


@storable(by=PAGE)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All live articles, the newest text first."""
    live = pages.listed(ArticleRevision.objects.live(request.at))
    context = {"page": paging.page_of(request, live)}
    return render(request, "articles/index.html", context)


@storable(never=("on",))
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One article, or where its address leads."""
    return _answer(request, slug, show)


@storable(never=("on",))
@require_safe
def large_print(request: HttpRequest, slug: str) -> HttpResponse:
    """The same text in large print."""
    return _answer(request, slug, show_large, "articles:large-print")


@storable(never=("on",))
@require_safe
def plain_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The same text as plain text."""
    return _answer(request, slug, show_plain, "articles:plain-text", gone_plain)


@storable()
@reuse.in_json
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same article as data for other programs; only as it is today."""
    revision = addresses.live_text(ArticleRevision, slug, request.at)
    if revision:
        page = pages.article_page(revision, request.at)
        return reuse.as_json(request, data.article_data(page))
    return addresses.renamed(
        ArticleRevision, slug, request.at, "articles:json"
    ) or reuse.gone(request, ArticleRevision, slug)


@storable(by=PAGE)
@reuse.in_json
def list_as_json(request: HttpRequest) -> HttpResponse:
    """All live articles in pages, the newest first, without their texts."""
    live = pages.listed(ArticleRevision.objects.live(request.at))
    page = paging.page_of(request, live.only(*pages.LISTED, *data.LISTED))
    return reuse.as_json(request, data.list_data(page))


@storable()
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of an article that readers saw."""
    return past.list_versions(request, ArticleRevision, slug)


@storable()
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One of them."""
    return past.show_version(request, ArticleRevision, slug, number, show)


@storable()
@require_safe
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What it changed in the version before."""
    return past.show_changes(request, ArticleRevision, slug, number, shown.parts)


def show(request: HttpRequest, revision: ArticleRevision, **said: Any) -> HttpResponse:
    """A text on the page of the articles; `past` says that it is not today's."""
    page = pages.gathered(revision, request.at, **said)

    def more() -> dict[str, Any]:
        """What the page says, and the same for machines."""
        told = pages.told(page)
        graph = {} if page["past"] else jsonld.page_graph(told, revision.first_from)
        return told | ({"linked_data": data_block(graph)} if graph else {})

    return printed.page(request, "articles/detail.html", page, more)


def show_large(
    request: HttpRequest, revision: ArticleRevision, **said: Any
) -> HttpResponse:
    """A text in large print."""
    page = pages.gathered(revision, request.at, **said)
    template = "articles/large_print.html"
    return printed.page(request, template, page, partial(pages.told, page))


def show_plain(
    request: HttpRequest, revision: ArticleRevision, **said: Any
) -> HttpResponse:
    """A text as plain text, which search engines are asked to leave alone."""
    page = pages.article_page(revision, request.at, **said)
    response = _plain(renditions.as_text(page, settings.SITE_URL))
    address = settings.SITE_URL + revision.entry.get_absolute_url()
    response["Link"] = f'<{address}>; rel="canonical"'
    return response


def gone_plain(request: HttpRequest, model: Any, slug: str) -> HttpResponse:
    """When and why a public text ended, as plain text; a 404 where none ever was."""
    ended = addresses.last_text(model, slug, request.at)
    return _plain(renditions.end_in_words(ended), status=410)


def _plain(words: str, status: int = 200) -> HttpResponse:
    kind = "text/plain; charset=utf-8"
    headers = {"X-Robots-Tag": "noindex"}
    return HttpResponse(words, status=status, content_type=kind, headers=headers)


def _answer(
    request: HttpRequest,
    slug: str,
    show: past.Show,
    name: str = "",
    gone: Gone = addresses.gone_or_missing,
) -> HttpResponse:
    """What stands at an address of one article, shown by `show`; `name` is its url's.

    The live text, that of the day that `?on=` names, or where the address leads.
    """
    revision = addresses.live_text(ArticleRevision, slug, request.at)
    on = request.GET.get("on")
    if revision and on is not None:
        return past.show_day(request, revision, on, show)
    if revision:
        return show(request, revision)
    return addresses.renamed(
        ArticleRevision, slug, request.at, name, on=on or ""
    ) or gone(request, ArticleRevision, slug)
