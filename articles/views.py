"""The public pages of the articles: find the live text, gather, render."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from glossary import addresses

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
    if revision:
        context = pages.article_page(revision, request.at)
        return render(request, "articles/detail.html", context)
    return addresses.renamed(
        ArticleRevision, slug, request.at
    ) or addresses.gone_or_missing(request, ArticleRevision, slug)
