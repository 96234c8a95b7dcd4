"""What a kept page looks like to a browser: encodings, tags, 304, HEAD."""

import gzip
from email.utils import parsedate_to_datetime

import brotli
import pytest

from alsinfo.public.pages import Compressing
from alsinfo.public.pages.encodings import chosen
from alsinfo.public.pages.shelf import MOST_SPELLINGS, SPELLING

from .page_cache import Worker
from .test_page_cache import answering

BODY = b"<p>" + b"Plain words about nerves. " * 400
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.fixture
def worker(db):
    return Worker(answering(body=BODY))


ACCEPTED = [
    (None, "identity"),
    ("", "identity"),
    ("identity", "identity"),
    ("gzip, deflate, br, zstd", "br"),
    ("gzip, deflate", "gzip"),
    ("GZIP", "gzip"),
    ("x-gzip", "gzip"),
    ("  br ;  q=1.0  ", "br"),
    ("br;q=0", "identity"),
    ("br;q=0, gzip", "gzip"),
    ("br;q=0.000, gzip;q=0.001", "gzip"),
    ("gzip;q=0.9, br;q=0.1", "gzip"),
    ("identity, gzip;q=0.5", "identity"),
    ("gzip;q=0, br;q=0", "identity"),
    ("*", "identity"),
    ("gzip;q=0, *", "identity"),
    ("*, identity;q=0", "gzip"),
    ("identity;q=0", "gzip"),
    ("identity;q=0, gzip;q=0", "br"),
    ("identity;q=0, br", "br"),
    ("*;q=0", "identity"),
    ("*;q=0, gzip", "gzip"),
    ("identity;q=0, gzip;q=0, br;q=0", "identity"),
    ("deflate, zstd, compress", "identity"),
    ("gzip;q=high", "identity"),
    ("gzip;q=-1, br;q=2", "identity"),
    ("gzip;level=9", "identity"),
    ("gzip br", "identity"),
    (",,,;;;===", "identity"),
    ("\x00\xff, gzip", "gzip"),
    ("br" * 5_000, "identity"),
    (", ".join(["gzip"] * 5_000), "gzip"),
]


@pytest.mark.parametrize(("accepted", "expected"), ACCEPTED)
def test_the_encoding_is_one_that_the_visitor_takes(worker, accepted, expected):
    answer = worker.ask("/about/", accept_encoding=accepted)
    assert (answer["content-encoding"] or "identity") == expected
    assert DECODE[answer["content-encoding"]](answer.body) == BODY
    assert answer["content-length"] == str(len(answer.body))
    assert answer["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(("accepted", "expected"), ACCEPTED)
def test_the_choice_does_not_depend_on_what_was_asked_before(accepted, expected):
    assert [chosen(accepted), chosen(accepted)] == [expected] * 2


def test_ten_thousand_spellings_make_three_bodies(worker):
    worker.ask("/about/", accept_encoding="gzip")
    worker.ask("/about/", accept_encoding="br")
    worker.ask("/about/")
    size = worker.shelf.bytes
    for number in range(10_000):
        worker.ask("/about/", accept_encoding=f"br;q=0.{number % 999}, x-{number}")
    assert worker.shelf.bytes <= size + MOST_SPELLINGS * SPELLING
    assert worker.django.asked == ["/about/"]


def test_a_tiny_page_is_sent_as_it_is(db):
    small = Worker(answering(body=b"tiny"))
    answer = small.ask("/about/", accept_encoding="br, gzip")
    assert (answer.body, answer["content-encoding"]) == (b"tiny", None)


def tags(worker):
    ways = ("br", "gzip", None)
    return [worker.ask("/about/", accept_encoding=way)["etag"] for way in ways]


def test_each_encoding_has_a_strong_tag_of_its_own(worker):
    found = tags(worker)
    assert len(set(found)) == 3
    assert all(tag.startswith('"') and tag.endswith('"') for tag in found)


def test_all_workers_give_one_tag(worker):
    assert tags(worker) == tags(Worker(answering(body=BODY)))


def test_another_body_has_another_tag(worker):
    other = Worker(answering(body=BODY + b"."))
    assert not set(tags(worker)) & set(tags(other))


@pytest.mark.parametrize(
    "form", ["{}", "W/{}", '"a", {}', '"a",W/"b",{}', "  {} ,", "*", " * "]
)
@pytest.mark.parametrize("way", ["br", None])
def test_what_the_visitor_has_is_not_sent_again(worker, form, way):
    first = worker.ask("/about/", accept_encoding=way)
    said = form.format(first["etag"])
    again = worker.ask("/about/", accept_encoding=way, if_none_match=said)
    assert (again.status, again.body) == (304, b"")
    for name in ("etag", "last-modified", "vary", "cache-control"):
        assert again[name] == first[name]
    assert not {"content-length", "content-type", "content-encoding"} & {*again.names}


@pytest.mark.parametrize(
    "said", ["", '"a"', "garbage", '"*"', "**", "W/", ",,,", '"' * 9_000, "\x00"]
)
def test_other_tags_get_the_page(worker, said):
    worker.ask("/about/")
    answer = worker.ask("/about/", if_none_match=said)
    assert (answer.status, answer.body) == (200, BODY)


def test_the_tag_of_another_encoding_is_another_tag(worker):
    etag = worker.ask("/about/", accept_encoding="gzip")["etag"]
    answer = worker.ask("/about/", accept_encoding="br", if_none_match=etag)
    assert (answer.status, answer["content-encoding"]) == (200, "br")


def test_a_first_request_may_be_answered_304_too(worker):
    etag = Worker(answering(body=BODY)).ask("/about/")["etag"]
    assert worker.ask("/about/", if_none_match=etag).status == 304


def test_the_date_of_the_last_change_is_understood(worker):
    changed = worker.ask("/about/")["last-modified"]
    assert parsedate_to_datetime(changed).timestamp() == int(worker.hand.start)
    later, earlier = "Fri, 01 Jan 2100 00:00:00 GMT", "Mon, 01 Jan 2001 00:00:00 GMT"
    assert worker.ask("/about/", if_modified_since=changed).status == 304
    assert worker.ask("/about/", if_modified_since=later).status == 304
    assert worker.ask("/about/", if_modified_since=earlier).status == 200
    assert worker.ask("/about/", if_modified_since="garbage").status == 200


def test_the_tag_counts_more_than_the_date(worker):
    changed = worker.ask("/about/")["last-modified"]
    answer = worker.ask("/about/", if_none_match='"a"', if_modified_since=changed)
    assert answer.status == 200


@pytest.mark.parametrize("first", ["GET", "HEAD"])
def test_head_is_get_without_the_body(worker, first):
    worker.ask("/about/", first, accept_encoding="gzip")
    head = worker.ask("/about/", "HEAD", accept_encoding="gzip")
    whole = worker.ask("/about/", accept_encoding="gzip")
    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)
    assert worker.django.asked == ["/about/"]


def test_head_of_what_is_not_there_has_no_body_either(db):
    missing = Worker()
    assert missing.ask("/nothing/", "HEAD").status == 404
    assert missing.ask("/nothing/", "HEAD").body == b""
    assert missing.ask("/articles/nothing/", "HEAD").body == b""


def test_a_range_gets_the_whole_page(worker):
    answer = worker.ask("/about/", range="bytes=0-9", if_range='"a"')
    assert (answer.status, answer.body) == (200, BODY)


def test_the_rules_of_keeping_are_said(worker):
    rules = dict(
        part.strip().partition("=")[::2]
        for part in worker.ask("/about/")["cache-control"].split(",")
    )
    assert "public" in rules
    assert rules["max-age"] == "60"
    assert rules["s-maxage"] == "1"
    assert int(rules["stale-while-revalidate"]) + int(rules["max-age"]) <= 60
    assert int(rules["stale-if-error"]) <= 3_600


def test_every_header_is_said_once(worker):
    for known in (None, "*"):
        names = worker.ask("/about/", accept_encoding="br", if_none_match=known).names
        assert len(names) == len(set(names))


def test_what_is_not_kept_is_compressed_too(db):
    plain = Worker().ask("/nothing/")
    answer = Worker().ask("/nothing/", accept_encoding="gzip, br")
    assert (answer["content-encoding"], answer["vary"]) == ("br", "Accept-Encoding")
    assert brotli.decompress(answer.body) == plain.body
    assert answer["content-length"] == str(len(answer.body))


def test_an_answer_with_a_cookie_is_not_compressed(db):
    """Its length could tell of what only one visitor has."""
    worker = Worker(answering(body=BODY, headers=[("Set-Cookie", "a=b")]))
    answer = worker.ask("/about/", accept_encoding="gzip, br")
    assert (answer["content-encoding"], answer.body) == (None, BODY)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_without_the_cache_public_pages_are_compressed_and_no_more(worker, method):
    worker.cache = Compressing(worker.django)
    plain = worker.ask("/about/")
    for _again in range(2):
        answer = worker.ask("/about/", method, accept_encoding="gzip, br")
        assert (answer["content-encoding"], answer["vary"]) == ("br", "Accept-Encoding")
        assert answer["cache-control"] is None
        assert not answer.body or brotli.decompress(answer.body) == plain.body
    assert worker.ask("/admin/", accept_encoding="br")["content-encoding"] is None
    assert worker.ask("/static/a.css", accept_encoding="br").body == BODY
    assert len(worker.django.asked) == 5


def test_a_list_of_headers_is_never_shared_with_the_server(worker):
    worker.ask("/about/")

    def greedy(status, headers, fault=None):
        headers.clear()

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/about/",
        "QUERY_STRING": "",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
    }
    worker.cache(environ, greedy)
    assert worker.ask("/about/")["etag"]
