"""Cells and bytes of a table: harmless, reversible, and never guessed."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.tables import cells, reading
from glossary.tables.reading import Faults

HEADER = "name,slug,short_definition\n"


def told(data):
    """The sentences with which a table is refused."""
    with pytest.raises(Faults) as refused:
        reading.read(data if isinstance(data, bytes) else data.encode())
    return " ".join(refused.value.sentences())


def values(data):
    data = data if isinstance(data, bytes) else data.encode()
    return [row.values for row in reading.read(data)]


# --- Cells ----------------------------------------------------------------------------

DANGEROUS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\tx", "\rx", "\nx"),
    *("  =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "＝1", "＋1", "－1", "＠x", "'=1"),
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_begins_like_a_formula_is_made_harmless(text):
    assert cells.harmless(text) == "'" + text
    assert cells.plain(cells.harmless(text)) == text


@pytest.mark.parametrize("text", ["", "'tis so", "''", "a=b", "1-2", "e@x.org", " x"])
def test_a_harmless_cell_stays_as_it_is(text):
    assert cells.harmless(text) == text
    assert cells.plain(text) == text


@given(st.text(alphabet="'=+-@\t\r\n ＝\u200bab;\\", max_size=8))
@example("''=")
@example("'")
def test_what_makes_a_cell_harmless_is_taken_away_exactly(text):
    made = cells.harmless(text)
    assert cells.plain(made) == text
    assert made[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "＝"}


VALUES = st.text(alphabet="ab;\\'= -", min_size=1).map(str.strip).filter(bool)


@given(st.lists(VALUES, max_size=5))
def test_a_list_comes_back_from_its_cell(values):
    assert cells.split(cells.join(values)) == values


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("a; b ;;c;", ["a", "b", "c"]),
        ("a\nb\r\nc", ["a", "b", "c"]),
        (r"a\;b;c\\", ["a;b", "c\\"]),
        (r"C\D", [r"C\D"]),
        ("\\", ["\\"]),
    ],
)
def test_a_cell_of_many_values_is_split(cell, values):
    assert cells.split(cell) == values


# --- Bytes ----------------------------------------------------------------------------

TABLE = HEADER + "Nævus,naevus,A “mark”.\n"
NAEVUS = {"name": "Nævus", "slug": "naevus", "short_definition": "A “mark”."}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_utf_8_and_marked_utf_16_are_read(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert values(mark + TABLE.encode(encoding)) == [NAEVUS]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp1250"])
def test_an_older_encoding_is_refused_and_never_guessed(encoding):
    said = told(TABLE.encode(encoding, "replace").replace(b"?", b"\xe6"))
    assert "not in UTF-8: line 2" in said
    assert "CSV UTF-8" in said


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n\n", "empty"),
        (HEADER.encode(), "no rows"),
        (b"PK\x03\x04rest", "It is a workbook (.xlsx or .ods)"),
        (b"\xd0\xcf\x11\xe0rest", "It is a workbook (.xls)"),
        (b"%PDF-1.7", "It is a PDF"),
        (b"\x1f\x8brest", "It is packed"),
        (HEADER.encode() + b"a\0b,c,d\n", "NUL"),
        (TABLE.encode("utf-16-le"), "NUL"),
        (b"\xff\xfe\0\0a", "UTF-32"),
        (b"x" * (reading.LARGEST + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_table_is_told(data, sentence):
    assert sentence in told(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("before", ["", "sep={}\r\n"])
def test_the_delimiter_is_known_by_the_header(delimiter, before):
    rows = [["name", "slug", "aliases", "short_definition"], ["A", "a", "b;c", "D, e"]]
    out = io.StringIO(before.format(delimiter), newline="")
    out.seek(0, io.SEEK_END)
    csv.writer(out, delimiter=delimiter).writerows(rows)
    [row] = reading.read(out.getvalue().encode())
    assert row.values["aliases"] == "b;c"
    assert row.values["short_definition"] == "D, e"
    assert row.number == (3 if before else 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end):
    assert values(TABLE.replace("\n", end)) == [NAEVUS]


def test_text_of_several_lines_with_quotes_comes_back():
    text = 'One "two"\r\n\r\nthree, four;\n five '
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["name", "slug", "short_definition"], ["A", "a", text]])
    assert values(out.getvalue())[0]["short_definition"] == text


def test_columns_may_be_called_as_people_write_them():
    [row] = values("\ufeff Term ,Slug,Short Definition\nA,a,B\n")
    assert row == {"name": "A", "slug": "a", "short_definition": "B"}


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("name,slug,short_definition,documents,optional", "“documents”, “optional”"),
        ("name,aliases", "Missing columns: “slug”, “short_definition”."),
        ("name,slug,short_definition,Slug", "Columns that stand twice: “slug”."),
        ("term,name,slug,short_definition", "Columns that stand twice: “name”."),
        ("just some words", "Unknown columns"),
    ],
)
def test_a_header_that_does_not_fit_is_told(header, sentence):
    said = told(f"{header}\na,b,c,d,e\n")
    assert sentence in said
    assert said.startswith("Row 1: ")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("a,b\n", "Row 2: It has 2 cells, and the header has 3."),
        ("a,b,c\n\nd,e,f,g\n", "Row 4: It has 4 cells, and the header has 3."),
        ('a,b,c\nd,e,"f\n', "Row 3: A quotation mark is opened"),
        ('a,"b"x,c\n', "Row 2: After a closing quotation mark"),
        (f"a,b,{'x' * 140_000}\n", "Row 2: A cell is far too long"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(rows, sentence):
    assert sentence in told(HEADER + rows)


def test_empty_rows_and_empty_columns_at_the_end_say_nothing():
    data = "name,slug,short_definition,,\nA,a,B,,\n,,,,\n\n"
    assert [row["slug"] for row in values(data)] == ["a"]
    assert "without a heading" in told(data + "B,b,C,x,\n")


def test_a_table_of_too_many_rows_is_told(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    assert len(values(HEADER + "a,b,c\n" * 3)) == 3
    assert "more than 3 rows" in told(HEADER + "a,b,c\n" * 4)


def test_only_the_first_faults_are_told(monkeypatch):
    monkeypatch.setattr(reading, "MOST_FAULTS", 2)
    said = told(HEADER + "a\n" * 5)
    assert "Row 3" in said
    assert "Row 4" not in said
    assert "And 3 more faults" in said


@pytest.mark.parametrize(
    "items", [["ok", "=H(1)"], ["'=x"], ["@a", "''-b", "c;d"], ["＝x", "\\;"], ["-"]]
)
def test_each_value_of_a_list_is_harmless_and_comes_back(items):
    cell = cells.join(items)
    assert not any(cells.is_formula(piece) for piece in cells.pieces(cell))
    assert cells.split(cells.plain(cells.harmless(cell))) == items
