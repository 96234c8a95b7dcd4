"""Bytes -> rows of named cells, or sentences that name the row. Pure but for gettext.

Rows are numbered as a spreadsheet does: the header is row 1, and an empty row counts.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import cells
from .columns import ALSO_CALLED, NAMES, REQUIRED

LARGEST = 20_000_000  # bytes
MOST_ROWS = 20_000
MOST_FAULTS = 200
DELIMITERS = ",;\t"
NOT_TABLES = {
    b"PK\x03\x04": gettext_lazy("It is a workbook (.xlsx or .ods)"),
    b"\xd0\xcf\x11\xe0": gettext_lazy("It is a workbook (.xls)"),
    b"%PDF": gettext_lazy("It is a PDF"),
    b"\x1f\x8b": gettext_lazy("It is packed"),
}
MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?\r?\n', re.IGNORECASE)


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a row, and a column when it is about one."""

    message: str
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        if not self.row:
            return self.message
        if not self.column:
            return _("Row %(row)d: %(message)s") % self.__dict__
        return _("Row %(row)d, column “%(column)s”: %(message)s") % self.__dict__


class Faults(Exception):
    """The table was refused: all that is wrong with it, as far as it is told."""

    def __init__(self, found: list[Fault]) -> None:
        self.more = max(0, len(found) - MOST_FAULTS)
        self.found = found[:MOST_FAULTS]
        super().__init__(" ".join(map(str, self.found)))

    def sentences(self) -> list[str]:
        """All that is told, and how much is not."""
        told = [str(fault) for fault in self.found]
        if self.more:
            told.append(_("And %d more faults of this kind.") % self.more)
        return told


@dataclass(frozen=True)
class Row:
    """A row as it came: column -> cell. Only the table's own columns are there."""

    number: int
    raw: dict[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        """Column -> text, without what makes it harmless."""
        return {name: cells.plain(cell) for name, cell in self.raw.items()}


def read(data: bytes) -> list[Row]:
    """The filled rows of a table; raises `Faults`. Linear in the bytes."""
    text = decode(data)
    skipped, delimiter = 0, ""
    if separator := _SEPARATOR_LINE.match(text):
        delimiter, skipped, text = separator[1], 1, text[separator.end() :]
    records = _records(text, delimiter or _delimiter_of(text), skipped)
    header = next(records, None)
    if header is None:
        raise Faults([Fault(_("The table is empty: it has not even a header."))])
    names = _columns(header[1], header[0])
    rows = list(_rows(names, records))
    if not rows:
        raise Faults([Fault(_("The table has a header and no rows."))])
    return rows


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16; nothing is guessed. Raises `Faults`."""
    if len(data) > LARGEST:
        raise _refused(_("The table is larger than 20 MB. Divide it."))
    for beginning, what in NOT_TABLES.items():
        if data.startswith(beginning):
            said = _("%(what)s, not a table of words. Save it as “CSV UTF-8”.")
            raise _refused(said % {"what": what})
    marked = (name for mark, name in MARKED.items() if data.startswith(mark))
    encoding = next(marked, "utf-8")
    if not encoding.startswith("utf-8") or b"\0" not in data:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            raise _refused(_not_unicode(data, error, encoding)) from None
        if "\0" not in text:
            return text
    raise _refused(
        _("The file holds characters without meaning (NUL). Save it as “CSV UTF-8”.")
    )


def _not_unicode(data: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    """Where it broke, so that the letter can be found."""
    row = data.count(b"\n", 0, error.start) + 1
    near = re.sub(rb"[^ -~]+", b"?", data[max(0, error.start - 20) : error.start])
    return _(
        "The file is not in %(encoding)s: line %(row)d cannot be read after "
        "“%(near)s”. "
        "Save it as “CSV UTF-8”, so that no letter is taken for another."
    ) % {"encoding": encoding.upper(), "row": row, "near": near.decode()}


def _delimiter_of(text: str) -> str:
    """What parts the cells of the header: the one that gives the most known columns."""
    line = text.lstrip("\r\n")[:5_000].splitlines()[:1]

    def known(delimiter: str) -> int:
        header = next(csv.reader(line, delimiter=delimiter), [])
        return sum(column_called(name) in NAMES for name in header)

    return max(DELIMITERS, key=known)


def _records(
    text: str, delimiter: str, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of every record that is not empty."""
    number = skipped
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Faults([Fault(_unreadable(error), number)]) from None
        if number - skipped > MOST_ROWS + 1:
            raise _refused(
                _("The table has more than %s rows. Divide it.") % f"{MOST_ROWS:,}"
            )
        if any(cell.strip() for cell in record):
            yield number, record


def _unreadable(error: csv.Error) -> str:
    said = str(error)
    if "field larger" in said:
        return _("A cell is far too long; perhaps a quotation mark is missing.")
    if "end of data" in said:
        return _("A quotation mark is opened in this row and never closed.")
    if "expected after" in said:
        return _("After a closing quotation mark something else follows in the cell.")
    return _("The row cannot be read: %s.") % said


def column_called(heading: str) -> str:
    """The column that a heading means, however it is written."""
    name = re.sub(r"[\s_-]+", "_", heading.strip().casefold())
    return ALSO_CALLED.get(name, name)


def _columns(header: list[str], row: int) -> list[str]:
    """The names of all columns in their order; empty for those without one."""
    names = [column_called(heading) for heading in header]
    faults = list(_header_faults(header, names))
    if faults:
        raise Faults([Fault(message, row) for message in faults])
    return names


def _header_faults(header: list[str], names: list[str]) -> Iterator[str]:
    listed = ", ".join(NAMES)
    unknown = [h.strip() for h, n in zip(header, names, strict=True) if n not in NAMES]
    if any(unknown):
        told = ", ".join(f"“{heading[:60]}”" for heading in unknown if heading)
        yield _("Unknown columns: %(told)s. The columns are: %(listed)s.") % {
            "told": told,
            "listed": listed,
        }
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        told = ", ".join(f"“{name}”" for name in missing)
        yield _("Missing columns: %s.") % told
    twice = {name for name in names if name and names.count(name) > 1}
    if twice:
        told = ", ".join(f"“{name}”" for name in sorted(twice)[:20])
        yield _("Columns that stand twice: %s.") % told


def _rows(names: list[str], records: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
    faults: list[Fault] = []
    for number, record in records:
        beyond = any(cell.strip() for cell in record[len(names) :])
        if len(record) < len(names) or beyond:
            faults.append(Fault(_uneven(record, names), number))
            continue
        pairs = list(zip(names, record[: len(names)], strict=True))
        if any(cell.strip() for name, cell in pairs if not name):
            said = _("It has a cell in a column without a heading.")
            faults.append(Fault(said, number))
        yield Row(number, {name: cell for name, cell in pairs if name})
    if faults:
        raise Faults(faults)


def _uneven(record: list[str], names: list[str]) -> str:
    return _("It has %(cells)d cells, and the header has %(columns)d.") % {
        "cells": len(record),
        "columns": len(names),
    }


def _refused(sentence: str) -> Faults:
    return Faults([Fault(sentence)])
