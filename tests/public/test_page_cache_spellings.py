"""Requests that are spelt like one before are answered by heart: never wrongly."""

import pytest

from alsinfo.public.pages import shelf as shelves

from .page_cache import Worker
from .test_page_cache import answering

pytestmark = pytest.mark.django_db
BODY = b"<p>" + b"Plain words. " * 800


@pytest.fixture
def worker():
    worker = Worker(answering(body=BODY))
    worker.ask("/about/")
    return worker


def by_heart(worker):
    return len(worker.shelf._spelt)


def test_the_second_request_of_one_spelling_is_not_read(worker, monkeypatch):
    monkeypatch.setattr(worker.cache.desired, "key", lambda environ: None)
    assert worker.ask("/about/").body == BODY
    assert worker.ask("/about/", accept_encoding="br")["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "change",
    [
        {"host": "evil.example"},
        {"scheme": "https"},
        {"content_length": "5"},
        {"transfer_encoding": "chunked"},
        {"accept_encoding": "gzip"},
        {"accept_encoding": "identity;q=0"},
    ],
)
def test_whatever_the_answer_depends_on_is_part_of_the_spelling(worker, change):
    monkey = worker.shelf
    known = {*monkey._spelt}
    first = worker.ask("/about/")
    other = worker.ask("/about/", **change)
    assert {*monkey._spelt} >= known
    if "accept_encoding" in change:
        assert other["content-encoding"] == "gzip"
    else:
        assert len(worker.django.asked) == 2
    assert worker.ask("/about/").headers == first.headers


def test_the_proxys_word_is_part_of_the_spelling(over_tls):
    worker = Worker(answering(body=BODY))
    say = {"host": "alsinfo.example", "x_forwarded_proto": "https"}
    assert [worker.ask("/about/", **say).status for _again in range(2)] == [200, 200]
    assert len(worker.django.asked) == 1
    for said in ("http", "", None):
        worker.ask("/about/", **(say | {"x_forwarded_proto": said}))
    assert len(worker.django.asked) == 4


def test_head_and_post_are_not_taken_for_get(worker):
    assert worker.ask("/about/", "HEAD").body == b""
    assert worker.ask("/about/").body == BODY
    worker.ask("/about/", "POST")
    assert len(worker.django.asked) == 2
    assert by_heart(worker) == 1


@pytest.mark.parametrize("query", ["utm=1", "page=1", "%", "&"])
def test_junk_is_never_known_by_heart(worker, query):
    worker.ask(f"/about/?{query}")
    worker.ask("/about/", host="TESTSERVER:99")
    worker.ask("/about/", accept_encoding=f"br, {'x' * 700}")
    assert by_heart(worker) == 1


def test_few_spellings_of_a_page_are_known_and_they_are_counted(worker):
    before = worker.shelf.bytes
    for number in range(100):
        worker.ask("/about/", accept_encoding=f"x-{number}")
    assert by_heart(worker) == shelves.MOST_SPELLINGS
    assert worker.shelf.bytes - before == shelves.SPELLING * (by_heart(worker) - 1)


def test_a_page_that_goes_takes_its_spellings_along():
    worker = Worker(answering(body=b"x" * 10_000), most=100_000)
    for number in range(100):
        worker.ask(f"/articles/a-{number}/")
        assert by_heart(worker) == len(worker.shelf)
    assert {*worker.shelf._spellings} == {*worker.shelf._pages}


def test_a_page_that_is_asked_for_stays_however_it_is_found():
    worker = Worker(answering(body=b"x" * 10_000), most=100_000)
    for number in range(100):
        worker.ask("/about/")
        worker.ask(f"/articles/a-{number}/")
    assert worker.renders("/about/") == 0


def test_after_a_second_the_stamp_is_looked_at_first(worker):
    worker.hand.gone += 0.99
    assert worker.cache.watch.peek()[0] is not None
    worker.hand.gone += 0.01
    assert worker.cache.watch.peek()[0] is None
