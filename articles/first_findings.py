"""What an editor sees first of an imported document: what was missing and left out."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from alsinfo.editorial import findings
from alsinfo.text import documents

from .models import ArticleRevision

# Left out without a finding: labels and headings, of which nothing is lost.
UNREPORTED = {"label", "heading of the references", "table of contents"}
SELLING = {"button", "contact details", "success stories"}
AGAIN = {"repeated title", "search phrase"}
LONGEST_BODY = ArticleRevision._meta.get_field("body").max_length
TOO_LONG = f"its text has more than {LONGEST_BODY:,} characters: part it."


def is_too_long(document: documents.Document) -> bool:
    return len(document.body) > LONGEST_BODY


def of(text: Any, document: documents.Document) -> list[findings.Finding]:
    """What the importer saw, and what the checks say of the text; blocking first."""
    checked = [] if is_too_long(document) else findings.check(text)
    found = [*told(document, text.title), *checked]
    return sorted(found, key=lambda finding: not finding.blocks)


def told(document: documents.Document, title: str) -> Iterator[findings.Finding]:
    """What the importer itself has to say; `title` is what the draft is called."""
    if is_too_long(document):
        yield findings.Finding("too-long", "blocking", TOO_LONG.capitalize())
    if not document.title:
        message = _("The page has no title of its own; the draft is called: %s")
        yield advice("no-title", message % title)
    yield from _left_out(document)
    if document.unknown:
        numbers = ", ".join(map(str, document.unknown))
        message = _("The list of references has no such number: %s")
        yield advice("unknown-reference", message % numbers, f"[{document.unknown[0]}]")
    yield from _of_references(document)


def _of_references(document: documents.Document) -> Iterator[findings.Finding]:
    by_number = {reference.number: reference for reference in document.references}
    for number in document.uncited:
        message = _("Nothing in the text cites reference %d.") % number
        yield advice("uncited-reference", message, by_number[number].text)
    if document.references:
        message = _("The kind of each new source is still to be chosen.")
        yield advice("unsorted-source", message)


def _left_out(document: documents.Document) -> Iterator[findings.Finding]:
    for piece in document.dropped:
        if piece.kind in UNREPORTED:
            continue
        code = "duplicate-title" if piece.kind in AGAIN else "page-junk"
        yield advice(code, _("Left out of the text: %s.") % piece.kind, piece.text)
    if _sells(piece.kind for piece in document.dropped):
        message = _("The page asks for custom: its publisher may sell something.")
        yield advice("commercial-source", message)


def _sells(kinds: Iterable[str]) -> bool:
    return len(SELLING & set(kinds)) > 1


def advice(code: str, message: str, quote: str = "") -> findings.Finding:
    return findings.Finding(code, "advice", message, quote[:300])
