"""Terms for machines, as schema.org's linked data: the whole glossary, and one page.

A definition has no review dates in that vocabulary; its page has. So the dates stand on
the page that each term is the main entity of. May import `alsinfo.editorial`.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from alsinfo.editorial import words
from alsinfo.editorial.storable import storable

from . import graph, reuse
from .graph import Node, absolute, filled, instant, named
from .models import TermRevision

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


@storable()
@reuse.read_only
def glossary_json(request: HttpRequest) -> HttpResponse:
    """All live terms in the order of their addresses. One query."""
    return reuse.as_json(request, term_set(request.at), kind="application/ld+json")


def term_set(at: datetime) -> Node:
    """The set with its terms; the words and dates of what is live at this instant."""
    live = TermRevision.objects.live(at).select_related("entry").only(*FIELDS)
    texts = list(live.order_by("entry__slug"))
    languages = sorted({text.lang for text in texts})
    changed = max((text.live_from for text in texts), default=None)
    told = {
        "@context": graph.CONTEXT,
        **set_node(),
        "inLanguage": languages[0] if len(languages) == 1 else languages,
        "license": graph.LICENCE,
        "isAccessibleForFree": True,
        "publishingPrinciples": absolute(reverse("public:how-we-review")),
        "dateModified": changed and instant(changed),
    }
    terms = [term_node(text) | _page(text) for text in texts]
    return filled(told) | {"hasDefinedTerm": terms}


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
