"""The editors' pages ask little of the database, however much there is."""

import pytest
from django.test import Client

from alsinfo.editorial import asides
from alsinfo.editorial.workflow import Status
from articles.models import Article
from tests import cast
from tests.glossary.term_forms import Form

from .test_admin_lists import fill as fill_pages

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def administrator():
    client = Client()
    client.force_login(cast.administrator())
    return client


def fill(number):
    """So many articles and terms, in every status, with tags, a schedule and notes."""
    tags = [cast.make_tag(), cast.make_tag("causes")]
    for status in [Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED] * number:
        cast.make_article(status, tags=tags)
        cast.make_term(status, tags=tags)
    live = cast.make_article(Status.PUBLISHED, tags=tags)
    cast.new_draft(live)
    cast.bring_to(live, Status.APPROVED)
    cast.schedule(live)
    return live, cast.make_term(Status.PUBLISHED, tags=tags)


PAGES = [
    "/admin/",
    "/admin/articles/article/",
    "/admin/articles/article/?status__exact=draft&site=never&q=article",
    "/admin/glossary/term/",
    "/admin/articles/article/add/",
    "/admin/glossary/term/add/",
    "/admin/articles/article/{article}/change/",
    "/admin/glossary/term/{term}/change/",
    "/admin/articles/article/{article}/history/",
    "/admin/articles/article/{article}/notes/",
    "/admin/articles/article/{article}/act/withdraw/",
    "/admin/articles/article/{article}/preview/",
    "/admin/articles/article/{article}/compare/?from=1&to=2",
    "/admin/editorial/tag/",
    "/admin/editorial/source/",
]


@pytest.mark.parametrize("pattern", PAGES)
def test_a_page_asks_at_most_twelve_queries(
    pattern, administrator, django_assert_max_num_queries
):
    article, term = fill(4)
    address = pattern.format(article=article.pk, term=term.pk)
    with django_assert_max_num_queries(MOST):
        assert administrator.get(address).status_code == 200


@pytest.mark.parametrize(
    "listing", ["/admin/articles/article/", "/admin/glossary/term/"]
)
def test_a_longer_list_asks_no_more(
    listing, administrator, django_assert_num_queries, django_assert_max_num_queries
):
    fill(1)
    with django_assert_max_num_queries(MOST) as few:
        administrator.get(listing)
    fill(5)
    with django_assert_num_queries(len(few)):
        administrator.get(listing)


LISTS = [
    "/admin/articles/article/",
    "/admin/articles/article/?q=article",
    "/admin/articles/article/?q=no+such+words",
    "/admin/articles/article/?site=live",
    "/admin/articles/article/?tag=causes",
    "/admin/articles/article/?review=overdue",
    "/admin/glossary/term/?q=term",
]


@pytest.mark.parametrize("listing", LISTS)
def test_a_list_asks_at_most_eight_queries(
    listing, administrator, django_assert_max_num_queries
):
    fill(1)
    fill_pages(60)  # More than a page of it.
    with django_assert_max_num_queries(8):
        assert administrator.get(listing).status_code == 200


def test_a_form_is_saved_with_few_queries(django_assert_max_num_queries):
    form = Form(cast.make_article(Status.PUBLISHED))
    with django_assert_max_num_queries(30):
        form.client.post(form.address, form.data | {"revisions-0-title": "Another"})
    assert Article.objects.get().newest == 2


def test_a_posted_form_that_is_saved_is_not_looked_through(monkeypatch):
    """The checks and the bar stand beside a form that is shown."""
    form = Form(cast.make_article())
    looked = []
    monkeypatch.setattr(asides, "weighed", lambda *given: looked.append(given) or [])
    form.client.post(form.address, form.data | {"revisions-0-title": "Another"})
    assert not looked
    form.client.post(form.address, form.data | {"revisions-0-title": ""})
    assert len(looked) == 1
