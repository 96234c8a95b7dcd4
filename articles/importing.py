"""A saved web page becomes a draft, with its references as sources and its findings.

The words are read in `alsinfo.text.documents`, the rows are written by the desk. The
draft keeps the file's name and the digest of its bytes as its provenance, by which
`known_documents` knows it again.
"""

import hashlib
import re
from collections.abc import Container
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
from alsinfo.text.documents import headings, lines, publications

from . import cited, first_findings, known_documents
from .models import Article, ArticleRevision

LARGEST = 20_000_000
LARGEST_READ = 1_000_000
LONGEST_NAME = 400
OPEN = {Status.DRAFT, Status.CHANGES_REQUESTED}


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
    short = " ".join(lines.visible(name).replace("\ufffd", " ").split())[:LONGEST_NAME]
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
        found = first_findings.of(text, document)
        transaction.set_rollback(True)
    return Imported(page, document, found, sentence=_("Tried; nothing was written."))


def rehearse_without_database(page: Page) -> Imported:
    """The same where no database answers: the editorial checks are left out."""
    document = _converted(page, publications.keyed)
    found = list(first_findings.told(document, _title(page, document)))
    return Imported(page, document, found, sentence=_("Tried; nothing was written."))


def perform(page: Page, *, by: Any, done: Container[int] = ()) -> Imported:
    """Make a draft of a page, or the next version of the draft that it made before.

    `done` are the articles made by other pages of the same run, which are not replaced.
    Raises `ImportRefused`; nothing is written then.
    """
    try:
        with transaction.atomic():
            return _perform(page, by, done)
    except refusals.Refused as refusal:
        raise ImportRefused(f"{page.name}: {refusal}") from None


def _perform(page: Page, by: Any, done: Container[int]) -> Imported:
    document = _converted(page)
    if same := known_documents.of_the_same_bytes(page.digest):
        return _unchanged(page, document, same)
    article, other = known_documents.of_the_same_name(page.name, document)
    _refuse(page, document, article, done)
    newest = article.newest_revision() if article else None
    text = desk.unsaved_copy(newest) if newest else ArticleRevision()
    tags = list(newest.tags.all()) if newest else []
    for source in cited.new_sources(document):
        desk.save_record(source, by=by)
    article = article or Article(slug=_free_slug(_title(page, document)))
    why = _("Imported from %s") % page.name
    text = _filled(text, page, document)
    seen = article.seen if article.pk else None
    saved = desk.save_draft(article, text, by=by, seen=seen, tags=tags, why=why)
    found = first_findings.of(saved, document)
    return Imported(page, document, found, article, _saved(page, saved, other))


def _unchanged(page: Page, document: documents.Document, article: Any) -> Imported:
    newest = article.newest_revision()
    sentence = _("Imported before, and nothing changed: nothing was done.")
    if newest.origin_address != page.name:
        sentence = (
            _("Imported before as “%s”, and nothing changed: nothing was done.")
            % newest.origin_address
        )
    found = first_findings.of(newest, document)
    return Imported(page, document, found, article, sentence)


def _saved(page: Page, saved: Any, other: Any) -> str:
    """The sentence that tells what was written, and what was not written over."""
    sentence = _("Saved as version %(number)d of “%(title)s”.") % {
        "number": saved.number,
        "title": saved.title,
    }
    if other is None:
        return sentence
    more = _(
        "“%(name)s” is also the name of another document, which became “%(title)s” and "
        "was left as it is."
    ) % {"name": page.name, "title": other.newest_revision().title}
    return f"{sentence} {more}"


def _refuse(
    page: Page, document: documents.Document, article: Any, done: Container[int]
) -> None:
    """No new version of a text that is under review, or just made; none too long."""
    if article is not None and article.pk in done:
        raise ImportRefused(
            _("%s: another file of this run has its name and much of its text.")
            % page.name
        )
    if article is not None and article.status not in OPEN:
        raise ImportRefused(
            _(
                "%(name)s: its text changed, but the article it became is "
                "%(status)s. Nothing was done."
            )
            % {"name": page.name, "status": article.get_status_display()}
        )
    if first_findings.is_too_long(document):
        raise ImportRefused(f"{page.name}: {first_findings.TOO_LONG}")


# --- The words of a draft -----------------------------------------------------------


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
    unchecked = first_findings.advice("not-checked", message)
    return replace(poorer, findings=[unchecked, *poorer.findings])
