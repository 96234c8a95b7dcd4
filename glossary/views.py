"""The public pages of the glossary: find the live text, gather, render."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alsinfo.editorial import printed
from alsinfo.editorial.storable import storable
from alsinfo.text.markup import data_block

from . import addresses, data, jsonld, lexicon, pages, past, reuse, shown
from .models import TermRevision

ShowAll = Callable[[HttpRequest, str, list[Any]], HttpResponse]


@storable(never=("on",))
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One term, or where its address leads."""
    revision = addresses.live_text(TermRevision, slug, request.at)
    on = request.GET.get("on")
    if revision:
        day = on is not None
        return (
            past.show_day(request, revision, on, show)
            if day
            else show(request, revision)
        )
    gone = addresses.gone_or_missing
    return _elsewhere(request, slug, "glossary:detail", _list_them, gone, on=on or "")


@storable()
@reuse.in_json
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same term as data for other programs; only as it is today."""
    revision = addresses.live_text(TermRevision, slug, request.at)
    if revision:
        page = pages.term_page(revision, request.at)
        return reuse.as_json(request, data.term_data(page))
    return _elsewhere(request, slug, "glossary:json", _list_as_json, reuse.gone)


@storable()
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of a term that readers saw."""
    return past.list_versions(request, TermRevision, slug)


@storable()
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One of them."""
    return past.show_version(request, TermRevision, slug, number, show)


@storable()
@require_safe
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What it changed in the version before."""
    return past.show_changes(request, TermRevision, slug, number, shown.parts)


def show(request: HttpRequest, revision: TermRevision, **said: Any) -> HttpResponse:
    """A text on the page of the terms; `past` says that it is not today's."""
    page = pages.gathered(revision, request.at, **said)

    def more() -> dict[str, Any]:
        """What the page says, and the same for machines."""
        told = pages.told(page)
        graph = {} if page["past"] else jsonld.page_graph(told)
        return told | ({"linked_data": data_block(graph)} if graph else {})

    return printed.page(request, "glossary/detail.html", page, more)


def _elsewhere(
    request: HttpRequest,
    slug: str,
    name: str,
    show_all: ShowAll,
    gone: Callable[..., HttpResponse],
    on: str = "",
) -> HttpResponse:
    """Where an address without a live text leads, by the url of this name."""
    renamed = partial(addresses.renamed, TermRevision, slug, request.at, name, on=on)
    return (
        renamed(only_live=True)
        or _namesakes(request, slug, name, show_all)
        or renamed()
        or gone(request, TermRevision, slug)
    )


def _namesakes(
    request: HttpRequest, slug: str, name: str, show_all: ShowAll
) -> HttpResponse | None:
    """The way to the one live term that goes by this name, or the list of several."""
    terms = list(lexicon.called(slug, request.at))
    if len(terms) == 1:
        return addresses.moved(name, terms[0].entry.slug)
    return show_all(request, slug, terms) if terms else None


def _list_them(request: HttpRequest, slug: str, terms: list[Any]) -> HttpResponse:
    context = {"terms": terms, "initials": slug.upper()}
    return render(request, "glossary/namesakes.html", context)


def _list_as_json(request: HttpRequest, slug: str, terms: list[Any]) -> HttpResponse:
    told = {"kind": "namesakes", "terms": [data.summary(text) for text in terms]}
    return reuse.as_json(request, told)
