"""What a page says of itself to whoever shares it: Open Graph, and its one address.

Title, description and the way to it are the page's own blocks, so that no view has to
say them twice. Never queries.
"""

import re
from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.encoding import iri_to_uri
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from alsinfo.text.markup import data_block
from glossary.graph import NAME, PICTURE

from .. import jsonld

register = template.Library()
CRUMB = re.compile(
    r'<a href="(?P<path>[^"]*)"[^>]*>(?P<name>.*?)</a>'
    r'|<span aria-current="page"[^>]*>(?P<here>.*?)</span>',
    re.DOTALL,
)
PRIVATE = ("/admin/", "/accounts/")


@register.inclusion_tag("_sharing.html", takes_context=True)
def sharing(context: template.Context) -> dict[str, Any]:
    """The description of a page; and if all may find it, its address and its picture.

    A past text, a preview and a page that says noindex are nobody's to share.
    """
    head = str(_rendered(context, "head"))
    address = "" if 'content="noindex"' in head else _address(context)
    return {
        "description": _words(context, "description") or (address and _own_words()),
        "address": address,
        "trail": _trail(context) if address else "",
        "has_canonical": 'rel="canonical"' in head,
        "title": _words(context, "title"),
        "type": _type(context),
        "locale": _locale(context),
        "picture": settings.SITE_URL + static(PICTURE),
        "site_name": NAME,
    }


def _own_words() -> str:
    """What is said of a page that says nothing of itself."""
    return _("alsinfo explains ALS in plain words, with its sources in view.")


def _trail(context: template.Context) -> str:
    """The crumbs of a page as linked data, unless what the page tells has them."""
    if context.get("linked_data"):
        return ""
    found = CRUMB.finditer(_rendered(context, "crumbs"))
    crumbs = [
        (_plain(crumb["name"] or crumb["here"]), unescape(crumb["path"] or ""))
        for crumb in found
    ]
    return data_block(jsonld.trail(crumbs[1:])) if crumbs else ""


def _words(context: template.Context, name: str) -> str:
    """What a block of the page says, as plain words; empty for none."""
    return _plain(_rendered(context, name))


def _plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())


def _rendered(context: template.Context, name: str) -> str:
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return block.render(context) if block else ""


def _address(context: template.Context) -> str:
    """The one address of a public page, without parameters but a list's page."""
    path = context.get("path", "")
    if not path or path.startswith(PRIVATE):
        return ""
    if context.get("preview") or context.get("past"):
        return ""
    number = getattr(context.get("page"), "number", 1)
    query = f"?page={number}" if number > 1 else ""
    return settings.SITE_URL + iri_to_uri(path) + query


def _type(context: template.Context) -> str:
    is_text = context.get("revision") and context.get("section") == "articles"
    return "article" if is_text else "website"


def _locale(context: template.Context) -> str:
    """The language of the text, else of the site, as Open Graph writes it."""
    lang = getattr(context.get("revision"), "lang", "") or "en-GB"
    return lang.replace("-", "_")
