"""What marks and links refer to: nothing, other words than agreed, or no page."""

from collections.abc import Iterator

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from alsinfo.text import abbreviations, markup
from alsinfo.text.prose import Link, Paragraph

from ..models import Mention
from ..references import (
    SENTENCES,
    known_addresses,
    known_keys,
    models_by_page,
)
from .finding import ADVICE, BLOCKING, Finding
from .page import Page

# Files are served past the pages; a place in the page that its template makes.
FILES = ("/media/", "/static/")
MADE_BY_THE_PAGE = ("#source-", "#cite-")


def of_marks(page: Page) -> Iterator[Finding]:
    yield from _unknown(page)
    yield from _other_wording(page)
    yield from _broken_links(page)
    yield from _unexplained(page)


def _unknown(page: Page) -> Iterator[Finding]:
    told = set()
    for field, mark in page.marks:
        if (mark.kind, mark.key) in told or page.shelf.knows(mark.kind, mark.key):
            continue
        told.add((mark.kind, mark.key))
        message = str(SENTENCES[Mention.Kind(mark.kind)] % {"key": mark.key})
        span = (mark.key_start, mark.key_start + len(mark.key))
        yield page.at("unknown-mark", BLOCKING, message, field, span)


def _other_wording(page: Page) -> Iterator[Finding]:
    for field, mark in page.marks:
        figure = page.shelf.figures.get(mark.key) if mark.kind == "figure" else None
        if figure is not None and not figure.allows(mark.words):
            message = _(
                "The figure “%(key)s” is not stated in these words. Agreed: %(words)s"
            ) % {"key": mark.key, "words": figure.agreed()}
            span = (mark.start, mark.end)
            yield page.at(
                "figure-wording", BLOCKING, message, field, span, figure.statement[:300]
            )


def _broken_links(page: Page) -> Iterator[Finding]:
    places: set[str] | None = None
    for paragraph, link in _inside(page):
        if link.target.startswith("#"):
            if places is None:
                places = _anchors(page)
            broken = link.target not in places
        else:
            broken = not _is_page(link.target)
        if broken:
            message = _("This link leads nowhere on this site: %s") % link.target[:120]
            span = (link.start, link.end)
            yield page.finding("broken-link", ADVICE, message, paragraph, span)


def _inside(page: Page) -> Iterator[tuple[Paragraph, Link]]:
    """Links to pages of this site, and to places in this one."""
    for paragraph in page.marked:
        for link in paragraph.links:
            if link.target.startswith(MADE_BY_THE_PAGE) or link.target.startswith(
                FILES
            ):
                continue
            if link.target.startswith(("/", "#")):
                yield paragraph, link


def _anchors(page: Page) -> set[str]:
    texts = page.revision.marked_texts()
    rendered = markup.render_all(texts, terms={}, sources=())
    return {f"#{heading.id}" for text in rendered for heading in text.headings}


def _is_page(target: str) -> bool:
    """Whether an address has a page here; an entry's, whether there is the entry."""
    path = target.partition("#")[0].partition("?")[0]
    try:
        found = resolve(path)
    except (Resolver404, UnicodeError):
        return False
    kind = models_by_page().get(found.view_name)
    slug = found.kwargs.get("slug")
    if kind is None or slug is None:
        return True
    return bool(known_keys(kind, {slug}) or known_addresses({slug}))


def _unexplained(page: Page) -> Iterator[Finding]:
    used = abbreviations.initials_of(page.marked)
    if not used:
        return
    known = page.shelf.explained
    own = {
        key for kind, key in page.revision.mentions() if kind == Mention.Kind.ADDRESS
    }
    explained = {initials for initials in used if initials.lower() in known | own}
    for use in abbreviations.unexplained(page.marked, explained):
        message = _("Say what %s is short for when you first use it.") % use.initials
        span = (use.start, use.end)
        yield page.finding(
            "undefined-abbreviation", ADVICE, message, use.paragraph, span
        )
