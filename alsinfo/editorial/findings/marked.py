"""What marks and links refer to: nothing, other words than agreed, or no page."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.urls import Resolver404, is_valid_path, resolve
from django.utils.translation import gettext as _

from alsinfo.text import abbreviations, markup, parsed
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
# Pages that no reader may open.
SIGNED_IN = ("/admin/", "/accounts/")
# A link or mark, a citation, strong words; bounded, so that time stays linear.
_SIGNS = re.compile(
    r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,200}\)"
    r"|\[@[\w;@. -]{1,200}\]|\*\*[^*\s][^*\n]{0,200}\*\*"
)
_NEWLINE = re.compile(r"\r\n?|\n")
# A scheme, or two strokes; marks have one too.
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def of_marks(page: Page) -> Iterator[Finding]:
    yield from _unknown(page)
    yield from _other_wording(page)
    yield from _broken_links(page)
    yield from _inert(page)
    yield from _unexplained(page)
    yield from _in_plain_words(page)


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
    for paragraph, link, address in _inside(page):
        if address.startswith("#"):
            if places is None:
                places = _anchors(page)
            broken = address not in places
        else:
            broken = not _is_page(address)
        if broken:
            message = _("This link leads nowhere on this site: %s") % link.target[:120]
            span = (link.start, link.end)
            yield page.finding("broken-link", ADVICE, message, paragraph, span)


def _inert(page: Page) -> Iterator[Finding]:
    """Addresses that print as mere words, such as those not written from the root."""
    for field in page.revision.marked_fields:
        text = page.text(field)
        starts = [0, *(end.end() for end in _NEWLINE.finditer(text))]
        for line, address in parsed.inert_addresses(text):
            at = max(text.find(address, starts[line - 1]), starts[line - 1])
            message = _("This address does not become a link: %s") % address[:120]
            yield page.at(
                "broken-link", ADVICE, message, field, (at, at + len(address))
            )


def _inside(page: Page) -> Iterator[tuple[Paragraph, Link, str]]:
    """Links to pages of this site and to places in this one, and the address meant."""
    for paragraph in page.marked:
        for link in paragraph.links:
            address = _on_this_site(link.target)
            made = address.startswith((*MADE_BY_THE_PAGE, *FILES))
            if address and not made:
                yield paragraph, link, address


def _on_this_site(target: str) -> str:
    """The address without the name of this site; nothing for one elsewhere."""
    own = target.removeprefix(settings.SITE_URL)
    if own != target and own[:1] in ("", "/", "?", "#"):
        return own if own.startswith("/") else f"/{own}"
    return "" if _ELSEWHERE.match(target) else target


def _anchors(page: Page) -> set[str]:
    texts = page.revision.marked_texts()
    rendered = markup.render_all(texts, terms={}, sources=())
    return {f"#{heading.id}" for text in rendered for heading in text.headings}


def _is_page(target: str) -> bool:
    """Whether an address has a page here; an entry's, whether there is the entry."""
    path = target.partition("#")[0].partition("?")[0]
    if path.startswith(SIGNED_IN):
        return False
    try:
        found = resolve(path if path.endswith("/") else _with_slash(path))
    except (Resolver404, UnicodeError):
        return False
    kind = models_by_page().get(found.view_name)
    slug = found.kwargs.get("slug")
    if kind is None or slug is None:
        return True
    return bool(known_keys(kind, {slug}) or known_addresses({slug}))


def _with_slash(path: str) -> str:
    """Where the site redirects an address without its last stroke."""
    return path if is_valid_path(path) else f"{path}/"


def _in_plain_words(page: Page) -> Iterator[Finding]:
    """Signs of Markdown in a field that prints its words as they are."""
    message = _("Readers would see these signs: this field is plain words.")
    revision = page.revision
    for field in (revision.heading_field, *revision.plain_fields):
        for match in _SIGNS.finditer(page.text(field)):
            yield page.at("marks-in-plain", BLOCKING, message, field, match.span())


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
