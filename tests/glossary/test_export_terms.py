"""The glossary as a table: all of it, harmless, and back again without a change."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from alsinfo.editorial.workflow import Status
from glossary.models import Term
from glossary.tables import exporting
from glossary.tables.columns import NAMES
from tests import cast

from .table_rows import exported, perform, rehearse

pytestmark = pytest.mark.django_db
HOSTILE = {
    "name": "=1+1",
    "initials": "@X",
    "pronunciation": "＝x",
    "aliases": '-a;b\nc\\d\n\'=x\n"q", r',
    "misspellings": "\\;\n;",
    "short_definition": '\'=HYPERLINK("x")',
    "fuller_definition": "- one\n- two\r\n\r\n  three  \n",
    "professional_definition": "\t+1",
    "byline": "+ Somebody",
}


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def run(*arguments):
    out = io.StringIO()
    call_command("export_terms", *arguments, stdout=out)
    return out.getvalue()


def test_a_term_is_a_row_of_all_its_columns():
    tag = cast.make_tag()
    term = cast.make_term(slug="cell", aliases="a\nb", initials="C", tags=[tag])
    near = [cast.make_term(slug=slug) for slug in ("z", "y")]
    term.newest_revision().related.set(near)
    [row, *_others] = rows(exported())
    assert tuple(row) == NAMES
    assert row["aliases"] == "a;b"
    assert row["related"] == "y;z"
    assert row["tags"] == "als-basics"
    assert row["evidence_checked"] == ""


def test_no_cell_begins_like_a_formula():
    cast.make_term(slug="cell", **HOSTILE)
    [row] = rows(exported())
    assert row["name"] == "'=1+1"
    for cell in row.values():
        assert cell.strip()[:1] not in {"=", "+", "-", "@", "＝"}
        assert cell[:1] not in {"\t", "\r", "\n"}


def test_a_round_trip_of_hostile_texts_changes_nothing():
    cast.make_term(slug="cell", **HOSTILE)
    assert rehearse(exported()).count("unchanged") == 1
    perform(exported())
    assert Term.objects.get().newest == 1


@pytest.mark.parametrize("status", Status)
def test_a_round_trip_of_every_status_changes_nothing(status):
    cast.make_term(status, slug="cell", aliases="x")
    perform(exported())
    assert Term.objects.get().newest == 1


WORDS = st.text(alphabet="ab =+-@'\";,\\\t\r\n＝\u200b’", max_size=12)


@settings(max_examples=40)
@given(WORDS, WORDS, WORDS, WORDS)
def test_a_round_trip_of_anything_changes_nothing(name, aliases, short, fuller):
    slug = f"t-{Term.objects.count()}"
    cast.make_term(
        slug=slug,
        name=name,
        aliases=aliases,
        short_definition=short,
        fuller_definition=fuller,
    )
    plan = rehearse(exported(exporting.newest_texts().filter(entry__slug=slug)))
    assert plan.changing == []


@settings(max_examples=30)
@given(WORDS, st.lists(WORDS.map(str.strip).filter(bool), max_size=3))
def test_what_is_written_anew_elsewhere_comes_back_as_it_was(short, aliases):
    """A spreadsheet that writes the file with other quotes and line ends."""
    slug = f"t-{Term.objects.count()}"
    cast.make_term(slug=slug, short_definition=short, aliases="\n".join(aliases))
    data = exported(exporting.newest_texts().filter(entry__slug=slug))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(csv.reader(io.StringIO(data.decode(), newline="")))
    assert rehearse(b"\xef\xbb\xbf" + out.getvalue().encode()).changing == []


def test_the_newest_texts_or_the_live_ones_are_written():
    live = cast.make_term(Status.PUBLISHED, slug="a", short_definition="Old.")
    cast.new_draft(live, name="a", short_definition="New.")
    cast.make_term(slug="b")
    newest = rows(run().encode())
    assert [(r["slug"], r["short_definition"]) for r in newest] == [
        ("a", "New."),
        ("b", "What the term means."),
    ]
    assert run("--all") == run()
    [only] = rows(run("--live").encode())
    assert (only["slug"], only["short_definition"]) == ("a", "Old.")


def test_a_file_is_written_with_its_line_ends(tmp_path):
    cast.make_term(slug="cell", fuller_definition="a\r\nb\nc")
    path = tmp_path / "terms.csv"
    run(str(path))
    assert path.read_bytes() == exported()
    assert [found.name for found in tmp_path.iterdir()] == ["terms.csv"]


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(str(tmp_path / "no" / "terms.csv"))


def test_an_empty_glossary_is_a_header():
    assert run() == ",".join(NAMES) + "\r\n"


def test_more_terms_cost_no_more_queries(django_assert_num_queries):
    for _n in range(6):
        cast.make_term(Status.PUBLISHED, tags=[cast.make_tag()])
    with django_assert_num_queries(3):
        exported()
    with django_assert_num_queries(3):
        exported(exporting.live_texts(timezone.now()))
