"""The public pages of the glossary: find the live text, gather, render."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alsinfo.editorial.storable import storable

from . import addresses, letters, lexicon, pages, past
from .models import TermRevision

LISTED = ("name", "initials", "short_definition", "lang", "entry__slug")


@storable()
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A to Z, and the initials."""
    live = TermRevision.objects.live(request.at).select_related("entry")
    sections = letters.by_letter(live.only(*LISTED))
    terms = [term for _letter, group in sections for term in group]
    context = {
        "sections": sections,
        "letters": letters.alphabet([letter.name for letter, _group in sections]),
        "initials": sorted(
            (term for term in terms if term.initials),
            key=lambda term: (term.initials.casefold(), term.name.casefold()),
        ),
    }
    return render(request, "glossary/index.html", context)


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
    return (
        addresses.renamed(TermRevision, slug, request.at, on=on or "")
        or _namesakes(request, slug)
        or addresses.gone_or_missing(request, TermRevision, slug)
    )


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
    return past.show_changes(request, TermRevision, slug, number, pages.COMPARED)


def show(request: HttpRequest, revision: TermRevision, **said: Any) -> HttpResponse:
    """A text on the page of the terms; `past` says that it is not today's."""
    context = pages.term_page(revision, request.at, **said)
    return render(request, "glossary/detail.html", context)


def _namesakes(request: HttpRequest, slug: str) -> HttpResponse | None:
    """The one live term that goes by this name, or a page that lists them all."""
    terms = list(lexicon.called(slug, request.at))
    if len(terms) == 1:
        return addresses.moved("glossary:detail", terms[0].entry.slug)
    context = {"terms": terms, "initials": slug.upper()}
    return render(request, "glossary/namesakes.html", context) if terms else None
