"""The next instant, midnight, and how long a browser may keep a page."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alsinfo.editorial import instants
from alsinfo.editorial.workflow import Status
from tests import cast
from tests.editorial import acts

from .page_cache import Worker

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def live(**fields):
    return cast.make_article(Status.PUBLISHED, **fields)


def control(answer):
    parts = (part.strip().partition("=") for part in answer["cache-control"].split(","))
    return {name: int(value) for name, _, value in parts if value}


def test_a_scheduled_text_comes_on_time():
    article = cast.make_article(Status.APPROVED, title="Long awaited")
    worker = Worker()
    start = datetime.fromtimestamp(worker.hand.start, UTC) + timedelta(seconds=30.4)
    cast.schedule(article, start)
    with time_machine.travel(start - SECOND / 10, tick=False):
        worker.hand.gone = 30.3
        assert b"Long awaited" not in worker.ask("/articles/").body
    with time_machine.travel(start, tick=False):
        worker.hand.gone = 30.4001  # Seconds are no exact fractions.
        assert b"Long awaited" in worker.ask("/articles/").body


def test_a_machine_that_slept_shows_what_came_meanwhile():
    """Its clock of the day went on; the one that counts the process's seconds stood."""
    article = cast.make_article(Status.APPROVED, title="Long awaited")
    worker = Worker()
    start = datetime.fromtimestamp(worker.hand.start, UTC) + timedelta(minutes=30)
    cast.schedule(article, start)
    assert b"Long awaited" not in worker.ask("/articles/").body
    with time_machine.travel(start + SECOND, tick=False):
        worker.hand.start += 1_801
        worker.hand.gone += 1
        assert b"Long awaited" in worker.ask("/articles/").body


def test_a_clock_put_back_prolongs_nothing():
    end = datetime.now(UTC) + timedelta(seconds=91)
    acts.make_live_until(end)
    worker = Worker()
    worker.hand.start = end.timestamp() - 90
    worker.ask("/articles/")
    worker.hand.start -= 3_600
    worker.hand.gone += 60
    assert control(worker.ask("/articles/"))["max-age"] <= 30
    worker.hand.gone += 31
    assert worker.renders("/articles/") == 1


def test_a_text_that_ends_goes_on_time():
    worker = Worker()
    end = datetime.fromtimestamp(worker.hand.start, UTC) + timedelta(seconds=20)
    article = acts.make_live_until(end)
    assert worker.ask(article.get_absolute_url()).status == 200
    with time_machine.travel(end, tick=False):
        worker.hand.gone = 20.0001
        assert worker.ask(article.get_absolute_url()).status == 410


def test_no_browser_keeps_a_page_past_the_next_instant():
    end = datetime.now(UTC) + timedelta(seconds=91)
    acts.make_live_until(end)
    worker = Worker()
    worker.hand.start = end.timestamp() - 90.01
    # A cache in front may have had it for two seconds.
    ends = ((0, 60), (28, 60), (28.5, 59), (60, 28), (87.5, 0), (88.5, 0), (89.5, 0))
    for gone, most in ends:
        worker.hand.gone = gone
        for known in (None, "*"):
            rules = control(worker.ask("/articles/", if_none_match=known))
            assert rules["max-age"] == most
            assert most + rules["stale-while-revalidate"] <= max(0, 90 - gone - 2)
            assert rules["s-maxage"] == min(1, int(90 - gone))
    assert worker.django.asked == ["/articles/"]


@pytest.mark.parametrize(
    ("at", "midnight"),
    [
        ("2026-03-28 23:59:59", "2026-03-29 00:00:00"),
        ("2026-03-29 12:00:00", "2026-03-29 23:00:00"),
        ("2026-07-01 22:59:59", "2026-07-01 23:00:00"),
        ("2026-10-25 00:30:00", "2026-10-26 00:00:00"),
        ("2026-01-01 00:00:00", "2026-01-02 00:00:00"),
    ],
)
def test_midnight_is_that_of_the_sites_zone(at, midnight):
    at, expected = (datetime.fromisoformat(f"{day}+00:00") for day in (at, midnight))
    assert instants.next_midnight(at) == expected
    assert instants.standing(at).until <= expected


def test_an_overdue_notice_comes_at_midnight():
    article = live()
    due = article.newest_revision().review_due
    noon = datetime.combine(due, datetime.min.time(), UTC) + timedelta(hours=12)
    path = article.get_absolute_url()
    with time_machine.travel(noon, tick=False) as machine:
        worker = Worker()
        assert b"was due" not in worker.ask(path).body
        machine.shift(timedelta(hours=12, minutes=30))
        worker.hand.gone += 12.5 * 3_600
        assert b"was due" in worker.ask(path).body


def test_a_correction_leaves_the_top_when_its_time_is_over():
    article = live()
    cast.new_draft(article, change_kind="correction", change_note="A slip.")
    cast.bring_to(article, Status.PUBLISHED)
    began = article.newest_revision().live_from
    over = began + instants.CORRECTION_SHOWN_FOR
    assert instants.standing(over - SECOND).until == over
    assert instants.standing(over + SECOND).until != over


def test_the_next_instant_is_the_first_of_all_beginnings_and_ends():
    now = datetime.now(UTC)
    minute = timedelta(minutes=1)
    with time_machine.travel(now.replace(hour=9), tick=True):
        now = datetime.now(UTC)
        term = cast.make_term(Status.APPROVED)
        cast.schedule(term, now + 9 * minute, now + 20 * minute)
        assert instants.standing(datetime.now(UTC)).until == now + 9 * minute
        acts.make_live_until(now + 5 * minute)
        assert instants.standing(datetime.now(UTC)).until == now + 5 * minute
        assert instants.standing(now + 5 * minute).until == now + 9 * minute
        assert instants.standing(now + 9 * minute).until == now + 20 * minute


def test_the_question_about_instants_reads_indexes_only():
    with CaptureQueriesContext(connection) as asked:
        instants.standing(datetime.now(UTC))
    [query] = asked
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + query["sql"])
        plan = "\n".join(str(row) for row in cursor.fetchall())
    # Which of several indexes PostgreSQL takes hangs on what the tables hold: it is
    # asked with 10,000 rows in tests/scale.
    if connection.vendor == "sqlite":
        for index in ("ends", "corrected", "ever_live"):
            assert f"articlerevision_{index}" in plan
            assert f"termrevision_{index}" in plan
    assert "SCAN articles" not in plan
    assert "Seq Scan on articles" not in plan
