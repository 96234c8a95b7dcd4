"""Forged hosts and schemes, and the bounds of what is kept."""

import pytest

from .page_cache import Worker
from .test_page_cache import answering

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(settings):
    return Worker()


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "testserver.evil.example", "testserver@evil", "", "*"),
        *("testserver/..", "testserver\r\nX: y", "[::1", ".testserver", "testserver:x"),
        "x" * 9_000,
    ],
)
def test_a_forged_host_is_refused_and_not_kept(worker, host):
    worker.ask("/about/")
    assert worker.ask("/about/", host=host).status == 400
    assert len(worker.shelf) == 1


def test_ten_thousand_ports_are_one_host(worker):
    for port in range(1, 10_001):
        assert worker.ask("/about/", host=f"TestServer:{port}").status == 200
    assert worker.django.asked == ["/about/"]
    assert len(worker.shelf) == 1


def test_forwarded_hosts_and_addresses_change_nothing(worker):
    first = worker.ask("/about/", x_forwarded_host="evil.example", x_original_url="/a/")
    again = worker.ask("/about/", forwarded="host=evil.example", x_http_method="POST")
    assert first.body == again.body
    assert b"evil" not in first.body
    assert len(worker.django.asked) == 1


def test_over_tls_the_proxys_word_is_taken(over_tls):
    worker = Worker()
    kept = worker.ask("/about/", host="alsinfo.example", x_forwarded_proto="https")
    assert (kept.status, kept["strict-transport-security"]) == (200, "max-age=31536000")
    for said in ("http", "", "HTTPS", "ftp", None):
        plain = worker.ask(
            "/about/?a=1", host="alsinfo.example", x_forwarded_proto=said
        )
        assert plain.status == 301
        assert plain["location"] == "https://alsinfo.example/about/?a=1"
    assert len(worker.shelf) == 1


def test_without_a_proxy_its_word_is_not_taken(worker):
    worker.ask("/about/", x_forwarded_proto="https")
    worker.ask("/about/", x_forwarded_proto="http")
    assert len(worker.django.asked) == 1
    worker.ask("/about/", scheme="https")
    assert len(worker.shelf) == 2


# --- Bounds ---------------------------------------------------------------------------


def test_memory_is_bounded_and_the_least_used_page_goes_first():
    worker = Worker(answering(body=b"x" * 10_000), most=100_000)
    worker.ask("/about/")
    slugs = [f"/articles/a-{number}/" for number in range(200)]
    for slug in slugs:
        worker.ask(slug)
        worker.ask("/about/")
        assert worker.shelf.bytes <= 100_000
    assert worker.renders("/about/") == 0
    assert worker.renders(slugs[-1]) == 0
    assert worker.renders(slugs[0]) == 1


def test_encodings_count_too():
    worker = Worker(answering(body=b"x" * 20_000), most=100_000)
    worker.ask("/about/")
    before = worker.shelf.bytes
    worker.ask("/about/", accept_encoding="br")
    worker.ask("/about/", accept_encoding="br")
    grown = worker.shelf.bytes - before
    assert 0 < grown < 10_000


def test_a_page_that_would_fill_the_shelf_is_not_kept():
    worker = Worker(answering(body=b"x" * 30_000), most=100_000)
    assert [worker.renders("/about/"), worker.renders("/about/")] == [1, 1]
