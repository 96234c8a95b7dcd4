"""Terms for machines, as schema.org's linked data: the whole glossary, and one page.

A definition has no review dates in that vocabulary; its page has. So the dates stand on
the page that each term is the main entity of. May import `alsinfo.editorial`.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Window
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from alsinfo.editorial import words
from alsinfo.editorial.storable import PAGE, storable

from . import graph, reuse
from .graph import Node, absolute, filled, instant, named
from .models import TermRevision

# Terms on a page of the set: about a megabyte, which is worth keeping ready.
ON_A_PAGE = 1_000
FIELDS = (
    "name",
    "initials",
    "aliases",
    "short_definition",
    "lang",
    "live_from",
    "reviewed_on",
    "entry__slug",
)


@storable(by=PAGE)
@reuse.in_json
def glossary_json(request: HttpRequest) -> HttpResponse:
    """The live terms in the order of their addresses; many of them in pages."""
    told = term_set(request.at, request.GET.get("page", "1"))
    return reuse.as_json(request, told, kind="application/ld+json")


def term_set(at: datetime, number: str = "1") -> Node:
    """The set with the terms of one of its pages, as they are at this instant.

    A set of several pages names them as its parts. One query; Http404 for a page that
    there is not.
    """
    texts = _on_page(at, number)
    languages = sorted({text.lang for text in texts})
    changed = texts[0].newest if texts else None
    pages = -(-texts[0].together // ON_A_PAGE) if texts else 1
    told = {
        "@context": graph.CONTEXT,
        **set_node(),
        "inLanguage": languages[0] if len(languages) == 1 else languages,
        "license": graph.LICENCE,
        "isAccessibleForFree": True,
        "publishingPrinciples": absolute(reverse("public:how-we-review")),
        "dateModified": changed and instant(changed),
        "hasPart": [_part(part + 1) for part in range(pages) if pages > 1],
    }
    terms = [term_node(text) | _page(text) for text in texts]
    return filled(told) | {"hasDefinedTerm": terms}


def _on_page(at: datetime, number: str) -> list[Any]:
    """The texts of this page, by address; each knows what is said of all `together`."""
    if not PAGE["page"].fullmatch(number):
        raise Http404
    live = TermRevision.objects.live(at).select_related("entry").only(*FIELDS)
    all_pages = {"together": Window(Count("pk")), "newest": Window(Max("live_from"))}
    start = (int(number) - 1) * ON_A_PAGE
    ordered = live.annotate(**all_pages).order_by("entry__slug")
    texts = list(ordered[start : start + ON_A_PAGE])
    if start and not texts:
        raise Http404
    return texts


def _part(number: int) -> Node:
    """A page of a long set, by its address."""
    address = absolute(reverse("glossary_json"))
    return {"@type": "DefinedTermSet", "url": f"{address}?page={number}"}


def page_graph(page: dict[str, Any]) -> Node:
    """The linked data of one term's page; `page` is what `pages.term_page` makes."""
    text = page["revision"]
    term = term_node(text)
    trail = [(_("Glossary"), reverse("glossary:index"))]
    shown = graph.whole_page(text, trail, term) | filled(
        {
            "isPartOf": named(set_node()),
            "keywords": [tag.name for tag in page["tags"]],
            "correction": graph.corrections(page["corrections"]),
            "citation": graph.citations(page["references"]),
            "mentions": [mention(link.url) for link in page["words"]],
        }
    )
    whole = set_node() | {"hasDefinedTerm": [named(term)]}
    return graph.graph(shown, term, whole, graph.condition(), graph.organisation())


def set_node() -> Node:
    """The glossary itself."""
    address = absolute(reverse("glossary:index"))
    return {
        "@type": "DefinedTermSet",
        "@id": f"{address}#set",
        "name": _("ALS glossary"),
        "url": address,
    }


def term_node(text: TermRevision) -> Node:
    """One term, by its live text."""
    address = absolute(text.entry.get_absolute_url())
    return filled(
        {
            "@type": "DefinedTerm",
            **mention(text.entry.get_absolute_url()),
            "name": text.name,
            "alternateName": list(dict.fromkeys(_other_names(text))),
            "termCode": text.entry.slug,
            "description": text.short_definition,
            "url": address,
            "inDefinedTermSet": named(set_node()),
        }
    )


def mention(path: str) -> Node:
    """The name of a term, by the address of its page."""
    return {"@id": f"{absolute(path)}#term"}


def _page(text: TermRevision) -> Node:
    return {"mainEntityOfPage": graph.page_node(text)}


def _other_names(text: TermRevision) -> Iterator[str]:
    """The initials and the other names; misspellings are for the search alone."""
    if text.initials:
        yield text.initials
    yield from words.lines(text.aliases)
