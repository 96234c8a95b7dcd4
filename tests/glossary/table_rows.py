"""Tables for the tests: rows as bytes, and what the import says of them."""

import csv
import io

import pytest

from glossary.models import Term
from glossary.tables import exporting, importing, reading
from tests import cast

ROW = {"name": "A cell", "slug": "cell", "short_definition": "What lives."}


def table(*rows, **changes):
    """Bytes of a table with these rows; each is filled up from the plain one."""
    filled = [ROW | changes | row for row in rows or [{}]]
    names = list(dict.fromkeys(name for row in filled for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(filled)
    return out.getvalue().encode()


def rehearse(data, by=None):
    return importing.rehearse(reading.read(data), by=by)


def perform(data, by=None):
    return importing.perform(reading.read(data), by=by or cast.writer())


def refused(data, by=None):
    """The sentences of a refusal; nothing may have been written."""
    before = Term.objects.count()
    with pytest.raises(reading.Faults) as faults:
        perform(data, by)
    assert Term.objects.count() == before
    return faults.value.sentences()


def newest(slug):
    return Term.objects.get(slug=slug).newest_revision()


def exported(texts=None):
    """The glossary as a table, as bytes."""
    if texts is None:
        texts = exporting.newest_texts()
    return "".join(exporting.lines(texts)).encode()
