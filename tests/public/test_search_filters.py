"""Filters where more is found than a search reads: they narrow it before the cut."""

import re

import pytest

from alsinfo.editorial.workflow import Status
from alsinfo.search import finding, steps
from alsinfo.search.models import Pick
from articles.models import Article

from ..cast import make_article, make_tag, make_term, withdraw
from .test_search_page import found, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(monkeypatch):
    """An article behind more terms than a search reads."""
    monkeypatch.setattr(steps, "MOST_FOUND", 6)
    monkeypatch.setattr(finding, "MOST_FOUND", 6)
    care, rare = make_tag("care"), make_tag("rare")
    make_article(Status.PUBLISHED, slug="own", body="Of breathing.", tags=[care])
    for number in range(9):
        make_term(Status.PUBLISHED, slug=f"breathing-{number}", tags=[care])
    make_term(
        Status.PUBLISHED, slug="a", fuller_definition="Of breathing.", tags=[rare]
    )


def test_a_filter_finds_what_a_crowd_of_others_hides(client, crowd):
    assert "/articles/own/" not in found(client, "breathing")
    assert found(client, "breathing", kind="article") == ["/articles/own/"]
    assert found(client, "breathing", topic="rare") == ["/glossary/a/"]
    assert found(client, "breathing", kind="article", topic="care") == [
        "/articles/own/"
    ]
    assert "left out" not in page(client, "breathing", kind="article")


def test_a_filter_that_nothing_has_is_left_out_of_a_crowd(client, crowd):
    html = page(client, "breathing", kind="article", topic="rare")
    assert "so it was left out" in html
    assert found(client, "breathing", kind="article", topic="rare") == [
        "/articles/own/"
    ]
    make_tag("empty")
    assert "left out" in page(client, "breathing", topic="empty")


def test_what_is_cut_is_counted_as_at_least_so_many(client, crowd):
    html = page(client, "breathing")
    assert "At least 6 results for “breathing”" in html
    assert "Glossary terms (6+)" in html
    assert "best" not in html
    assert re.search(r"kind=article[^>]*> Articles </a>", html)
    html = page(client, "breathing", kind="article")
    assert "1 result for “breathing”" in html
    assert "Articles (1) – remove" in html


def test_a_filter_of_a_hidden_text_is_not_offered_in_a_crowd(client, crowd):
    own = Article.objects.get(slug="own")
    withdraw(own)
    html = page(client, "breathing")
    assert "Articles" not in html.split("<main")[1].split("</main")[0]
    assert "left out" in page(client, "breathing", kind="article")


def test_a_pick_stays_first_where_it_has_the_filter(client, crowd):
    Pick.objects.create(key="a", words="breathing", kind="term", slug="a")
    assert found(client, "breathing")[0] == "/glossary/a/"
    assert found(client, "breathing", kind="term")[0] == "/glossary/a/"
    assert found(client, "breathing", kind="article") == ["/articles/own/"]
    assert found(client, "breathing", topic="rare") == ["/glossary/a/"]


def test_filters_in_a_crowd_ask_few_more_questions(
    client, crowd, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        page(client, "breathing")
    with django_assert_max_num_queries(26):
        page(client, "breathing", kind="article")
    with django_assert_max_num_queries(36):
        page(client, "breathing", kind="term", topic="care")
