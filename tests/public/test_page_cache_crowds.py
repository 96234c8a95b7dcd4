"""Trouble: a database that is away, many who want one page, faults while making it."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError

from alsinfo.editorial import instants
from alsinfo.editorial.models import SiteStamp
from alsinfo.editorial.workflow import Status
from alsinfo.public.pages import wrapper
from alsinfo.public.pages.asking import Key
from tests import cast

from .page_cache import Worker, closing_nothing
from .test_page_cache import answering

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def live(**fields):
    return cast.make_article(Status.PUBLISHED, **fields)


def control(answer):
    parts = (part.strip().partition("=") for part in answer["cache-control"].split(","))
    return {name: int(value) for name, _, value in parts if value}


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


@pytest.mark.parametrize(
    "path",
    [
        *("/healthz", "/static/none.css", "/accounts/login/", "/nothing/"),
        "/articles/none/?on=2026-01-01",
    ],
)
def test_what_is_never_kept_does_not_wait_for_the_database(monkeypatch, path):
    """One that hangs would else stop health checks, style sheets and signing in."""
    worker = Worker()
    monkeypatch.setattr(worker.cache.watch, "edition", pytest.fail)
    assert worker.renders(path) == 1


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
