"""The language that some words stand in, as attributes of their element."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from alsinfo.text import languages

register = template.Library()
# Languages that are remembered: a site has a few, and a row may hold any.
MOST = 100
NONE = format_html("{}", "")


@register.simple_tag
@lru_cache(MOST)
def written_in(lang: str) -> SafeString:
    """` lang="…"`, and ` dir="rtl"` where it is read so; empty for no language."""
    if not lang:
        return NONE
    direction = "rtl" if languages.is_right_to_left(lang) else "ltr"
    return format_html(' lang="{}" dir="{}"', lang, direction)


@register.simple_tag
def foreign(lang: str) -> SafeString:
    """The same where the language is not the frame's, in which our own words stand."""
    return _foreign(lang, get_language() or lang)


@register.simple_tag
def native(lang: str) -> SafeString:
    """The frame's language, for words of ours amid words in another one."""
    return _native(lang, get_language() or lang)


@lru_cache(MOST)
def _foreign(lang: str, frame: str) -> SafeString:
    return NONE if not lang or languages.same(lang, frame) else written_in(lang)


@lru_cache(MOST)
def _native(lang: str, frame: str) -> SafeString:
    if not lang or languages.same(lang, frame):
        return NONE
    language, _hyphen, country = frame.partition("-")
    return written_in("-".join(filter(None, [language, country.upper()])))
