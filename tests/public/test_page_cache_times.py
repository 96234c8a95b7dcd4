"""When kept pages go: the stamp, the next instant, midnight; and many at once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from alsinfo.editorial import desk, instants, refusals
from alsinfo.editorial.models import SiteStamp
from alsinfo.editorial.workflow import Action, Status
from alsinfo.public.pages import wrapper
from alsinfo.public.pages.asking import Key
from tests import cast
from tests.editorial import acts

from .page_cache import Worker, closing_nothing
from .test_page_cache import answering

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def live(**fields):
    return cast.make_article(Status.PUBLISHED, **fields)


def control(answer):
    parts = (part.strip().partition("=") for part in answer["cache-control"].split(","))
    return {name: int(value) for name, _, value in parts if value}


# --- The stamp ------------------------------------------------------------------------


def test_the_stamp_is_looked_at_no_more_than_once_a_second():
    worker = Worker()
    worker.ask("/about/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for _number in range(300):
            worker.hand.gone += 0.01
            worker.ask("/about/")
    assert 2 <= len(asked) <= 3
    assert all("editorial_sitestamp" in query["sql"] for query in asked)


def test_nothing_is_asked_while_nobody_visits():
    worker = Worker()
    worker.ask("/about/")
    worker.hand.gone += 3_600
    with CaptureQueriesContext(connection) as asked:
        worker.ask("/about/")
    assert len(asked) == 1


def test_a_withdrawal_is_gone_from_every_worker_within_a_second():
    article = live()
    path = article.get_absolute_url()
    one, other = Worker(), Worker()
    other.hand.gone = 17.3
    for worker in (one, other):
        assert worker.ask(path).status == 200
        worker.hand.gone += 0.99
        assert worker.ask(path).status == 200
    cast.withdraw(article)
    for worker in (one, other):
        worker.hand.gone += 1
        assert worker.ask(path).status == 410
        assert path.encode() not in worker.ask("/articles/").body


def test_a_browser_that_kept_it_is_told_too():
    article = live()
    worker = Worker()
    first = worker.ask(article.get_absolute_url())
    cast.withdraw(article)
    worker.hand.gone += 1
    for said in (first["etag"], "*"):
        answer = worker.ask(article.get_absolute_url(), if_none_match=said)
        assert answer.status == 410


def test_pages_stay_while_only_drafts_change():
    article = live()
    worker = Worker()
    worker.ask("/articles/")
    cast.new_draft(article)
    cast.make_article(Status.APPROVED)
    worker.hand.gone += 1
    assert worker.renders("/articles/") == 0


def test_a_page_made_before_a_change_is_not_kept_after_it():
    """The change comes between the rendering and the keeping."""
    article = live()
    path = article.get_absolute_url()
    worker = Worker()
    inner = worker.django.app

    def slow(environ, start):
        worker.django.app = inner
        told = inner(environ, start)
        cast.withdraw(article)
        worker.hand.gone += 1
        worker.ask("/about/")
        return told

    worker.django.app = slow
    assert worker.ask(path).status == 200
    assert worker.ask(path).status == 410


PUBLIC = ["/", "/articles/", "/glossary/", "/topics/", "/updates/", "/glossary.json"]


def site(*entries):
    """The bytes of the public pages as Django makes them now."""
    worker = Worker()
    own = [e.get_absolute_url() for e in entries]
    own += [f"{path}history/" for path in own] + [f"{path}history/1/" for path in own]
    return [worker.ask(path).body for path in PUBLIC + own]


def waiting(entry):
    cast.new_draft(entry, **({} if entry.kind == "article" else {"name": "new"}))
    cast.bring_to(entry, Status.APPROVED)
    return entry


def expect_a_new_stamp(act, *entries):
    """Whatever changes a public page gives the stamp another value."""
    before, stamp = site(*entries), acts.stamp()
    act()
    if site(*entries) != before:
        assert acts.stamp() != stamp
    return acts.stamp() != stamp


def publish_again(entry):
    acts.perform(Action.PUBLISH, waiting(entry), cast.publisher())


TIMELINE = {
    Action.PUBLISH: lambda e: publish_again(e),
    Action.WITHDRAW: lambda e: cast.withdraw(e),
    Action.RENAME: lambda e: acts.perform(Action.RENAME, e, cast.publisher()),
    Action.MOVE_END: lambda e: acts.perform(Action.MOVE_END, e, cast.publisher()),
    Action.STILL_RIGHT: lambda e: acts.perform(Action.STILL_RIGHT, e, cast.reviewer()),
    Action.CANCEL_SCHEDULE: lambda e: (cast.schedule(waiting(e)), acts.cancel(e)),
    Action.SUPPRESS: lambda e: (
        publish_again(e),
        desk.suppress(e, by=cast.publisher(), seen=e.seen, number=1, why="Wrong."),
    ),
}


@pytest.mark.parametrize("make", [cast.make_article, cast.make_term])
@pytest.mark.parametrize("action", TIMELINE)
def test_every_act_on_the_timeline_renews_the_stamp(make, action):
    entry = make(Status.PUBLISHED)
    assert expect_a_new_stamp(lambda: TIMELINE[action](entry), entry)


@pytest.mark.parametrize("make", [cast.make_article, cast.make_term])
@pytest.mark.parametrize("action", sorted({*acts.PERFORM} - {*TIMELINE}))
def test_no_other_act_changes_a_public_page(make, action):
    entry = make(Status.PUBLISHED)
    before = site(entry)
    starts = {
        Action.SUBMIT: Status.DRAFT,
        Action.TAKE_BACK: Status.IN_REVIEW,
        Action.REQUEST_CHANGES: Status.IN_REVIEW,
        Action.APPROVE: Status.IN_REVIEW,
    }
    by = cast.writer()
    if action in starts:
        fields = {} if entry.kind == "article" else {"name": "new"}
        cast.new_draft(entry, **fields)
        cast.bring_to(entry, starts[action])
        by = cast.reviewer() if "APPROVE REQUEST_CHANGES".count(action.name) else by
        acts.perform(action, entry, by)
    elif action == Action.SAVE:
        acts.perform(action, entry, by)
    else:
        hidden = make(Status.DRAFT)
        acts.perform(Action.ARCHIVE, hidden, by)
        if action == Action.RESTORE:
            acts.perform(Action.RESTORE, hidden, by)
    assert site(entry) == before


def save(record, **changes):
    for name, value in changes.items():
        setattr(record, name, value)
    desk.save_record(record, by=cast.publisher(), why="It was wrong.")


def test_a_tag_and_a_source_that_pages_show_renew_the_stamp(django_user_model):
    tag = cast.make_tag()
    article = live(tags=[tag])
    assert expect_a_new_stamp(lambda: save(tag, name="Another name"), article)
    other = cast.make_tag("another")
    assert expect_a_new_stamp(lambda: save(other, merged_into=tag), article)


def test_an_act_that_was_refused_leaves_the_stamp():
    article = live()
    stamp = acts.stamp()
    with pytest.raises(refusals.NotAllowed):
        desk.withdraw(article, by=cast.writer(), seen=article.seen, why="No.")
    assert acts.stamp() == stamp


def test_loading_and_reindexing_renew_the_stamp():
    stamp = acts.stamp()
    call_command("reindex", verbosity=0)
    assert acts.stamp() != stamp


# --- The clock ------------------------------------------------------------------------


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
    for gone, most in ((0, 60), (30, 60), (30.5, 59), (60, 30), (89.5, 0)):
        worker.hand.gone = gone
        for known in (None, "*"):
            rules = control(worker.ask("/articles/", if_none_match=known))
            assert rules["max-age"] == most
            assert rules["max-age"] + rules["stale-while-revalidate"] <= 90 - gone
            assert rules["s-maxage"] == min(1, most)
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
    for kind in ("article", "term"):
        assert f"{kind}revision_ends" in plan
        assert f"{kind}revision_corrected" in plan
        assert f"{kind}revision_ever_live" in plan
    assert "SCAN articles" not in plan
    assert "Seq Scan on articles" not in plan


# --- Trouble --------------------------------------------------------------------------


def test_while_the_database_is_away_nothing_is_told_from_memory(monkeypatch):
    worker = Worker()
    worker.ask("/about/")
    stamp = instants.stamp

    def fail():
        raise OperationalError("gone")

    monkeypatch.setattr(instants, "stamp", fail)
    worker.hand.gone += 1
    assert worker.renders("/about/") == 1
    monkeypatch.setattr(instants, "stamp", stamp)
    assert worker.renders("/about/") == 1
    worker.hand.gone += 1
    assert worker.renders("/about/") == 0


def test_a_database_without_a_stamp_keeps_nothing():
    SiteStamp.objects.all().delete()
    worker = Worker()
    assert [worker.renders("/about/"), worker.renders("/about/")] == [1, 1]


# --- Many at once ---------------------------------------------------------------------


class Gate:
    """An application that answers once it is let go."""

    def __init__(self, answer):
        self.answer = answer
        self.begun = threading.Event()
        self.go = threading.Event()

    def __call__(self, environ, start):
        self.begun.set()
        assert self.go.wait(10)
        return self.answer(environ, start)


def many(worker, gate, count=16):
    """Ask for one page from many threads, all of which are waiting when it is made."""
    worker.shelf  # noqa: B018 - looks at the stamp, in the thread that has the database
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(worker.ask("/about/")))
        for _number in range(count)
    ]
    with closing_nothing():
        for thread in threads:
            thread.start()
        gate.begun.wait(5)
        threading.Event().wait(0.2)
        gate.go.set()
        for thread in threads:
            thread.join(10)
    return answers


def test_one_makes_a_missing_page_while_the_others_wait():
    gate = Gate(answering())
    worker = Worker(gate)
    answers = many(worker, gate)
    assert [answer.status for answer in answers] == [200] * 16
    assert worker.django.asked == ["/about/"]


def test_those_who_wait_for_an_error_are_let_go_to_ask_themselves():
    gate = Gate(answering("503 Service Unavailable"))
    worker = Worker(gate)
    assert [answer.status for answer in many(worker, gate)] == [503] * 16
    assert len(worker.django.asked) == 16


def test_a_fault_while_making_a_page_frees_those_who_wait():
    tried = []

    def broken(environ, start):
        tried.append(1)
        if len(tried) == 1:
            raise ZeroDivisionError
        return answering()(environ, start)

    worker = Worker(broken)
    with pytest.raises(ZeroDivisionError):
        worker.ask("/about/")
    assert worker.ask("/about/").status == 200


def test_nobody_waits_for_ever(monkeypatch):
    monkeypatch.setattr(wrapper, "PATIENCE", 0.01)
    worker = Worker(answering())
    assert worker.shelf.begin(Key(False, "testserver", "/about/", "")) is None
    assert worker.ask("/about/").status == 200
