"""Parts of a page that are the same on many pages, printed once."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from alsinfo.editorial import printed as pages

register = template.Library()


@register.simple_tag
def printed(name: str, **given: Any) -> SafeString:
    """The same as `include` with `only`, at once when it was asked before."""
    return pages.part(name, given)
