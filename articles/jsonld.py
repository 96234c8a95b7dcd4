"""An article's page as schema.org's linked data: the same words, for machines.

`page` is always the context that `pages.article_page` makes. May import `glossary`.
"""

from datetime import datetime
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from glossary import graph
from glossary.graph import Node, absolute, filled, instant
from glossary.jsonld import mention


def page_graph(page: dict[str, Any], first: datetime) -> Node:
    """The linked data of one article's page; `first` is when it was first public."""
    text = page["revision"]
    article = _article(page, first)
    trail = [(_("Articles"), reverse("articles:index"))]
    shown = graph.whole_page(text, trail, article)
    return graph.graph(shown, article, graph.condition(), graph.organisation())


def _article(page: dict[str, Any], first: datetime) -> Node:
    text = page["revision"]
    address = absolute(text.entry.get_absolute_url())
    return filled(
        {
            "@type": "Article",
            "@id": f"{address}#article",
            "mainEntityOfPage": {"@id": f"{address}#page"},
            "url": address,
            "headline": text.title,
            "description": text.summary,
            "inLanguage": text.lang,
            "datePublished": instant(first),
            "dateModified": instant(text.live_from),
            "author": _author(text),
            "publisher": graph.us(),
            "image": [absolute(static(graph.PICTURE))],
            "license": graph.LICENCE,
            "isAccessibleForFree": True,
            "about": graph.named(graph.condition()),
            "mentions": [mention(link.url) for link in page["words"]],
            "keywords": [tag.name for tag in page["tags"]],
            "correction": graph.corrections(page["corrections"]),
            "citation": graph.citations(page["references"]),
        }
    )


def _author(text: Any) -> list[Node]:
    """The byline; our texts are signed by teams, not by persons."""
    if not text.byline:
        return []
    return [{"@type": "Organization", "name": text.byline}]
