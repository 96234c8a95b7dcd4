"""Home, topics and robots: what they show, and how little they ask."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alsinfo.editorial.workflow import Status

from ..cast import make_article, make_tag, make_term, new_draft, schedule, withdraw

pytestmark = pytest.mark.django_db


def page(client, path="/"):
    return client.get(path).content.decode()


def test_home_shows_live_articles_topics_and_letters(client):
    make_article(Status.PUBLISHED, title="Breathing at night", tags=[make_tag("care")])
    make_term(Status.PUBLISHED, slug="microglia")
    html = page(client)
    assert "Breathing at night" in html
    assert "/topics/care/" in html
    assert "/glossary/#letter-m" in html
    assert "#letter-b" not in html


def test_home_works_on_an_empty_site(client):
    assert "There are no articles yet." in page(client)


def test_nothing_hidden_is_on_home(client):
    tag = make_tag("hidden-topic")
    for status in Status:
        if status != Status.PUBLISHED:
            make_article(status, title="Unseen", tags=[tag])
            make_term(status, slug=f"unseen-{status}".replace("_", "-"), tags=[tag])
    schedule(make_article(Status.APPROVED, title="Unseen", tags=[tag]))
    withdraw(make_article(Status.PUBLISHED, title="Unseen", tags=[tag]))
    html = page(client) + page(client, "/topics/") + page(client, "/articles/")
    assert "Unseen" not in html
    assert "hidden-topic" not in html


def test_topic_without_live_text_is_a_404(client):
    make_article(Status.IN_REVIEW, tags=[make_tag()])
    assert client.get("/topics/als-basics/").status_code == 404


def test_topic_shows_its_live_texts(client):
    tag = make_tag()
    article = make_article(Status.PUBLISHED, title="Now", tags=[tag])
    make_term(Status.PUBLISHED, slug="microglia", tags=[tag])
    new_draft(article, title="Later")
    html = page(client, "/topics/als-basics/")
    assert "Now" in html
    assert "microglia" in html
    assert "Later" not in html


def test_merged_topic_leads_to_the_other_one_and_counts_there(client):
    new = make_tag("new")
    make_article(Status.PUBLISHED, tags=[make_tag("old", merged_into=new), new])
    response = client.get("/topics/old/")
    assert (response.status_code, response["Location"]) == (301, "/topics/new/")
    assert "1 article" in page(client, "/topics/")
    assert "/topics/old/" not in page(client, "/topics/")


def test_scheduled_article_appears_at_its_instant(client, time_machine):
    at = timezone.now() + timedelta(hours=1)
    article = make_article(Status.APPROVED, title="Tomorrow")
    schedule(article, at)
    assert "Tomorrow" not in page(client)
    time_machine.move_to(at, tick=False)
    assert "Tomorrow" in page(client)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_robots_may_read_all_but_the_admin_and_are_told_of_the_sitemap(
    client, settings
):
    told, sitemap = page(client, "/robots.txt").split("\n\n")
    assert told == "User-agent: *\nDisallow: /admin/"
    assert sitemap == f"Sitemap: {settings.SITE_URL}/sitemap.xml\n"


@pytest.mark.parametrize("path", ["/", "/topics/", "/topics/als-basics/"])
def test_number_of_queries_does_not_grow(client, path, django_assert_max_num_queries):
    tag = make_tag()
    for _ in range(12):
        make_article(Status.PUBLISHED, tags=[tag, make_tag("care")])
        make_term(Status.PUBLISHED, tags=[tag])
    with django_assert_max_num_queries(5):
        client.get(path)
