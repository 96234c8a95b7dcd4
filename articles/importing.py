"""A saved web page becomes a draft, with its references as sources and its findings.

The words are read in `alsinfo.text.documents`, the rows are written by the desk. A
page is known again by its file name, which the draft keeps as its provenance.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alsinfo.editorial import desk, findings, refusals
from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status
from alsinfo.text import documents
from alsinfo.text.documents import headings, publications

from . import cited
from .models import Article, ArticleRevision

LARGEST = 20_000_000
LARGEST_READ = 1_000_000
LONGEST_NAME = 400
OPEN = {Status.DRAFT, Status.CHANGES_REQUESTED}
# Left out without a finding: labels and headings, of which nothing is lost.
UNREPORTED = {"label", "heading of the references", "table of contents"}
SELLING = {"button", "contact details", "success stories"}


class ImportRefused(Exception):
    """A file was not imported; the text is a sentence that names it."""


@dataclass(frozen=True)
class Page:
    """A page to import: its name, its words, and the digest of its bytes."""

    name: str
    text: str
    digest: str


@dataclass(frozen=True)
class Imported:
    """What became of a page; `article` is None when it was only tried."""

    page: Page
    document: documents.Document
    findings: list[findings.Finding]
    article: Any = None
    sentence: str = ""

    def as_dict(self, file: str) -> dict[str, Any]:
        """The result as JSON shows it."""
        document = self.document
        return {
            "file": file,
            "title": document.title,
            "summary": document.summary,
            "body": document.body,
            "references": [
                {name: getattr(reference, name) for name in REFERENCE}
                for reference in document.references
            ],
            "dropped": [piece.text for piece in document.dropped],
            "findings": [
                {name: str(getattr(finding, name)) for name in FINDING}
                for finding in self.findings
            ],
        }


REFERENCE = ("number", "text", "doi", "url", "year")
FINDING = ("code", "level", "message", "quote")


def read(name: str, data: bytes) -> Page:
    """Read the bytes of a file, or of what was pasted; raises `ImportRefused`."""
    short = " ".join(name.split())[:LONGEST_NAME]
    if len(data) > LARGEST:
        raise ImportRefused(_("%s: it is larger than 20 MB.") % short)
    try:
        text = documents.decode(data)
    except documents.NotADocumentError as error:
        raise ImportRefused(f"{short}: {error}") from None
    return Page(short, text, hashlib.sha256(data).hexdigest())


def rehearse(page: Page) -> Imported:
    """Show what an import would give; whatever is written on the way is undone."""
    with transaction.atomic():
        document = _converted(page)
        Source.objects.bulk_create(cited.new_sources(document))
        text = _filled(ArticleRevision(entry=Article(slug="draft")), page, document)
        found = _findings(text, page, document)
        transaction.set_rollback(True)
    return Imported(page, document, found, sentence=_("Tried; nothing was written."))


def rehearse_without_database(page: Page) -> Imported:
    """The same where no database answers: the editorial checks are left out."""
    document = _converted(page, publications.keyed)
    found = list(_told(page, document))
    return Imported(page, document, found, sentence=_("Tried; nothing was written."))


def perform(page: Page, *, by: Any) -> Imported:
    """Make a draft of a page, or the next version of the draft that it made before.

    Raises `ImportRefused`; nothing is written then.
    """
    try:
        with transaction.atomic():
            return _perform(page, by)
    except refusals.Refused as refusal:
        raise ImportRefused(f"{page.name}: {refusal}") from None


def _perform(page: Page, by: Any) -> Imported:
    article = Article.objects.imported_from(page.name).select_for_update().first()
    newest = article.newest_revision() if article else None
    document = _converted(page)
    if newest is not None and newest.origin_digest == page.digest:
        sentence = _("Imported before, and nothing changed: nothing was done.")
        found = _findings(newest, page, document)
        return Imported(page, document, found, article, sentence)
    _refuse(page, document, article)
    text = desk.unsaved_copy(newest) if newest else ArticleRevision()
    tags = list(newest.tags.all()) if newest else []
    for source in cited.new_sources(document):
        desk.save_record(source, by=by)
    article = article or Article(slug=_free_slug(_title(page, document)))
    why = _("Imported from %s") % page.name
    text = _filled(text, page, document)
    seen = article.seen if article.pk else None
    saved = desk.save_draft(article, text, by=by, seen=seen, tags=tags, why=why)
    sentence = _("Saved as version %(number)d of “%(title)s”.") % {
        "number": saved.number,
        "title": saved.title,
    }
    return Imported(page, document, _findings(saved, page, document), article, sentence)


def _refuse(page: Page, document: documents.Document, article: Any) -> None:
    """No new version of a text that is under review or out, none that is too long."""
    if article is not None and article.status not in OPEN:
        raise ImportRefused(
            _(
                "%(name)s: its text changed, but the article it became is "
                "%(status)s. Nothing was done."
            )
            % {"name": page.name, "status": article.get_status_display()}
        )
    if _is_too_long(document):
        raise ImportRefused(f"{page.name}: {TOO_LONG}")


# --- The words of a draft -----------------------------------------------------------

LONGEST_BODY = ArticleRevision._meta.get_field("body").max_length
TOO_LONG = f"its text has more than {LONGEST_BODY:,} characters: part it."


def _is_too_long(document: documents.Document) -> bool:
    return len(document.body) > LONGEST_BODY


def _converted(page: Page, keys: Any = None) -> documents.Document:
    try:
        # What is far too long to be saved is not looked up in the library.
        lookup = keys or (
            publications.keyed if len(page.text) > LARGEST_READ else cited.library_keys
        )
        return documents.convert(page.text, lookup)
    except documents.NotADocumentError as error:
        raise ImportRefused(f"{page.name}: {error}") from None


def _filled(text: Any, page: Page, document: documents.Document) -> Any:
    text.title = _title(page, document)
    text.summary = document.summary
    text.body = document.body
    text.origin_title = document.title[:300]
    text.origin_address = page.name
    text.origin_kind = text.origin_kind or _("saved web page")
    text.origin_digest = page.digest
    return text


def _title(page: Page, document: documents.Document) -> str:
    """The page's title; else its first heading, when that says something; else its
    file's name."""
    title = document.title
    if not title and not headings.is_generic(document.heading):
        title = document.heading
    stem = re.sub(r"[\W_]+", " ", PurePath(page.name).stem).strip()
    return (title or stem or _("Untitled"))[:200].strip()


def _free_slug(title: str) -> str:
    """An address made of the title that no article has, or ever had."""
    base = slugify(title)[:80].strip("-_").replace("_", "-") or "article"
    base = re.sub(r"-{2,}", "-", base)
    number = 1
    while True:
        slug = base if number == 1 else f"{base}-{number}"
        try:
            desk.refuse_taken_address(Article(), slug)
        except refusals.NameTaken:
            number += 1
        else:
            return slug


# --- Its findings -------------------------------------------------------------------


def _findings(
    text: Any, page: Page, document: documents.Document
) -> list[findings.Finding]:
    """What the importer saw, and what the checks say of the text; blocking first."""
    told = list(_told(page, document))
    checked = [] if _is_too_long(document) else findings.check(text)
    return sorted([*told, *checked], key=lambda finding: not finding.blocks)


def _told(page: Page, document: documents.Document) -> Iterator[findings.Finding]:
    """What the importer itself has to say: what is missing, what it left out."""
    if _is_too_long(document):
        yield findings.Finding("too-long", "blocking", TOO_LONG.capitalize())
    if not document.title:
        message = _("The page has no title of its own; the draft is called: %s")
        yield _advice("no-title", message % _title(page, document))
    yield from _left_out(document)
    if document.unknown:
        numbers = ", ".join(map(str, document.unknown))
        message = _("The list of references has no such number: %s")
        yield _advice("unknown-reference", message % numbers)
    by_number = {reference.number: reference for reference in document.references}
    for number in document.uncited:
        message = _("Nothing in the text cites reference %d.") % number
        yield _advice("uncited-reference", message, by_number[number].text)
    if document.references:
        message = _("The kind of each new source is still to be chosen.")
        yield _advice("unsorted-source", message)


def _left_out(document: documents.Document) -> Iterator[findings.Finding]:
    for piece in document.dropped:
        if piece.kind in UNREPORTED:
            continue
        code = "page-junk"
        if piece.kind == "repeated title":
            code = "duplicate-title"
        yield _advice(code, _("Left out of the text: %s.") % piece.kind, piece.text)
    if _sells(piece.kind for piece in document.dropped):
        message = _("The page asks for custom: its publisher may sell something.")
        yield _advice("commercial-source", message)


def _sells(kinds: Iterable[str]) -> bool:
    return len(SELLING & set(kinds)) > 1


def _advice(code: str, message: str, quote: str = "") -> findings.Finding:
    return findings.Finding(code, "advice", message, quote[:300])


def try_out(page: Page) -> Imported:
    """`rehearse`, or a poorer try that says so where no database can be asked."""
    try:
        return rehearse(page)
    except DatabaseError:
        poorer = rehearse_without_database(page)
    message = _(
        "The database cannot be asked, so the editorial checks were left out: run "
        "migrate and load_content first."
    )
    unchecked = _advice("not-checked", message)
    return replace(poorer, findings=[unchecked, *poorer.findings])
