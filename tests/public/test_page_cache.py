"""The page cache: what is kept, under which name, and what never is."""

import itertools

import pytest
from django.urls import URLPattern, get_resolver

from alsinfo.editorial.workflow import Status
from tests import cast

from .page_cache import Worker, junk

pytestmark = pytest.mark.django_db
# Public addresses that are asked each time, and why.
NEVER = {
    "search/": "as many pages as there are words; misses are counted",
    "search/suggest/": "an answer to a keystroke, with a time of its own",
    "report/": "what somebody typed may stand in it",
    "report/thanks/": "an answer to what somebody sent",
    "helpful/": "an answer to what somebody sent",
    "healthz": "a question about this very moment",
    "readyz": "a question about this very moment",
}


@pytest.fixture
def worker(settings):
    return Worker()


def live(slug="an-article"):
    return cast.make_article(Status.PUBLISHED, slug=slug).get_absolute_url()


def public_views():
    """(route, view) of every address outside the signed-in side."""
    todo = [("", pattern) for pattern in get_resolver().url_patterns]
    while todo:
        before, pattern = todo.pop()
        route = before + str(pattern.pattern)
        if route.startswith(("admin/", "accounts/")):
            continue
        if isinstance(pattern, URLPattern):
            yield route, pattern.callback
        else:
            todo += [(route, part) for part in pattern.url_patterns]


def test_every_public_address_says_whether_it_is_kept():
    silent = [route for route, view in public_views() if not hasattr(view, "storable")]
    assert sorted(silent) == sorted(NEVER)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles/",
        "/glossary/",
        "/topics/",
        "/updates/",
        "/about/",
        "/robots.txt",
        "/glossary.json",
        "/articles.json",
        "/articles.json?page=1",
        "/feed.atom",
        "/updates.atom",
        "/sitemap.xml",
        "/sitemap-pages.xml",
        "/sitemap-articles-1.xml",
        "/articles/?page=1",
    ],
)
def test_a_page_is_made_once(worker, path):
    live()
    assert worker.renders(path) == 1
    assert worker.renders(path) == 0


@pytest.mark.parametrize("end", ["", "large-print/", "history/", "history/1/"])
def test_every_page_of_an_article_is_made_once(worker, end):
    path = live() + end
    assert [worker.renders(path), worker.renders(path)] == [1, 0]


def test_the_kept_page_is_djangos_own_with_all_its_headers(worker, client):
    path = live()
    plain = client.get(path)
    worker.ask(path)
    kept = worker.ask(path)
    assert kept.body == plain.content
    ours = {"Vary", "Content-Length"}
    for name, value in plain.headers.items():
        assert name in ours or kept[name.lower()] == value
    assert len(kept.names) == len(set(kept.names))
    assert kept["content-length"] == str(len(plain.content))


def test_ten_thousand_junk_queries_make_one_page(worker):
    path = live()
    first = worker.ask(path)
    pages, size = len(worker.shelf), worker.shelf.bytes
    for query in itertools.islice(junk, 10_000):
        assert worker.ask(f"{path}?{query}").body == first.body
    assert (len(worker.shelf), worker.shelf.bytes) == (pages, size)
    assert worker.django.asked == [path]


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "=",
        "&&&",
        "a" * 3_000,
        "page",
        "%00=%ff",
        "a=1;b=2",
        "ON=1",
        "x[]=1",
        "é=ü",
    ],
)
def test_queries_of_every_shape_give_the_same_page(worker, query):
    path = live()
    first = worker.ask(path)
    assert worker.ask(f"{path}?{query}").body == first.body
    assert worker.django.asked == [path]


def test_a_list_knows_its_page_wherever_it_stands(worker):
    for _number in range(21):
        cast.make_article(Status.PUBLISHED)
    second = worker.ask("/articles/?page=2")
    assert second.body != worker.ask("/articles/").body
    assert worker.ask("/articles/?utm=1&page=2&x=3").body == second.body
    assert worker.ask("/articles/?page=1&page=2").body == second.body
    assert len(worker.shelf) == 2


@pytest.mark.parametrize(
    "value", ["02", "%202", "+2", "2_0", "%D9%A2", "000001", "", "x"]
)
def test_another_spelling_of_a_number_is_not_kept(worker, value):
    worker.ask(f"/articles/?page={value}")
    assert len(worker.shelf) == 0


def test_a_page_that_does_not_exist_is_not_kept(worker):
    answer = worker.ask("/articles/?page=99")
    assert (answer.status, len(worker.shelf)) == (404, 0)


def test_a_day_of_the_past_is_never_kept(worker):
    path = live()
    answer = worker.ask(f"{path}?on=2026-11-22&utm=1")
    assert answer["cache-control"] == "no-store"
    assert len(worker.shelf) == 0
    assert worker.renders(f"{path}?on=2026-11-22") == 1


def gone():
    article = cast.make_article(Status.PUBLISHED)
    cast.withdraw(article)
    return article.get_absolute_url()


@pytest.mark.parametrize(
    ("status", "path"),
    [(404, lambda: "/nothing/"), (404, lambda: "/articles/nothing/"), (410, gone)],
)
def test_an_error_is_not_kept_anywhere(worker, status, path):
    path = path()
    answer = worker.ask(path)
    assert (answer.status, answer["cache-control"]) == (status, "no-store")
    assert worker.renders(path) == 1
    assert len(worker.shelf) == 0


def test_a_redirect_is_not_kept_and_stays_as_it_was(worker):
    answer = worker.ask("/articles?x=1")
    assert (answer.status, answer["location"]) == (301, "/articles/?x=1")
    assert answer["cache-control"] is None
    assert len(worker.shelf) == 0


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/accounts/login/"])
def test_the_signed_in_side_is_never_kept_nor_touched(worker, client, path):
    answer = worker.ask(path, accept_encoding="gzip, br")
    assert answer["content-encoding"] is None
    assert answer["cache-control"] == client.get(path).get("Cache-Control")
    assert worker.renders(path) == 1
    assert len(worker.shelf) == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"])
def test_another_method_passes_by(worker, method):
    worker.ask("/about/")
    assert worker.ask("/about/", method).status in {200, 403, 405}
    assert worker.django.asked == ["/about/"] * 2


def test_a_request_with_a_body_passes_by(worker):
    worker.ask("/about/")
    assert worker.ask("/about/", content_length="999999999999").status == 413
    assert worker.ask("/about/", transfer_encoding="chunked").status == 411
    assert worker.ask("/about/", content_length="0").status == 200
    assert len(worker.django.asked) == 3


def answering(status="200 OK", body=b"x" * 300, headers=()):
    """An application that always answers the same."""

    def app(environ, start):
        start(status, [("Content-Type", "text/html"), *headers])
        return [body]

    return app


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "a=b"),
        ("Vary", "Accept-Encoding, Cookie"),
        ("Vary", "*"),
        ("Cache-Control", "private"),
        ("cache-control", "no-store"),
        ("Content-Encoding", "gzip"),
        ("Content-Security-Policy", "script-src 'nonce-abc'"),
    ],
)
def test_an_answer_for_one_visitor_is_not_kept(header):
    worker = Worker(answering(headers=[header]))
    assert [worker.renders("/about/"), worker.renders("/about/")] == [1, 1]
    assert worker.ask("/about/")[header[0].lower()].startswith(header[1])


@pytest.mark.parametrize(
    "status", ["500 No", "503 No", "404 No", "201 Made", "206 Part"]
)
def test_only_a_whole_page_is_kept(status):
    worker = Worker(answering(status))
    assert [worker.renders("/about/"), worker.renders("/about/")] == [1, 1]


def test_who_asks_makes_no_difference_to_the_page():
    """Nothing of the visitor reaches whoever makes a page that others will get."""
    seen = {}

    def app(environ, start):
        seen.update(environ)
        return answering()(environ, start)

    worker = Worker(app)
    worker.ask(
        "/about/?evil=1", cookie="a=b", user_agent="x", x_forwarded_for="1.2.3.4"
    )
    assert [name for name in seen if name.startswith("HTTP_")] == ["HTTP_HOST"]
    assert (seen["QUERY_STRING"], seen["REQUEST_METHOD"]) == ("", "GET")
