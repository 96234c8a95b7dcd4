"""Lists that are long: pages of all of them, and no counting without end."""

import re

import pytest

from alsinfo.editorial.workflow import Status
from alsinfo.public import topics, updates
from articles import paging
from articles.models import Article
from tests.cast import make_article, make_tag, make_term, withdraw

pytestmark = pytest.mark.django_db


def read(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def listed(html):
    return re.findall(r'class="name"[^>]*><a href="/articles/([^/]+)/', html)


@pytest.fixture
def seven(monkeypatch):
    """Seven articles of one topic, two on a page, the newest first: g to a."""
    monkeypatch.setattr(paging, "ON_A_PAGE", 2)
    tags = [make_tag("care")]
    for slug in "abcdefg":
        make_article(Status.PUBLISHED, slug=slug, tags=tags)


@pytest.fixture
def cut(seven, monkeypatch):
    """The same, where no more than three texts of a topic are counted."""
    monkeypatch.setattr(paging, "COUNTED", 3)


@pytest.mark.usefixtures("seven")
@pytest.mark.parametrize("path", ["/articles/", "/topics/care/"])
def test_every_page_shows_its_part_in_order(client, path):
    pages = [listed(read(client, f"{path}?page={number}")) for number in (1, 2, 3, 4)]
    assert pages == [["g", "f"], ["e", "d"], ["c", "b"], ["a"]]
    read(client, f"{path}?page=5", 404)


@pytest.mark.usefixtures("cut")
def test_a_list_that_is_not_counted_to_its_end_is_shown_to_its_end(client):
    pages = [
        listed(read(client, f"/topics/care/?page={number}")) for number in (1, 2, 3, 4)
    ]
    assert pages == [["g", "f"], ["e", "d"], ["c", "b"], ["a"]]
    for number in ("5", "0", "-1", "x", "99999", "100000", "9" * 4000, "9" * 5000):
        read(client, f"/topics/care/?page={number}", 404)


@pytest.mark.usefixtures("cut")
def test_it_says_that_there_are_more_pages_than_were_counted(client):
    html = " ".join(read(client, "/topics/care/?page=3").split())
    assert "Page 3 of more than 2" in html
    assert 'rel="next"' in html
    assert 'rel="next"' not in read(client, "/topics/care/?page=4")


@pytest.mark.usefixtures("cut")
def test_what_went_is_on_no_page(client):
    withdraw(Article.objects.get(slug="f"))
    assert listed(read(client, "/topics/care/")) == ["g", "e"]


@pytest.mark.usefixtures("seven")
def test_topics_are_counted_up_to_a_number(client, monkeypatch):
    monkeypatch.setattr(topics, "COUNTED", 6)
    monkeypatch.setattr(topics, "LOOKED_AT", 14)
    make_term(Status.PUBLISHED, tags=[make_tag("care")])
    html = " ".join(read(client, "/topics/").split())
    assert "more than 6 articles, 1 glossary term" in html
    monkeypatch.setattr(topics, "COUNTED", 7)
    assert "7 articles, 1 glossary term" in " ".join(read(client, "/topics/").split())


def test_a_text_with_both_of_two_merged_tags_counts_once(client):
    new = make_tag("new")
    old = make_tag("old", merged_into=new)
    make_article(Status.PUBLISHED, tags=[new, old])
    assert "1 article" in read(client, "/topics/")
    assert len(listed(read(client, "/topics/new/"))) == 1


def test_a_topic_shows_so_many_words_and_says_that_there_are_more(client, monkeypatch):
    monkeypatch.setattr(topics, "TERMS_AT_MOST", 2)
    for slug in ("a", "b", "c"):
        make_term(Status.PUBLISHED, slug=slug, tags=[make_tag("care")])
    html = read(client, "/topics/care/")
    assert re.findall('data-term="([^"]+)"', html) == ["a", "b"]
    assert "There are more words on this topic" in html


@pytest.mark.usefixtures("seven")
def test_only_the_newest_changes_are_told(client, monkeypatch):
    monkeypatch.setattr(updates, "TOLD", 4)
    said = "Earlier changes stand in the history of each text."
    assert said not in read(client, "/updates/")
    last = read(client, "/updates/?page=2")
    assert 'href="/articles/e/"' in last
    assert said in last
    read(client, "/updates/?page=3", 404)


@pytest.mark.usefixtures("cut")
def test_far_pages_show_the_same_as_near_ones(client, monkeypatch):
    near = listed(read(client, "/topics/care/?page=3"))
    monkeypatch.setattr(paging, "FAR", 2)
    assert listed(read(client, "/topics/care/?page=3")) == near == ["c", "b"]
