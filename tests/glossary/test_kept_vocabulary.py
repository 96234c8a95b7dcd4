"""The vocabulary that a process keeps: asked for cheaply, and never out of date."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models import SiteStamp
from alsinfo.editorial.workflow import Status
from articles.models import Article
from glossary import kept
from glossary.models import TermRevision
from tests import cast

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TEXT = Article(pk=1, slug="a")


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(kept, "_kept", None)


@pytest.fixture
def term():
    return cast.make_term(Status.PUBLISHED, slug="motor-neurone")


def words(at=None):
    return kept.words_and_ignored(TEXT, at or timezone.now())[0]


def test_asking_again_costs_one_query(term, django_assert_num_queries):
    first = words()
    with django_assert_num_queries(1):
        assert words() is first


def test_a_published_article_does_not_make_it_anew(term, django_assert_num_queries):
    first = words()
    cast.make_article(Status.PUBLISHED)
    with django_assert_num_queries(2):
        assert words() is first
    with django_assert_num_queries(1):
        assert words() is first


def test_a_published_term_is_known_at_once(term):
    words()
    cast.make_term(Status.PUBLISHED, slug="axon")
    assert set(words().terms) == {"motor-neurone", "axon"}


def test_a_renamed_term_is_known_by_both_addresses(term):
    words()
    desk.rename(term, by=cast.publisher(), seen=term.seen, slug="nerve-cell")
    assert set(words().terms) == {"nerve-cell"}
    assert words().former == {"motor-neurone": "nerve-cell"}


def test_a_term_comes_and_goes_by_the_clock(term):
    now = timezone.now()
    axon = cast.make_term(Status.APPROVED, slug="axon")
    cast.schedule(axon, now + HOUR, until=now + 2 * HOUR)
    known = [set(words(now + time).terms) for time in (0 * HOUR, HOUR, 2 * HOUR)]
    assert [len(some) for some in known] == [1, 2, 1]


def test_an_earlier_instant_is_not_told_of_later_terms(term):
    now = timezone.now()
    axon = cast.make_term(Status.APPROVED, slug="axon")
    cast.schedule(axon, now + HOUR)
    assert "axon" in words(now + HOUR).terms
    assert "axon" not in words(now).terms


def test_without_a_stamp_it_is_looked_at_each_time(term):
    SiteStamp.objects.all().delete()
    assert "motor-neurone" in words().terms
    TermRevision.objects.filter(entry=term).update(live_until=timezone.now())
    assert words().terms == {}
