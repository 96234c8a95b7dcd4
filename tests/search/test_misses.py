"""Searches without a result: counted by words and day, bounded, never in the way."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from alsinfo.search import finding, misses
from alsinfo.search.kept import LONGEST_MISS
from alsinfo.search.models import Miss

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


def count(query, day=MONDAY):
    finding.count_miss(query, day)


def counted():
    return list(Miss.objects.values_list("words", "count", "days"))


def test_the_same_words_are_one_row_with_its_days():
    for day in (0, 0, 3):
        count("  Ünknown WORD? ", MONDAY + timedelta(day))
    miss = Miss.objects.get()
    assert counted() == [("unknown word", 3, 2)]
    assert (miss.first_day, miss.last_day) == (MONDAY, MONDAY + timedelta(3))


def test_nothing_but_words_numbers_and_days_is_kept():
    fields = {field.name for field in Miss._meta.get_fields()}
    assert fields == {"id", "words", "count", "days", "first_day", "last_day"}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "\x00",
        "…?!",
        "jane@example.org",
        "ring 020 7946 0958",
        "nhs 943-476-5919",
        "x" * 100,
        "many " + " ".join(f"w{n}" for n in range(12)),
        "word " * 100_000 + "a b c d e f g h i j k l m n o p",
    ],
    ids=range(9),
)
def test_what_is_empty_long_or_about_a_person_is_not_written_down(query):
    count(query)
    assert counted() == []


@pytest.mark.parametrize(
    "query", ["ﷺ" * 60, "㍿" * 40, "ﷺ", "jane＠example.org", "９４３ ４７６ ５９１９"]
)
def test_what_folding_makes_long_or_private_is_not_written_down(query):
    """One letter may become eighteen; a wide sign is as private as a narrow one."""
    count(query * (6 if len(query) == 1 else 1))
    assert counted() == []


def test_what_folding_leaves_short_is():
    count("ﷺ")
    [(words, _count, _days)] = counted()
    assert 1 < len(words) <= LONGEST_MISS


def test_a_flood_adds_only_its_share_and_drives_nobody_out():
    count("a pertinent question", MONDAY - timedelta(1))
    for number in range(misses.MOST_NEW_A_DAY + 30):
        count(f"flood {number}")
    count("a pertinent question")
    assert Miss.objects.count() == misses.MOST_NEW_A_DAY + 1
    assert ("pertinent question", 2, 2) in counted()


def test_the_least_recent_are_forgotten(monkeypatch):
    monkeypatch.setattr(misses, "MOST_ROWS", 5)
    for number in range(9):
        count(f"word{number}", MONDAY + timedelta(number))
    kept = Miss.objects.order_by("words").values_list("words", flat=True)
    assert list(kept) == [f"word{number}" for number in range(4, 9)]


def test_counting_takes_one_statement_beside_the_transaction(
    django_assert_max_num_queries,
):
    # A savepoint and its end; what SQLite is told of patience; the bound.
    with django_assert_max_num_queries(7):
        count("unknown")


def test_a_database_that_takes_no_writing_is_no_mistake(monkeypatch):
    def refuse(*_given):
        raise DatabaseError("read-only")

    monkeypatch.setattr(misses, "_write", refuse)
    count("unknown")
    assert counted() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite has one writer")
def test_a_search_does_not_wait_for_another_writer(django_db_blocker):
    other = connection.copy()
    other.inc_thread_sharing()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            count("unknown")
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert counted() == []
    count("unknown")
    assert counted() == [("unknown", 1, 1)]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone()[0] > 1_000
