"""The public pages of the articles: find the live text, gather, render."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from glossary import addresses, past

from . import pages, paging
from .models import ArticleRevision


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All live articles, the newest text first."""
    live = pages.listed(ArticleRevision.objects.live(request.at))
    context = {"page": paging.page_of(request, live)}
    return render(request, "articles/index.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One article, or where its address leads."""
    revision = addresses.live_text(ArticleRevision, slug, request.at)
    on = request.GET.get("on")
    if revision:
        day = on is not None
        return (
            past.show_day(request, revision, on, show)
            if day
            else show(request, revision)
        )
    return addresses.renamed(
        ArticleRevision, slug, request.at, on=on or ""
    ) or addresses.gone_or_missing(request, ArticleRevision, slug)


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of an article that readers saw."""
    return past.list_versions(request, ArticleRevision, slug)


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One of them."""
    return past.show_version(request, ArticleRevision, slug, number, show)


@require_safe
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What it changed in the version before."""
    return past.show_changes(request, ArticleRevision, slug, number, pages.COMPARED)


def show(request: HttpRequest, revision: ArticleRevision, **said: Any) -> HttpResponse:
    """A text on the page of the articles; `past` says that it is not today's."""
    context = pages.article_page(revision, request.at, **said)
    return render(request, "articles/detail.html", context)
