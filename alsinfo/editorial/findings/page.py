"""A revision as its readers meet it: fields of words in page order, in paragraphs."""

from functools import cached_property
from typing import Any

from alsinfo.text import abbreviations, marks, parsed, prose
from alsinfo.text.prose import Paragraph

from .finding import LONGEST_QUOTE, Finding, Place
from .shelf import Shelf


class Page:
    """One text under examination; everything is read once, and only when asked."""

    def __init__(self, revision: Any) -> None:
        self.revision = revision
        self._fields: dict[int, str] = {}

    def text(self, field: str) -> str:
        return str(getattr(self.revision, field) or "")

    @property
    def heading_field(self) -> str:
        return str(self.revision.heading_field)

    @cached_property
    def heading(self) -> list[Paragraph]:
        """The title or name; a heading like any other."""
        found = prose.lines(self.text(self.heading_field))
        for paragraph in found:
            paragraph.kind = "heading"
            self._fields[id(paragraph)] = self.heading_field
        return found

    @cached_property
    def plain(self) -> list[Paragraph]:
        """The lines of the fields without marks: summary, key messages."""
        found = [
            self._of(field, paragraph)
            for field in self.revision.plain_fields
            for paragraph in prose.lines(self.text(field))
        ]
        for paragraph in found:
            paragraph.lead = next(iter(self.heading), None)
        return found

    @cached_property
    def bodies(self) -> dict[str, list[Paragraph]]:
        """Field of Markdown -> its paragraphs."""
        read: dict[str, list[Paragraph]] = {}
        for field in self.revision.marked_fields:
            text = self.text(field)
            again = text in (self.text(other) for other in read)
            # What tells of a field cannot be what tells of another one too.
            found = prose.paragraphs(text) if again else parsed.paragraphs(text)
            read[field] = [self._of(field, paragraph) for paragraph in found]
        return read

    @property
    def marked(self) -> list[Paragraph]:
        return [paragraph for found in self.bodies.values() for paragraph in found]

    @property
    def whole(self) -> list[Paragraph]:
        return [*self.heading, *self.plain, *self.marked]

    @cached_property
    def marks(self) -> list[tuple[str, marks.Mark]]:
        """(field, mark) of the whole page."""
        return [
            (field, mark)
            for field in self.revision.marked_fields
            for mark in parsed.marks(self.text(field))
        ]

    @cached_property
    def shelf(self) -> Shelf:
        """The records that the page needs. One query, whatever it names."""
        keys = {(mark.kind, mark.key) for _field, mark in self.marks}
        initials = abbreviations.initials_of(self.marked)
        return Shelf(self.revision, keys, initials)

    def finding(
        self,
        code: str,
        level: str,
        message: str,
        paragraph: Paragraph,
        span: tuple[int, int] | None = None,
        *,
        suggestion: str = "",
    ) -> Finding:
        """A finding on `words[start:end]` of a paragraph, or on all of it."""
        start, end = span or (0, len(paragraph.words))
        field = self._fields[id(paragraph)]
        first = paragraph.place(start)
        last = max(paragraph.place(max(start, end - 1)) + 1, first)
        return self.at(code, level, message, field, (first, last), suggestion)

    def at(
        self,
        code: str,
        level: str,
        message: str,
        field: str,
        span: tuple[int, int],
        suggestion: str = "",
    ) -> Finding:
        """A finding on `text[start:end]` of a field."""
        text = self.text(field)
        start, end = span
        quote = text[start : min(end, start + LONGEST_QUOTE)]
        place = Place(field, prose.line_of(text, start), start)
        return Finding(code, level, message, quote, place, suggestion)

    def order(self, finding: Finding) -> tuple[int, int]:
        """Where a finding stands on the page; those on the record come last."""
        if finding.where is None:
            return len(self._names), 0
        return self._names.index(finding.where.field), finding.where.offset

    @cached_property
    def _names(self) -> list[str]:
        fields = self.revision.plain_fields, self.revision.marked_fields
        record = [field.name for field in self.revision._meta.fields]
        first = [self.heading_field, *fields[0], *fields[1]]
        return [*first, *(name for name in record if name not in first)]

    def _of(self, field: str, paragraph: Paragraph) -> Paragraph:
        self._fields[id(paragraph)] = field
        return paragraph
