"""The sitemap: what is live and nothing else, with its last change, in parts."""

from datetime import UTC, datetime, timedelta

import pytest

from alsinfo.editorial import desk
from alsinfo.editorial.workflow import Status
from alsinfo.public import sitemaps
from articles.models import Article
from glossary.models import Term
from tests import cast
from tests.xml_answers import root_of

pytestmark = pytest.mark.django_db
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FEBRUARY, MARCH = (datetime(2026, month, 1, 9, tzinfo=UTC) for month in (2, 3))


def read(client, settings, path="/sitemap.xml"):
    """(the name of the root, address -> last change)."""
    response = client.get(path)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = root_of(response)
    lines = {
        entry.find(f"{SPACE}loc").text: entry.findtext(f"{SPACE}lastmod")
        for entry in root
    }
    assert len(lines) == len(root)
    assert all(address.startswith(f"{settings.SITE_URL}/") for address in lines)
    start = len(settings.SITE_URL)
    return root.tag.removeprefix(SPACE), {a[start:]: d for a, d in lines.items()}


def test_sitemap_lists_every_page_that_is_there_for_all(client, settings):
    tag = cast.make_tag("care")
    cast.make_article(Status.PUBLISHED, slug="a", tags=[tag])
    cast.make_term(Status.PUBLISHED, slug="t")
    kind, lines = read(client, settings)
    assert kind == "urlset"
    wanted = {"/", "/articles/", "/glossary/", "/topics/", "/updates/", "/topics/care/"}
    wanted |= {"/articles/a/", "/glossary/t/", "/about/", "/how-we-review/"}
    assert wanted <= set(lines)
    for address in lines:
        response = client.get(address)
        assert response.status_code == 200, address
        html = response.content.decode()
        assert "noindex" not in html, address
        assert f'<link rel="canonical" href="{settings.SITE_URL}{address}">' in html


@pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
def test_what_is_not_live_is_not_in_it(client, settings, status):
    before = read(client, settings)
    tag = cast.make_tag("hidden-topic")
    cast.make_article(status, tags=[tag])
    cast.make_term(status, tags=[tag])
    assert read(client, settings) == before


def test_what_is_scheduled_withdrawn_or_renamed_is_not_in_it(client, settings):
    cast.schedule(cast.make_article(Status.APPROVED, slug="later"))
    cast.withdraw(cast.make_term(Status.PUBLISHED, slug="gone"))
    article = cast.make_article(Status.PUBLISHED, slug="old")
    desk.rename(article, by=cast.publisher(), seen=article.seen, slug="new")
    _kind, lines = read(client, settings)
    texts = {a for a in lines if a.count("/") == 3}
    assert texts == {"/articles/new/"}


def test_last_change_is_when_the_text_on_show_went_live(client, settings, time_machine):
    time_machine.move_to(FEBRUARY, tick=False)
    tag = cast.make_tag("care")
    article = cast.make_article(Status.PUBLISHED, slug="a", tags=[tag])
    cast.make_term(Status.PUBLISHED, slug="t", tags=[tag])
    time_machine.move_to(MARCH, tick=False)
    cast.new_draft(article)
    cast.bring_to(article, Status.PUBLISHED)
    cast.new_draft(article)
    time_machine.move_to(MARCH + timedelta(days=9))
    _kind, lines = read(client, settings)
    days = {address: changed[:10] for address, changed in lines.items()}
    assert days["/articles/a/"] == days["/articles/"] == days["/"] == "2026-03-01"
    assert days["/glossary/t/"] == days["/glossary/"] == "2026-02-01"
    assert days["/topics/"] == days["/updates/"] == "2026-03-01"
    assert lines["/about/"] == "2026-11-22"


def test_a_merged_topic_is_listed_by_its_target(client, settings):
    new = cast.make_tag("new")
    old = cast.make_tag("old", merged_into=new)
    cast.make_article(Status.PUBLISHED, tags=[old])
    _kind, lines = read(client, settings)
    assert "/topics/new/" in lines
    assert "/topics/old/" not in lines


def test_an_empty_site_has_a_sitemap(client, settings):
    kind, lines = read(client, settings)
    assert kind == "urlset"
    assert lines["/"] is None


# In parts.


@pytest.fixture
def large(monkeypatch):
    """A site that is too large for one list: seven articles and a term."""
    monkeypatch.setattr(sitemaps, "MOST", 3)
    monkeypatch.setattr(sitemaps, "PART", 3)
    for _ in range(7):
        cast.make_article(Status.PUBLISHED)
    cast.make_term(Status.PUBLISHED)


@pytest.mark.usefixtures("large")
def test_a_large_site_has_an_index_of_lists_that_hold_everything_once(client, settings):
    kind, parts = read(client, settings)
    assert kind == "sitemapindex"
    assert next(iter(parts)) == "/sitemap-pages.xml"
    assert set(list(parts)[1:]) == {*_lists_of(Article), *_lists_of(Term)}
    assert len(_lists_of(Article)) in {3, 4}
    found = []
    for part, changed in parts.items():
        kind, lines = read(client, settings, part)
        assert kind == "urlset"
        found += lines
        if part != "/sitemap-pages.xml":
            assert changed == max(lines.values())
            assert len(lines) <= 3
    assert len(found) == len(set(found))
    assert len([a for a in found if a.startswith("/articles/article-")]) == 7
    assert {"/", "/about/"} <= set(found)


def _lists_of(model):
    """Where the entries of a kind are listed: three keys in a row go together."""
    keys = model.objects.values_list("pk", flat=True)
    name = {Article: "articles", Term: "glossary"}[model]
    return {f"/sitemap-{name}-{(key + 2) // 3}.xml" for key in keys}


@pytest.mark.usefixtures("large")
def test_what_goes_moves_nothing_to_another_list(client, settings):
    _kind, before = read(client, settings)
    first, *others = Article.objects.order_by("pk")
    cast.withdraw(first)
    found = {}
    for path in (path for path in before if "articles" in path):
        response = client.get(path)
        if response.status_code == 200:
            found |= dict.fromkeys(read(client, settings, path)[1], path)
    assert {a.removeprefix("/articles/").rstrip("/") for a in found} == {
        article.slug for article in others
    }
    assert set(found.values()) == {
        f"/sitemap-articles-{(article.pk + 2) // 3}.xml" for article in others
    }


@pytest.mark.usefixtures("large")
def test_the_list_behind_the_last_is_a_404(client):
    following = (Article.objects.latest("pk").pk + 2) // 3 + 1
    assert client.get(f"/sitemap-articles-{following}.xml").status_code == 404


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("number", ["0", "49999", "9" * 30, "-1", "abc", "1.5"])
def test_a_part_that_is_not_there_is_a_404(client, number):
    assert client.get(f"/sitemap-articles-{number}.xml").status_code == 404


def test_ten_thousand_entries_are_one_list():
    assert sitemaps.MOST == 10_000


# Asked oddly.


def test_sitemap_is_not_sent_again_to_who_has_it(client):
    cast.make_article(Status.PUBLISHED)
    first = client.get("/sitemap.xml")
    again = client.get("/sitemap.xml", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for odd in ('"', "W/", "\udcff", "x" * 9000, '"a", "b"'):
        headers = {"If-None-Match": odd.encode(errors="replace").decode()}
        assert client.get("/sitemap.xml", headers=headers).status_code == 200


@pytest.mark.parametrize("query", ["?p=2", "?page=-1", "?section=%00", "?q='\"><b>"])
def test_parameters_change_nothing(client, query):
    assert (
        client.get(f"/sitemap.xml{query}").content == client.get("/sitemap.xml").content
    )


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_sitemap_can_only_be_read(client, method):
    client.handler.enforce_csrf_checks = True
    response = getattr(client, method)("/sitemap.xml")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "can be read" in response.content.decode()
    assert client.head("/sitemap.xml").status_code == 200


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-pages.xml"])
def test_sitemap_asks_the_same_whatever_there_is(
    client, django_assert_max_num_queries, path
):
    for _ in range(5):
        tag = cast.make_tag(f"tag-{_}")
        cast.make_article(Status.PUBLISHED, tags=[tag])
        cast.make_term(Status.PUBLISHED, tags=[tag])
    with django_assert_max_num_queries(13):
        client.get(path)


@pytest.mark.usefixtures("large")
def test_index_asks_the_same_whatever_there_is(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        client.get("/sitemap.xml")
    listed = max(_lists_of(Article))
    with django_assert_max_num_queries(1):
        client.get(listed)
