"""What every public page has in common, whoever asks and whatever is asked."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from alsinfo.editorial.workflow import Status

from ..cast import make_article, make_tag, make_term

NUL = "%00"
HOSTILE = ["1abc", NUL, str(10**30), "x" * 5000, "..", "%F0%9F%92%8A", "'", "a%20b"]
ROOMS = ["articles", "glossary", "topics"]
SCRIPT = '<script src="/static/alsinfo/site.js">'
LINKED_DATA = '<script type="application/ld+json">{'


@pytest.fixture
def paths(db):
    """The address of one page of each kind."""
    tag = make_tag()
    article = make_article(Status.PUBLISHED, tags=[tag])
    term = make_term(Status.PUBLISHED, tags=[tag])
    lists = ["public:home", "articles:index", "glossary:index", "public:topics"]
    pages = [article.get_absolute_url(), term.get_absolute_url(), "/topics/als-basics/"]
    return [*map(reverse, lists), *pages]


def test_pages_set_no_cookie_and_do_not_vary_on_one(client, paths):
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path


def test_pages_carry_policy_notice_landmarks_and_one_heading(client, paths):
    for path in paths:
        response = client.get(path)
        html = response.content.decode()
        assert "default-src 'none'" in response["Content-Security-Policy"], path
        assert "This is demonstration content." in html, path
        assert html.count("<h1") == html.count("<main") == 1, path
        assert '<html lang="en-GB">' in html, path


def test_pages_have_one_script_of_our_own_and_nothing_inline(client, paths):
    for path in paths:
        html = client.get(path).content.decode()
        scripts = re.findall("<script[^>]*>[^<]*", html)
        # Data, which browsers do not run and the policy does not speak of.
        run = [s for s in scripts if not s.startswith(LINKED_DATA)]
        assert run == [SCRIPT], path
        assert "<style" not in html, path
        assert " style=" not in html, path


def test_choices_are_read_before_the_stylesheet_paints(client, db):
    """Not deferred, and in the head: chosen colours and sizes must not flash."""
    head = client.get("/").content.decode().partition("</head>")[0]
    assert head.index(SCRIPT) < head.index('rel="stylesheet"')


def test_what_the_script_needs_lies_still_without_it(client, paths):
    for path in paths:
        html = client.get(path).content.decode()
        shown = re.sub("<template.*?</template>", "", html, flags=re.DOTALL)
        assert html.count("<template") == 2, path
        assert "Back to the usual" in html, path
        assert "Back to the usual" not in shown, path
        without_forms = re.sub("<form.*?</form>", "", shown, flags=re.DOTALL)
        assert "<button" not in without_forms, path


def test_frame_asks_for_page_stylesheet_and_script_only(client, paths):
    """Three requests; the icon of the window is the browser's own affair."""
    for path in paths:
        html = client.get(path).content.decode()
        loaded = re.findall(r'<(?:img|script|iframe|source)[^>]* src="([^"]*)"', html)
        assert loaded == ["/static/alsinfo/site.js"], path
        assert html.count('rel="stylesheet"') == 1, path


def test_letters_without_terms_are_no_links(client, db):
    make_term(Status.PUBLISHED, name="Zebra")
    html = client.get("/glossary/").content.decode()
    letters = html.partition('class="letters"')[2].partition("</nav>")[0]
    assert re.findall("<a [^>]*>(.)</a>", letters) == ["Z"]
    assert letters.count("(no terms)") == 25


def test_pages_refuse_to_be_written_to(client, paths):
    for path in paths:
        assert client.post(path).status_code == 405, path


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("slug", HOSTILE)
@pytest.mark.django_db
def test_hostile_address_is_a_404(client, room, slug):
    assert client.get(f"/{room}/{slug}/").status_code == 404


@pytest.mark.parametrize("page", [NUL, "0", "-1", "2", "1e3", "", "9" * 5000, "1.5"])
@pytest.mark.parametrize("path", ["/articles/", "/topics/als-basics/"])
@pytest.mark.django_db
def test_page_number_that_is_not_there_is_a_404(client, path, page):
    make_article(Status.PUBLISHED, tags=[make_tag()])
    assert client.get(f"{path}?page={page}").status_code == 404


@pytest.mark.django_db
def test_unknown_parameters_change_nothing(client):
    assert client.get(f"/?q={NUL}&page={NUL}").status_code == 200


def test_not_found_asks_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/nothing/")
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


def test_failure_page_asks_no_database(client, settings, monkeypatch):
    def fail(*args):
        raise KeyError("secret detail")

    client.raise_request_exception = False
    monkeypatch.setattr("alsinfo.public.views.topics.live_topics", fail)
    monkeypatch.setattr(connection, "ensure_connection", fail)
    response = client.get("/topics/")
    html = response.content.decode()
    assert response.status_code == 500
    assert "Something went wrong on our side" in html
    assert "secret detail" not in html
    assert not response.cookies


@pytest.mark.django_db
def test_not_found_is_the_same_page_everywhere(client):
    paths = ["/nothing/", *(f"/{room}/nobody/" for room in ROOMS), "/articles/?page=9"]
    assert len({client.get(path).content for path in paths}) == 1
