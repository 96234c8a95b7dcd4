"""The public pages of A to Z: all terms, those of one letter, and the initials."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alsinfo.editorial.storable import PAGE, storable

from . import letters


@storable()
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A to Z, and the initials; of a long glossary the first letter."""
    alphabet = letters.live_alphabet(request.at)
    if alphabet.is_long:
        return _show_letter(request, alphabet, alphabet.first(), 1)
    terms = letters.texts(letters.keys(request.at), request.at)
    context = {
        "sections": letters.by_letter(terms),
        "letters": alphabet.letters(),
        "initials": sorted(
            (term for term in terms if term.initials),
            key=lambda term: (term.initials.casefold(), term.name.casefold()),
        ),
    }
    return render(request, "glossary/index.html", context)


@storable(by=PAGE)
@require_safe
def of_letter(request: HttpRequest, letter: str) -> HttpResponse:
    """The terms of one letter; a letter without any is a 404."""
    alphabet = letters.live_alphabet(request.at)
    name = letters.SLUGS[letter]
    chosen = next((one for one in alphabet.letters() if one.name == name), None)
    if chosen is None or not chosen.terms:
        raise Http404
    return _show_letter(request, alphabet, chosen, request.GET.get("page", 1))


@storable(by=PAGE)
@require_safe
def initials(request: HttpRequest) -> HttpResponse:
    """The initials of a long glossary, and what they stand for."""
    alphabet = letters.live_alphabet(request.at)
    page = _page(letters.keys_by_initials(request.at), request.GET.get("page", 1))
    context = {
        "letters": alphabet.letters(),
        "page": page,
        "initials": letters.texts(page.object_list, request.at),
    }
    return render(request, "glossary/initials.html", context)


def _show_letter(
    request: HttpRequest, alphabet: letters.Alphabet, chosen: letters.Letter, asked: Any
) -> HttpResponse:
    keys = letters.keys(request.at, alphabet.firsts[chosen.name])
    page = _page(keys, asked)
    context = {
        "letters": alphabet.letters(),
        "letter": chosen,
        "page": page,
        "terms": letters.texts(page.object_list, request.at),
        "has_initials": alphabet.has_initials,
    }
    return render(request, "glossary/letter.html", context)


def _page(keys: list[int], asked: Any) -> Page:
    try:
        return Paginator(keys, letters.ON_A_PAGE).page(asked)
    except InvalidPage:
        raise Http404 from None
