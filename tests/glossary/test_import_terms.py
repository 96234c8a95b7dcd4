"""A table of terms becomes drafts: all of its rows, or none, and why."""

import io
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.workflow import Status
from glossary.models import Term, TermRevision
from glossary.tables import importing, reading
from tests import cast

from .table_rows import exported, newest, perform, refused, rehearse, table

pytestmark = pytest.mark.django_db


def changes(data):
    """Slug -> (state, changed columns) of what a table would do."""
    plan = rehearse(data)
    return {entry.slug: (entry.state, set(entry.changes)) for entry in plan.entries}


# --- What becomes of rows -------------------------------------------------------------


def test_a_new_row_becomes_a_new_draft():
    tag = cast.make_tag()
    cast.make_term(slug="tissue")
    perform(
        table(
            initials="C",
            aliases="unit; piece of life",
            misspellings="sell",
            fuller_definition="One [tissue](term:tissue).\n\nTwo.",
            related="tissue",
            tags=tag.slug,
            evidence_checked="2026-03-01",
        )
    )
    text = newest("cell")
    assert text.entry.status == Status.DRAFT
    assert text.entry.owner == cast.writer()
    assert (text.name, text.initials, text.aliases) == (
        "A cell",
        "C",
        "unit\npiece of life",
    )
    assert text.fuller_definition == "One [tissue](term:tissue).\n\nTwo."
    assert [term.slug for term in text.related.all()] == ["tissue"]
    assert [tag.slug for tag in text.tags.all()] == [tag.slug]
    assert text.evidence_checked.isoformat() == "2026-03-01"
    assert text.lang == "en-GB"


def test_a_changed_row_becomes_a_draft_and_the_live_text_stays():
    tag = cast.make_tag()
    term = cast.make_term(
        Status.PUBLISHED, slug="cell", tags=[tag], aliases="unit", byline="Somebody"
    )
    perform(table(name="cell", short_definition="Another."))
    text = newest("cell")
    assert (text.number, text.short_definition) == (2, "Another.")
    assert (text.aliases, text.byline) == ("unit", "Somebody")
    assert list(text.tags.all()) == [tag]
    live = term.revisions.live(timezone.now()).get()
    assert (live.number, live.short_definition) == (1, "What the term means.")
    assert Term.objects.get().status == Status.DRAFT


def test_a_column_that_is_not_there_keeps_what_stands_and_an_empty_cell_clears():
    term = cast.make_term(slug="cell", aliases="unit", initials="C")
    term.newest_revision().related.set([cast.make_term(slug="tissue")])
    perform(table(name="cell", short_definition="Another.", aliases=""))
    text = newest("cell")
    assert (text.aliases, text.initials) == ("", "C")
    assert [near.slug for near in text.related.all()] == ["tissue"]


def test_a_row_that_says_the_same_makes_no_version():
    cast.make_term(slug="cell", aliases="a\nb", fuller_definition="One.\r\nTwo. ")
    same = table(
        name="cell",
        short_definition=" What the term means. ",
        aliases="a; b",
        fuller_definition="One.\nTwo.",
    )
    assert changes(same) == {"cell": ("unchanged", set())}
    perform(same)
    assert Term.objects.get().newest == 1


def test_new_rows_may_name_each_other():
    perform(
        table(
            {"slug": "a", "name": "A", "related": "b"},
            {"slug": "b", "name": "B", "related": "a;c"},
            {"slug": "c", "name": "C", "fuller_definition": "As [A](term:a)."},
        )
    )
    assert Term.objects.count() == 3
    assert {near.slug for near in newest("b").related.all()} == {"a", "c"}


def test_a_name_may_move_from_one_row_to_another():
    cast.make_term(slug="a", aliases="unit")
    cast.make_term(slug="b")
    perform(
        table(
            {"slug": "a", "name": "a", "aliases": ""},
            {"slug": "b", "name": "b", "aliases": "unit"},
        )
    )
    assert newest("b").aliases == "unit"


def test_a_correction_is_not_said_again_of_the_next_text():
    term = cast.make_term(Status.PUBLISHED, slug="cell")
    cast.new_draft(term, change_kind="correction", change_note="Wrong.")
    cast.bring_to(term, Status.PUBLISHED)
    perform(table(name="cell", short_definition="Another."))
    assert (newest("cell").change_kind, newest("cell").change_note) == ("update", "")


def test_the_trail_says_that_it_was_a_table():
    perform(table())
    event = Term.objects.get().events.get()
    assert (event.action, event.why) == ("save", "Imported from a table.")


def test_a_rehearsal_writes_nothing():
    rehearse(table())
    assert not Term.objects.exists()


# --- What is refused ------------------------------------------------------------------


def the_world():
    """Terms that a row can collide with."""
    cast.make_tag()
    cast.make_tag("old", retired=True)
    cast.make_term(Status.PUBLISHED, slug="tissue", aliases="web of cells")
    cast.make_term(slug="draft", name="A draft", aliases="Sketch")
    moved = cast.make_term(Status.PUBLISHED, slug="moved")
    desk.rename(moved, by=cast.publisher(), seen=moved.seen, slug="moved-on")


BAD = [
    ({"slug": ""}, "Row 2, column “slug”: It is empty"),
    ({"slug": "A Cell"}, "Row 2, column “slug”: “A Cell”: Use small letters"),
    ({"slug": "a--b"}, "Use small letters"),
    ({"slug": "a" * 101}, "at most 100 characters"),
    ({"slug": "moved"}, "the former address of “moved-on”"),
    ({"name": ""}, "Row 2, column “name”: It is empty"),
    ({"name": " \t "}, "Row 2, column “name”: It is empty"),
    ({"short_definition": ""}, "column “short_definition”: It is empty"),
    ({"name": "x" * 121}, "column “name”: It has 121 characters, and at most 120"),
    ({"name": "a\nb"}, "column “name”: It has several lines"),
    ({"short_definition": "x" * 221}, "at most 220"),
    ({"fuller_definition": "x" * 20_001}, "at most 20000"),
    ({"aliases": ";".join(["x" * 99] * 21)}, "stands twice in it"),
    ({"aliases": ";".join(f"{n:099}" for n in range(21))}, "at most 2000"),
    ({"aliases": "Unit;unit"}, "“unit” stands twice"),
    ({"name": "A\u202ecell"}, "nobody can see"),
    ({"fuller_definition": "\ufffd"}, "nobody can see"),
    ({"name": "\u200b"}, "nobody can see"),
    ({"lang": "xx"}, "column “lang”: Value 'xx' is not a valid choice"),
    ({"evidence_checked": "01/03/2026"}, "Write the day as YYYY-MM-DD"),
    ({"evidence_checked": "2026-02-30"}, "Write the day as YYYY-MM-DD"),
    ({"related": "cell"}, "column “related”: A term is not related to itself."),
    ({"related": "nowhere"}, "No term has the address “nowhere”."),
    ({"related": "moved"}, "No term has the address “moved”."),
    ({"tags": "unknown"}, "“unknown” is not a tag of the vocabulary."),
    ({"tags": "old"}, "The tag “old” is no longer used."),
    ({"fuller_definition": "[x](term:no)"}, "No term has the address “no”."),
    ({"fuller_definition": "So [@no]."}, "No source has the key “no”."),
    ({"professional_definition": "[1](figure:no)"}, "No figure has the key “no”."),
    ({"fuller_definition": "[x](javascript:alert)"}, "leads nowhere"),
    ({"name": "Tissue"}, "held by the term “tissue”"),
    ({"name": "Web-of cells"}, "The name “Web-of cells” is held by"),
    ({"aliases": "TISSUE"}, "column “aliases”: The name “TISSUE” is held by"),
    ({"aliases": "web of cells"}, "is held by the term “tissue”"),
    ({"aliases": "a draft"}, "is held by the term “A draft”"),
    ({"aliases": "sketch"}, "is held by the term “A draft”"),
    ({"name": "=1+1"}, "Row 2, column “name”: The cell begins like a formula: “=1+1”"),
    ({"aliases": "=cmd|' /C calc'!A0"}, "begins like a formula"),
    ({"short_definition": " +1"}, "begins like a formula"),
    ({"fuller_definition": "-1"}, "begins like a formula"),
    ({"fuller_definition": "\t@SUM(1)"}, "begins like a formula"),
]


@pytest.mark.parametrize(("row", "sentence"), BAD)
def test_a_bad_row_is_told_with_its_place(row, sentence):
    the_world()
    [said, *_more] = refused(table(row))
    assert sentence in said


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [{}, {"name": "B"}],
            "Row 3, column “slug”: The address “cell” is in row 2 already.",
        ),
        (
            [{}, {"slug": "b"}],
            "Row 2, column “name”: The name “A cell” is also that of row 3.",
        ),
        (
            [{"aliases": "unit"}, {"slug": "b", "name": "B", "aliases": "x;Unit"}],
            "The name “unit” is also that of row 3.",
        ),
        (
            [{"aliases": "b"}, {"slug": "b", "name": "B"}],
            "Row 2, column “aliases”: The name “b” is also that of row 3.",
        ),
        (
            [
                {"slug": "a", "name": "A", "related": "b"},
                {"slug": "b", "name": "B", "related": "c"},
                {"slug": "c", "name": "C", "related": "a"},
            ],
            "go round in a circle: a → b → c → a.",
        ),
    ],
)
def test_rows_that_do_not_go_together_are_told(rows, sentence):
    assert sentence in " ".join(refused(table(*rows)))


def test_a_circle_that_the_table_closes_is_refused_and_one_that_stood_is_not():
    terms = {slug: cast.make_term(slug=slug) for slug in "abc"}
    for one, other in ("ab", "bc"):
        terms[one].newest_revision().related.set([terms[other]])
    row = {"slug": "c", "name": "c", "short_definition": "What the term means."}
    assert "a → b → c → a" in refused(table(row | {"related": "a"}))[0]
    terms["c"].newest_revision().related.set([terms["a"]])
    perform(table(row | {"related": "a", "short_definition": "Another."}))
    assert newest("c").short_definition == "Another."


def test_two_terms_that_name_each_other_are_no_circle():
    cast.make_term(slug="a")
    perform(table(related="a"))
    perform(table(slug="a", name="a", related="cell"))
    assert newest("a").number == 2


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.ARCHIVED])
def test_a_text_that_is_not_open_is_not_written_over(status):
    term = cast.make_term(status, slug="cell")
    [said] = refused(table(name="cell", short_definition="Another."))
    assert said.startswith("Row 2: The term “cell” is ")
    assert term.newest == 1


def test_a_text_under_review_that_stays_as_it_is_holds_up_nothing():
    cast.make_term(Status.IN_REVIEW, slug="cell")
    row = {"name": "cell", "short_definition": "What the term means."}
    perform(table(row, {"slug": "b", "name": "B"}))
    assert Term.objects.count() == 2


def test_a_row_that_is_not_changed_is_not_judged():
    old = {"short_definition": "-x", "fuller_definition": "[a](term:gone)"}
    cast.make_term(slug="cell", aliases="unit", **old)
    cast.make_term(slug="b", aliases="unit")
    plain = {"slug": "cell", "name": "cell", "aliases": "unit", **old}
    perform(table(plain | {"initials": "C"}))
    assert newest("cell").initials == "C"


def test_all_faults_are_told_at_once_in_the_order_of_the_rows():
    rows = [{"slug": f"t-{n}", "name": "", "lang": "xx"} for n in range(3)]
    said = refused(table(*rows))
    assert [sentence[:6] for sentence in said] == ["Row 2,"] * 2 + ["Row 3,"] * 2 + [
        "Row 4,"
    ] * 2


def test_nothing_is_written_when_the_desk_refuses_the_last_row(monkeypatch):
    real = desk.save_draft

    def refusing(entry, text, **said):
        if entry.slug == "last":
            raise importing.refusals.NameTaken("Somebody was faster.")
        return real(entry, text, **said)

    monkeypatch.setattr(desk, "save_draft", refusing)
    said = refused(table({}, {"slug": "last", "name": "B"}))
    assert said == ["Row 3: Somebody was faster."]
    assert not TermRevision.objects.exists()


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (cast.reviewer, "Your account may not add terms."),
        (cast.stranger, "Your account may not add terms."),
    ],
)
def test_who_may_not_write_imports_nothing(person, sentence):
    assert refused(table(), by=person()) == [sentence]


def test_who_may_not_change_imports_no_change():
    cast.make_term(slug="cell")
    said = refused(table(name="cell"), by=cast.reviewer())
    assert said == ["Your account may not change terms."]


def test_more_rows_cost_no_more_queries_to_look_at(django_assert_max_num_queries):
    cast.make_tag()
    cast.make_term(slug="tissue")
    many = table(
        *(
            {
                "slug": f"t-{n}",
                "name": f"T {n}",
                "aliases": f"u {n}",
                "related": "tissue",
                "tags": "als-basics",
                "fuller_definition": f"[x](term:t-{n}) [y](term:tissue)",
            }
            for n in range(400)
        )
    )
    with django_assert_max_num_queries(12):
        rehearse(many)


# --- The command ----------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    def written(data):
        path = tmp_path / "terms.csv"
        path.write_bytes(data)
        return str(path)

    return written


def run(*arguments):
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("import_terms", *arguments, stdout=out, stderr=errors)
    except CommandError as error:
        errors.write(str(error))
    return out.getvalue(), errors.getvalue()


def test_the_command_tells_each_difference_and_tries_without_an_account(file):
    cast.make_term(slug="cell", initials="C")
    data = table({"name": "cell"}, {"slug": "b", "name": "B"}, initials="")
    said, _errors = run("--dry-run", file(data))
    assert "Row 2: cell, changed" in said
    assert "  initials:\n    Removed: “C”" in said
    assert "    Added: “What lives.”" in said
    assert "Row 3: b, new" in said
    assert "1 new, 1 changed, 0 unchanged rows." in said
    assert "nothing was written" in said
    assert Term.objects.count() == 1


def test_the_command_imports_from_a_file_and_from_standard_input(file, monkeypatch):
    cast.writer()
    run("--by", "writer", file(table()))
    stdin = SimpleNamespace(buffer=io.BytesIO(table(slug="b", name="B")))
    monkeypatch.setattr(sys, "stdin", stdin)
    run("--by", "writer", "-")
    assert {term.slug for term in Term.objects.all()} == {"cell", "b"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say whose drafts they are"),
        (["--by", "nobody"], "There is no active account “nobody”."),
        (["--by", "gone"], "There is no active account “gone”."),
        (["--by", "nobody", "--dry-run"], "There is no active account “nobody”."),
        (["--by", "reviewer"], "Your account may not add terms."),
        (["--by", "reviewer", "--dry-run"], "Your account may not add terms."),
    ],
)
def test_the_command_wants_an_account_that_may(file, arguments, sentence):
    cast.reviewer()
    cast.make_person("gone", "writers", is_active=False)
    _said, errors = run(*arguments, file(table()))
    assert sentence in errors
    assert not Term.objects.exists()


def test_the_command_tells_all_faults_and_writes_nothing(file):
    cast.writer()
    data = table({"lang": "xx"}, {"slug": "", "name": "B"})
    said, errors = run("--by", "writer", file(data))
    assert "Row 2, column “lang”" in errors
    assert "Row 3, column “slug”" in errors
    assert errors.endswith("Nothing was written.")
    assert said == ""


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    assert "No such file" in run("--dry-run", str(tmp_path / "no"))[1]
    assert "it is not a file" in run("--dry-run", str(tmp_path))[1]


def test_the_table_that_was_exported_changes_nothing(file):
    cast.make_term(Status.PUBLISHED, slug="cell", name="=1", aliases="a;b\n-x")
    said, errors = run("--dry-run", file(exported()))
    assert errors == ""
    assert "0 new, 0 changed, 1 unchanged rows." in said


def test_the_digest_of_another_plan_is_refused():
    cast.make_term(slug="cell")
    rows = reading.read(table(name="cell"))
    digest = importing.rehearse(rows).digest
    cast.new_draft(Term.objects.get(), name="cell", short_definition="Meanwhile.")
    with pytest.raises(importing.Outdated):
        importing.perform(rows, by=cast.writer(), digest=digest)
    assert Term.objects.get().newest == 2


def test_the_same_table_with_an_empty_byline_twice_changes_nothing_more():
    data = table(byline="", lang="")
    perform(data)
    assert changes(data) == {"cell": ("unchanged", set())}


@pytest.mark.parametrize("alias", ["Lou Gehrig’s disease", "Lóu Gehrigs Disease"])
def test_an_alias_that_reads_as_the_name_of_a_live_term_is_refused(alias):
    cast.make_term(Status.PUBLISHED, slug="als", name="Lou Gehrig's disease")
    assert refused(table(aliases=alias))


def test_a_formula_among_the_values_of_a_list_is_refused():
    [sentence] = refused(table(aliases="ok;=HYPERLINK(1)"))
    assert "=HYPERLINK(1)" in sentence


@pytest.mark.parametrize("column", ["name", "aliases"])
def test_the_initials_of_another_term_are_not_a_name(column):
    cast.make_term(Status.PUBLISHED, slug="mnd", name="Motor disease", initials="MND")
    [sentence] = refused(table(**{column: "mnd"}))
    assert "Motor disease" in sentence
    perform(table(initials="MND"))


def test_initials_are_not_the_name_of_another_term_or_row():
    cast.make_term(Status.PUBLISHED, slug="fus", name="FUS")
    assert refused(table(initials="FUS"))
    rows = {"slug": "one", "name": "SOD1"}, {"slug": "two", "initials": "SOD1"}
    assert len(refused(table(*rows))) == 2
