"""What the head of a page says to whoever shares it: one address, Open Graph."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings as site

from alsinfo.editorial.workflow import Status
from alsinfo.public.policies import POLICIES
from articles.paging import ON_A_PAGE
from tests import cast

pytestmark = pytest.mark.django_db
PICTURE = Path(site.BASE_DIR, "alsinfo/static/alsinfo/share.png")
NEEDED = {
    *("title", "description", "type", "url", "site_name", "locale"),
    *("image", "image:type", "image:width", "image:height", "image:alt"),
}


def head(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode().partition("</head>")[0]


def shared(html):
    """Property -> content of Open Graph; each stands once."""
    pairs = re.findall(r'<meta property="og:([a-z_:]+)" content="([^"]*)">', html)
    assert len(pairs) == len(dict(pairs))
    return {name: unescape(words) for name, words in pairs}


def canonical(html):
    """The one address of a page, or None."""
    found = re.findall(r'<link rel="canonical"\s+href="([^"]*)"', html)
    assert len(found) <= 1
    return found[0] if found else None


@pytest.fixture
def paths():
    """Pages of every kind that all may find."""
    tag = cast.make_tag(description="What helps.")
    entries = [make(Status.PUBLISHED, tags=[tag]) for make in MAKE]
    lists = ["/", "/articles/", "/glossary/", "/topics/", "/updates/", "/search/"]
    lists += [f"/{policy.slug}/" for policy in POLICIES]
    return [*lists, "/topics/als-basics/", *(e.get_absolute_url() for e in entries)]


MAKE = (cast.make_article, cast.make_term)


def test_every_public_page_says_what_it_is_and_where(client, settings, paths):
    for path in paths:
        html = head(client, path)
        told = shared(html)
        assert set(told) == NEEDED, path
        assert all(told.values()), path
        assert told["url"] == canonical(html) == settings.SITE_URL + path
        assert told["image"].startswith(f"{settings.SITE_URL}/static/")
        title = " ".join(
            unescape(re.search("<title>(.*?)</title>", html, re.S)[1]).split()
        )
        assert title == f"{told['title']} – alsinfo", path
        assert html.count('name="description"') == 1
        assert told["type"] == ("article" if "/article-" in path else "website")
        assert told["locale"] == "en_GB"


@pytest.mark.parametrize("make", MAKE)
def test_a_text_is_described_in_its_own_words(client, make):
    words = "A “short” <b>text</b> & more"
    field = "summary" if make is cast.make_article else "short_definition"
    html = head(client, make(Status.PUBLISHED, **{field: words}).get_absolute_url())
    assert shared(html)["description"] == words
    assert html.count("<b>") == 0


def test_a_text_without_a_summary_says_what_the_site_is(client):
    article = cast.make_article(Status.PUBLISHED)
    type(article.revisions.get()).objects.update(summary="")
    told = shared(head(client, article.get_absolute_url()))
    assert told["description"].startswith("alsinfo explains ALS")


def test_a_topic_without_a_description_says_its_name(client):
    tag = cast.make_tag(name="Care & <b>", description="")
    cast.make_article(Status.PUBLISHED, tags=[tag])
    told = shared(head(client, "/topics/als-basics/"))
    assert told["description"] == "Articles and words on this topic: Care & <b>."


def test_descriptions_of_lists_and_policies_are_their_own(client, paths):
    told = [shared(head(client, path))["description"] for path in paths]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    "junk", ["utm_source=x", "q='><b>", "page=", "%00=%00", "a[]=1"]
)
def test_parameters_are_no_part_of_the_address(client, settings, junk):
    article = cast.make_article(Status.PUBLISHED)
    path = article.get_absolute_url()
    assert canonical(head(client, f"{path}?{junk}")) == settings.SITE_URL + path


def test_a_page_of_a_list_has_an_address_of_its_own(client, settings):
    for _ in range(ON_A_PAGE + 1):
        cast.make_article(Status.PUBLISHED)
    address = f"{settings.SITE_URL}/articles/"
    assert canonical(head(client, "/articles/?page=1&x=1")) == address
    second = head(client, "/articles/?x=1&page=2")
    assert canonical(second) == shared(second)["url"] == f"{address}?page=2"


def test_what_is_past_hidden_or_gone_is_not_to_be_shared(client, settings):
    article = cast.make_article(Status.PUBLISHED)
    path = article.get_absolute_url()
    for page in ("history/", "history/1/", "history/1/changes/", "large-print/"):
        assert shared(head(client, path + page)) == {}, page
    assert canonical(head(client, f"{path}history/1/")) == settings.SITE_URL + path
    assert shared(head(client, "/nothing/", 404)) == {}
    cast.withdraw(article)
    assert shared(head(client, path, 410)) == {}
    assert canonical(head(client, path, 410)) is None


@pytest.mark.parametrize("make", MAKE)
def test_a_preview_is_not_to_be_shared(client, make):
    entry = make(Status.PUBLISHED)
    client.force_login(cast.administrator())
    where = f"/admin/{entry._meta.app_label}/{entry._meta.model_name}/{entry.pk}"
    html = head(client, f"{where}/preview/")
    assert shared(html) == {}
    assert canonical(html) is None
    assert 'content="noindex"' in html


def test_the_door_is_not_to_be_shared(client):
    assert shared(head(client, "/accounts/login/")) == {}


def test_a_text_in_another_language_says_so(client):
    article = cast.make_article(Status.PUBLISHED)
    type(article.revisions.get()).objects.update(lang="de")
    assert shared(head(client, article.get_absolute_url()))["locale"] == "de"


def test_the_picture_is_what_the_pages_say_it_is():
    data = PICTURE.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(data[i : i + 4]) for i in (16, 20))
    assert (width, height) == (1200, 630)
    assert len(data) < 50_000


def test_titles_are_said_without_a_question(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/about/")
