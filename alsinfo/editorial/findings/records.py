"""What the record tells: who and when, which sources, what is missing, how old."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Revision, Source
from ..reviewing import LONGEST_MONTHS, add_months, evidence_fault
from .finding import ADVICE, BLOCKING, LONGEST_QUOTE, Finding, Place
from .page import Page

WEAK = {Source.Kind.LABORATORY, Source.Kind.NEWS, Source.Kind.COMMERCIAL}
MISSING = {
    "summary": gettext_lazy("Say in one or two sentences what the article says."),
    "key_messages": gettext_lazy("Give three to five key messages."),
    "confidence": gettext_lazy("Say how sure the text is."),
    "disclosure": gettext_lazy("Say who paid for the text, and who has an interest."),
}
ORIGIN = ("origin_title", "origin_publisher", "origin_address", "origin_kind")
NOTHING_TO_CHANGE = gettext_lazy(
    "Readers have not seen a text of this yet, so there is nothing to correct or to "
    "change a little: choose “update”."
)
# Where an editor has written that nobody, or no day, is named, nothing is missing.
NO_AUTHOR = re.compile(
    r"\b(?:no|without|unnamed|unknown)\b[^.;]{0,40}\bauthor|\bsigned by\b", re.I
)
NO_DATE = re.compile(r"\b(?:no|without|unknown)\b[^.;]{0,60}\bdate|\bundated\b", re.I)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
UNNAMED = {"", "not stated", "not named", "unknown", "none", "-", "–"}


def of_record(page: Page, today: date, tags: Iterable[Any] | None) -> Iterator[Finding]:
    revision = page.revision
    yield from _correction_without_note(revision)
    yield from _change_of_nothing(page)
    yield from _lost_correction(page)
    yield from _sources(page)
    yield from _origin(revision)
    yield from _missing(revision)
    yield from _old(page, today, tags)


def _correction_without_note(revision: Any) -> Iterator[Finding]:
    corrects = revision.change_kind == Revision.ChangeKind.CORRECTION
    if corrects and not revision.change_note.strip():
        message = _("A correction needs a note that says what was wrong.")
        where = Place("change_note")
        yield Finding("correction-without-note", BLOCKING, message, "", where)


def _change_of_nothing(page: Page) -> Iterator[Finding]:
    """The first text that readers get corrects nothing and changes nothing."""
    update = page.revision.change_kind == Revision.ChangeKind.UPDATE
    if page.revision.entry_id and not update and not page.shelf.was_public:
        where = Place("change_kind")
        yield Finding("first-version", BLOCKING, str(NOTHING_TO_CHANGE), "", where)


def _lost_correction(page: Page) -> Iterator[Finding]:
    """A draft since the last live text corrected it, and this one says otherwise."""
    corrects = page.revision.change_kind == Revision.ChangeKind.CORRECTION
    notes = page.shelf.corrections
    if notes and not corrects and page.shelf.was_public:
        message = _(
            "An earlier draft of this change was a correction, with a note for "
            "readers. Make this one a correction too, and keep the note."
        )
        quote = notes[-1][:LONGEST_QUOTE]
        where = Place("change_kind")
        yield Finding("lost-correction", BLOCKING, message, quote, where)


def _sources(page: Page) -> Iterator[Finding]:
    """Which works are cited; a definition in a glossary may cite none."""
    cited = list(page.shelf.sources.values())
    cites = any(mark.kind == "source" for _field, mark in page.marks)
    if not cites and hasattr(page.revision, "disclosure"):
        yield Finding("no-references", ADVICE, _("The text cites no source."))
    for source in cited:
        if source.state:
            message = _("This source is marked as %(state)s: %(title)s") % {
                "state": source.get_state_display(),
                "title": source.title[:120],
            }
            yield _at_source(page, "retracted-source", BLOCKING, message, source.key)
    sellers = [s.key for s in cited if s.kind == Source.Kind.COMMERCIAL]
    if sellers:
        message = _(
            "From a company with something to sell: %s. Is there another source?"
        )
        told = message % ", ".join(sellers)
        yield _at_source(page, "commercial-source", ADVICE, told, sellers[0])
    if cited and all(source.kind in WEAK for source in cited):
        message = _("All its sources are laboratory work, news or from companies.")
        yield Finding("only-weak-evidence", ADVICE, message)


def _at_source(page: Page, code: str, level: str, message: str, key: str) -> Finding:
    field, mark = next(
        (field, mark)
        for field, mark in page.marks
        if (mark.kind, mark.key) == ("source", key)
    )
    span = (mark.key_start, mark.key_start + len(key))
    return page.at(code, level, message, field, span)


def _origin(revision: Any) -> Iterator[Finding]:
    """Who answers for the text, and for the document it starts from, and when."""
    if not revision.byline.strip():
        yield _missing_in("no-author", "byline", _("Say who answers for the text."))
    told = " ".join(getattr(revision, name, "") for name in ORIGIN)
    if not told.strip():
        return
    publisher = revision.origin_publisher.strip().lower().rstrip(".")
    if publisher in UNNAMED and not NO_AUTHOR.search(told):
        message = _(
            "The document it starts from names nobody: give its author or publisher, "
            "or write “without author” under the kind of document."
        )
        yield _missing_in("no-author", "origin_publisher", message)
    if not YEAR.search(told) and not NO_DATE.search(told):
        message = _(
            "The document it starts from has no date: give the year, or write "
            "“without date” under the kind of document."
        )
        yield _missing_in("no-date", "origin_kind", message)
    if revision.origin_commercial and not revision.disclosure.strip():
        message = _("It starts from a document of somebody with something to sell.")
        yield _missing_in("commercial-source", "disclosure", message)


def _missing(revision: Any) -> Iterator[Finding]:
    """What every page promises its readers; without it no text goes to review."""
    for field, message in MISSING.items():
        if not getattr(revision, field, "-").strip():
            code = f"missing-{field.replace('_', '-')}"
            yield Finding(code, BLOCKING, str(message), "", Place(field))


def _missing_in(code: str, field: str, message: str) -> Finding:
    return Finding(code, ADVICE, message, "", Place(field))


def _old(page: Page, today: date, tags: Iterable[Any] | None) -> Iterator[Finding]:
    checked = page.revision.evidence_checked
    if checked is None:
        return
    fault = evidence_fault(checked, today)
    if fault:
        where = Place("evidence_checked")
        yield Finding("impossible-date", BLOCKING, fault, "", where)
        return
    own = page.shelf.months if tags is None else [tag.review_months for tag in tags]
    allowed = min(own, default=LONGEST_MONTHS)
    if add_months(checked, allowed) < today:
        message = _("Sources were last looked for more than %d months ago.") % allowed
        yield _missing_in("old-evidence", "evidence_checked", message)
