"""What a page says of itself to whoever shares it: Open Graph, and its one address.

Title and description are the page's own blocks, so that no view has to say them twice.
Never queries.
"""

from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.encoding import iri_to_uri
from django.utils.html import strip_tags

from glossary.graph import NAME, PICTURE

register = template.Library()
PRIVATE = ("/admin/", "/accounts/")


@register.inclusion_tag("_sharing.html", takes_context=True)
def sharing(context: template.Context) -> dict[str, Any]:
    """The description of a page; and if all may find it, its address and its picture.

    A past text, a preview and a page that says noindex are nobody's to share.
    """
    head = str(_rendered(context, "head"))
    return {
        "description": _words(context, "description"),
        "address": "" if 'content="noindex"' in head else _address(context),
        "has_canonical": 'rel="canonical"' in head,
        "title": _words(context, "title"),
        "type": _type(context),
        "locale": _locale(context),
        "picture": settings.SITE_URL + static(PICTURE),
        "site_name": NAME,
    }


def _words(context: template.Context, name: str) -> str:
    """What a block of the page says, as plain words; empty for none."""
    return " ".join(unescape(strip_tags(_rendered(context, name))).split())


def _rendered(context: template.Context, name: str) -> str:
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return block.render(context) if block else ""


def _address(context: template.Context) -> str:
    """The one address of a public page, without parameters but a list's page."""
    request = context.get("request")
    if request is None or request.path.startswith(PRIVATE):
        return ""
    if context.get("preview") or context.get("past"):
        return ""
    number = getattr(context.get("page"), "number", 1)
    query = f"?page={number}" if number > 1 else ""
    return settings.SITE_URL + iri_to_uri(request.path) + query


def _type(context: template.Context) -> str:
    is_text = context.get("revision") and context.get("section") == "articles"
    return "article" if is_text else "website"


def _locale(context: template.Context) -> str:
    """The language of the text, else of the site, as Open Graph writes it."""
    lang = getattr(context.get("revision"), "lang", "") or "en-GB"
    return lang.replace("-", "_")
