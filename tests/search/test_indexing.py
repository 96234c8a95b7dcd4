"""Rows that come, change and go, and the full text that follows them."""

import pytest
from django.db import connection

from alsinfo.search import finding
from alsinfo.search.models import SearchEntry, SearchName
from alsinfo.search.postgres import _INDEXES as INDEXES

from .library import found, search, shelve

pytestmark = pytest.mark.django_db


def test_indexing_again_replaces_the_row():
    number = shelve("Riluzole", keywords="Rilutek", body="old words")
    finding.index("article", number, title="Edaravone", keywords="", body="new")
    assert finding.count() == 1
    assert found("edaravone") == found("new") == [number]
    assert found("riluzole") == found("rilutek") == found("old") == []


def test_forgotten_row_is_not_found():
    number = shelve("Riluzole", keywords="Rilutek")
    finding.forget("article", number)
    finding.forget("article", number)
    assert found("riluzole") == found("rilutek") == []
    assert finding.count() == SearchName.objects.count() == 0


def test_row_deleted_past_the_door_is_not_found():
    number = shelve("Riluzole")
    SearchEntry.objects.all().delete()
    shelve("Swallowing")
    assert number not in found("riluzole")


def test_indexing_takes_four_statements(django_assert_num_queries):
    number = shelve("Riluzole")
    with django_assert_num_queries(4):
        finding.index("article", number, title="Edaravone", keywords="b\nc", body="")


def test_rebuilding_replaces_everything():
    old = shelve("Riluzole")
    row = finding.Row("article", old, "Edaravone", "Radicava", "A medicine.")
    assert finding.rebuild([row, row]) == 1
    assert found("riluzole") == []
    assert found("radicava") == [old]


def test_clearing_leaves_nothing():
    shelve("Riluzole")
    finding.clear()
    assert (finding.count(), found("riluzole")) == (0, [])


def test_count_tells_kinds_apart():
    shelve("A", kind="article")
    shelve("B", kind="term")
    counts = finding.count(), finding.count("article"), finding.count("none")
    assert counts == (2, 1, 0)


@pytest.mark.parametrize(
    "text",
    ["\x00", "a\x00b", "\ud800 lone", "\u202e bidi", "'\"\\", "%s %% {}", "é" * 9000],
)
def test_any_text_can_be_indexed(text):
    number = shelve(f"Riluzole {text}", keywords=text, body=text)
    assert found("riluzole") == [number]


def test_very_long_text_is_indexed_by_its_beginning():
    many_words = " ".join(f"w{number}" for number in range(300_000))
    number = shelve("Riluzole", keywords=many_words, body=many_words)
    assert found("riluzole") == found("w77") == [number]


def test_marks_and_tags_in_a_text_are_only_text():
    shelve("<b>Riluzole</b> \x02x\x03", body="<script>riluzole</script> & more")
    hit = search("riluzole").hits[0]
    assert "&lt;b&gt;<mark>Riluzole</mark>&lt;/b&gt;" in hit.title_html
    assert hit.snippet == (
        "&lt;script&gt;<mark>riluzole</mark>&lt;/script&gt; &amp; more"
    )


def test_few_words_of_new_rows_wait_for_their_index():
    """PostgreSQL reads those that wait from end to end, in every search."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT count(*) FROM pg_class WHERE relname = ANY(%s)"
                " AND 'gin_pending_list_limit=128' = ANY(reloptions)",
                [list(INDEXES)],
            )
            assert cursor.fetchone() == (len(INDEXES),)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 checks itself")
def test_full_text_of_sqlite_agrees_with_the_rows():
    number = shelve("Riluzole", keywords="Rilutek", body="words")
    finding.index("article", number, title="Edaravone", keywords="", body="é \x00")
    finding.forget("article", shelve("Other"))
    with connection.cursor() as cursor:
        for table in ("search_fulltext", "search_names"):
            check = f"INSERT INTO {table}({table}, rank) VALUES (%s, 1)"  # noqa: S608
            cursor.execute(check, ["integrity-check"])
