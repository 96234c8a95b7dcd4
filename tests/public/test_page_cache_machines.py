"""Feeds, data and readers' voices behind the page cache: the same as without it."""

import brotli
import pytest

from alsinfo.editorial.workflow import Status
from alsinfo.search.models import Miss
from tests import cast

from .page_cache import Worker

pytestmark = pytest.mark.django_db
OPEN = {
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
}
PATHS = [
    *("/feed.atom", "/updates.atom", "/topics/als-basics.atom", "/glossary.json"),
    *("/articles.json", "/articles.json?page=1", "/sitemap.xml"),
    *("/articles/an-article.json", "/glossary/a-term.json"),
]
EACH = pytest.mark.parametrize("path", PATHS)


@pytest.fixture
def article():
    tags = [cast.make_tag("als-basics")]
    cast.make_term(Status.PUBLISHED, slug="a-term", tags=tags)
    return cast.make_article(Status.PUBLISHED, slug="an-article", tags=tags)


@pytest.fixture
def worker(article):
    return Worker()


@EACH
def test_a_kept_answer_has_the_body_and_the_headers_of_the_view(worker, client, path):
    plain = client.get(path)
    assert [worker.renders(path), worker.renders(path)] == [1, 0]
    kept = worker.ask(path)
    assert kept.body == plain.content
    assert kept["content-type"] == plain["Content-Type"]
    assert OPEN.items() <= kept.headers.items()
    assert len(kept.names) == len(set(kept.names))


@EACH
@pytest.mark.parametrize("way", ["br", "gzip", None])
def test_who_has_a_kept_answer_gets_304_that_any_site_may_read(worker, path, way):
    first = worker.ask(path, accept_encoding=way)
    for said in ({"if_none_match": first["etag"]}, {"if_none_match": "*"}):
        again = worker.ask(path, accept_encoding=way, **said)
        assert (again.status, again.body) == (304, b"")
        assert OPEN.items() <= again.headers.items()
        assert again["etag"] == first["etag"]
    since = worker.ask(path, if_modified_since=first["last-modified"])
    assert since.status == 304
    assert worker.ask(path, if_none_match='"another"').status == 200


@EACH
def test_a_first_question_with_a_tag_keeps_the_whole_answer(worker, path):
    """What one visitor has must not become an empty page for all the others."""
    assert worker.ask(path, if_none_match='"other"', if_match="x").body
    other = Worker()
    assert other.ask(path, if_none_match="*").status == 304
    assert other.ask(path).body == worker.ask(path).body


@EACH
def test_without_the_page_cache_they_answer_304_too(article, client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


@EACH
def test_while_nothing_is_kept_the_tag_is_that_of_the_bytes(worker, path, monkeypatch):
    """The database does not say which edition is current; the view answers alone."""
    monkeypatch.setattr(worker.cache.watch, "edition", lambda: (None, 0.0))
    plain = worker.ask(path)
    packed = worker.ask(path, accept_encoding="br")
    assert not plain["etag"].startswith("W/")
    assert packed["etag"] == f"W/{plain['etag']}"
    assert brotli.decompress(packed.body) == plain.body
    for etag in (plain["etag"], packed["etag"]):
        assert worker.ask(path, if_none_match=etag).status == 304


@EACH
def test_what_is_withdrawn_leaves_within_a_second(worker, article, path):
    before = worker.ask(path)
    cast.withdraw(article)
    worker.hand.gone += 1
    after = worker.ask(path, if_none_match=before["etag"])
    if "glossary" in path:
        assert after.status == 304
    else:
        assert after.status in {200, 410}
        assert "/articles/an-article" not in after.body.decode()


@pytest.mark.parametrize("slug", ["nothing", "an-article"])
def test_an_error_for_programs_is_open_and_kept_nowhere(worker, article, slug):
    cast.withdraw(article)
    for _again in range(2):
        answer = worker.ask(f"/articles/{slug}.json")
        assert answer.status == (404 if slug == "nothing" else 410)
        assert answer["cache-control"] == "no-store"
        assert answer["access-control-allow-origin"] == "*"
    assert len(worker.shelf) == 0


@EACH
def test_a_post_is_refused_in_a_sentence(worker, path):
    worker.ask(path)
    answer = worker.ask(path, "POST", content_length="0")
    assert answer.status == 405
    assert b"can be read" in answer.body


@pytest.mark.parametrize("end", ["large-print/", "history/"])
def test_renditions_are_kept(worker, end):
    path = f"/articles/an-article/{end}"
    assert [worker.renders(path), worker.renders(path)] == [1, 0]


def test_plain_text_keeps_what_it_tells_search_engines(worker):
    answer = worker.ask("/articles/an-article.txt")
    assert worker.renders("/articles/an-article.txt") == 0
    assert answer["x-robots-tag"] == "noindex"
    assert 'rel="canonical"' in answer["link"]


def test_a_page_that_asks_whether_it_helped_knows_nobody(worker):
    """Its form holds no token, and the instant of its text, not that of a visit."""
    path = "/articles/an-article/"
    first = worker.ask(path, cookie="sessionid=1; csrftoken=2")
    assert b'action="/helpful/"' in first.body
    assert b"csrf" not in first.body
    assert first["set-cookie"] is None
    assert Worker().ask(path).body == first.body


@pytest.mark.parametrize(
    "path",
    [
        *("/search/", "/search/?q=xyzzy", "/search/suggest/?q=a", "/report/"),
        *("/report/?page=/articles/an-article/", "/report/thanks/", "/helpful/"),
    ],
)
def test_what_is_asked_or_sent_is_never_kept(worker, path):
    assert [worker.renders(path), worker.renders(path)] == [1, 1]
    answer = worker.ask(path)
    assert answer.status == 200
    assert {"no-store", "private, max-age=60"} >= {answer["cache-control"]}
    assert len(worker.shelf) == 0


def test_every_miss_is_counted_as_without_the_cache(worker):
    for _again in range(3):
        worker.ask("/search/?q=xyzzy")
    assert Miss.objects.get().count == 3


def test_a_vote_and_a_report_reach_the_site(worker):
    for path in ("/helpful/", "/report/"):
        worker.ask(path, "POST", content_length="0")
    assert worker.django.asked == ["/helpful/", "/report/"]
