"""The pages that a publisher owes: all there, dated, linked, and true."""

import re

import pytest
from django.utils import timezone

from alsinfo.public.policies import POLICIES
from alsinfo.text.markup import plain
from articles.models import ArticleRevision

from ..cast import make_article

pytestmark = pytest.mark.django_db
OWED = {
    "about",
    "how-we-review",
    "sources-policy",
    "labels",
    "funding",
    "accessibility",
    "privacy",
    "contact",
}
EACH = pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.slug)


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def main(html):
    return html.partition("<main")[2].partition("</main>")[0]


def test_the_table_has_every_page():
    assert {policy.slug for policy in POLICIES} == OWED


@EACH
def test_page_says_when_it_was_last_changed(client, policy):
    html = main(read(client, f"/{policy.slug}/"))
    assert "This page was last changed on" in html
    assert f'<time datetime="{policy.changed.isoformat()}">' in html
    assert policy.changed <= timezone.localdate()
    assert html.count("<h1>") == 1


@EACH
def test_page_is_linked_from_every_footer_and_asks_no_database(
    client, policy, django_assert_num_queries
):
    assert f'href="/{policy.slug}/"' in read(client, "/articles/")
    with django_assert_num_queries(0):
        assert "This is demonstration content." in read(client, f"/{policy.slug}/")


@EACH
def test_page_names_no_mailbox_and_no_person(client, policy):
    html = main(read(client, f"/{policy.slug}/"))
    assert "@" not in html
    assert not re.search(r"\b(Dr|Prof|Mr|Mrs|Ms)\b", html)


@EACH
def test_sentences_are_short(client, policy):
    words = plain(re.sub(r"<[^>]+>", " ", main(read(client, f"/{policy.slug}/"))))
    lengths = [len(s.split()) for s in re.split(r"[.!?:]\s", words) if s.split()]
    assert sum(lengths) / len(lengths) < 18


def test_labels_have_an_anchor_for_the_link_of_an_article(client):
    html = read(client, "/labels/")
    for label in ArticleRevision.Confidence:
        assert f'<h2 id="{label.value}">{label.label}</h2>' in html
    article = make_article("published")
    assert 'href="/labels/#likely"' in read(client, article.get_absolute_url())


def test_contact_gives_the_mailbox_that_the_settings_name(client, settings):
    assert "has no mailbox" in read(client, "/contact/")
    settings.CONTACT_EMAIL = "editors@alsinfo.example"
    html = read(client, "/contact/")
    assert 'href="mailto:editors@alsinfo.example"' in html
    assert "has no mailbox" not in html
