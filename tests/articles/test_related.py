"""The articles to go on with: those that share most topics, found among any number."""

import pytest
from django.utils import timezone

from alsinfo.editorial.workflow import Status
from articles import related
from articles.models import ArticleRevision
from tests import cast

pytestmark = pytest.mark.django_db


def tags(*slugs):
    return [cast.make_tag(slug) for slug in slugs]


def text_of(entry):
    return ArticleRevision.objects.get(entry=entry, number=entry.newest)


def near(entry, *slugs):
    found = related.of(text_of(entry), tags(*slugs), timezone.now())
    return [text.entry.slug for text in found]


@pytest.fixture
def main():
    return cast.make_article(Status.PUBLISHED, slug="main", tags=tags("a", "b", "c"))


def test_those_that_share_most_topics_come_first(main):
    for slug, shared in (("one", "a"), ("three", "abc"), ("two", "bc"), ("none", "x")):
        cast.make_article(Status.PUBLISHED, slug=slug, tags=tags(*shared))
    assert near(main, "a", "b", "c") == ["three", "two", "one"]
    assert near(main, "x") == ["none"]
    assert near(main) == []


def test_of_as_many_topics_the_newest_come_first(main):
    for slug in ("first", "second", "third", "fourth"):
        cast.make_article(Status.PUBLISHED, slug=slug, tags=tags("a"))
    assert near(main, "a") == ["fourth", "third", "second"]


def test_only_what_is_live_is_offered(main):
    cast.make_article(Status.APPROVED, slug="draft", tags=tags("a"))
    gone = cast.make_article(Status.PUBLISHED, slug="gone", tags=tags("a"))
    cast.withdraw(gone)
    changed = cast.make_article(Status.PUBLISHED, slug="changed", tags=tags("a"))
    cast.new_draft(changed, title="Not yet")
    assert near(main, "a") == ["changed"]
    [found] = related.of(text_of(main), tags("a"), timezone.now())
    assert found.title == "An article"


def test_versions_that_nobody_reads_hide_nothing(main, monkeypatch):
    """Of a topic so many versions are looked at, the last written first."""
    monkeypatch.setattr(related, "NEWEST", 3)
    monkeypatch.setattr(related, "_QUESTION", related.Question(related._nearest))
    old = cast.make_article(Status.PUBLISHED, slug="old", tags=tags("a"))
    cast.make_article(Status.PUBLISHED, slug="new", tags=tags("a"))
    assert near(main, "a") == ["new", "old"]
    for _version in range(2):
        cast.make_article(Status.DRAFT, tags=tags("a"))
    assert near(main, "a") == ["new"]
    assert near(old, "b") == ["main"]


def test_who_shares_most_is_counted_over_all_topics(main, monkeypatch):
    """Also over those of which the text is not among the newest."""
    monkeypatch.setattr(related, "NEWEST", 2)
    monkeypatch.setattr(related, "_QUESTION", related.Question(related._nearest))
    cast.make_article(Status.PUBLISHED, slug="three", tags=tags("a", "b", "c"))
    for slug in ("one", "two"):
        cast.make_article(Status.PUBLISHED, slug=slug, tags=tags("a"))
    assert near(main, "a", "b", "c") == ["three", "two", "one"]


def test_a_text_that_was_never_saved_has_some_too(main):
    found = related.of(cast.article_text(), tags("a"), timezone.now())
    assert [text.entry.slug for text in found] == ["main"]
