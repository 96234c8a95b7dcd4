"""The home page as linked data: who publishes the site, and how it is searched.

And the way to any page that is told no further.
"""

from collections.abc import Iterable

from django.urls import reverse

from glossary import graph
from glossary.graph import Node, absolute


def home_graph() -> Node:
    """The organisation and the site, once for all pages that name them."""
    return graph.graph(_site(), graph.organisation(), graph.condition())


def trail(crumbs: Iterable[tuple[str, str]]) -> Node:
    """The way to a page from the start, as (name, path); its own path is empty."""
    return graph.graph(graph.crumbs(crumbs))


def _site() -> Node:
    search = absolute(reverse("public:search"))
    return {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "url": absolute("/"),
        "name": graph.NAME,
        "inLanguage": "en-GB",
        "license": graph.LICENCE,
        "publisher": graph.named(graph.us()),
        "about": graph.named(graph.condition()),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{search}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
