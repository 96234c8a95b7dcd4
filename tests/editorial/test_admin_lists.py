"""The editors' lists when they are long: turning pages, searching, filtering."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alsinfo.editorial.admin import entries as admin_entries
from alsinfo.editorial.admin import paging
from alsinfo.editorial.models import entries as entry_models
from alsinfo.editorial.workflow import Status
from articles.models import Article, ArticleRevision
from tests import cast

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
PER_PAGE = admin_entries.EntryAdmin.list_per_page
FAR = PER_PAGE * (1 + paging.AHEAD)


@pytest.fixture
def reader():
    client = Client()
    client.force_login(cast.administrator())
    return client


@pytest.fixture(params=[entry_models.MOST_KEYS, 1], ids=["few", "many"])
def however_many(request, monkeypatch):
    """Both ways to look: for few entries by their keys, for many one by one."""
    monkeypatch.setattr(entry_models, "MOST_KEYS", request.param)


def fill(number, status=Status.DRAFT):
    """So many articles, written past the desk: what they say is of no importance."""
    rows = [Article(slug=f"a-{n:05}", status=status, newest=1) for n in range(number)]
    made = Article.objects.bulk_create(rows)
    ArticleRevision.objects.bulk_create(
        ArticleRevision(
            entry=one,
            number=1,
            created=timezone.now(),
            saved_by_name="writer",
            title=f"Title {one.slug}",
        )
        for one in made
    )


def listed(response):
    """The addresses in the list, in its order."""
    return [entry.slug for entry in response.context["cl"].result_list]


def said(response):
    """What stands below the list, on one line."""
    found = re.search(
        r'<p class="paginator">(.*?)</p>', response.content.decode(), re.S
    )
    return " ".join(re.sub("<[^>]*>", " ", found[1]).split())


# Turning pages.


def test_a_short_list_says_how_many_there_are(reader):
    fill(3)
    assert said(reader.get(LIST)) == "3 articles"


def test_a_long_filtered_list_says_that_there_are_more(reader):
    fill(FAR + 1)
    assert said(reader.get(f"{LIST}?status__exact=draft")).endswith(
        f"more than {FAR} articles"
    )


def test_a_list_that_just_ends_is_counted_to_the_end(reader):
    fill(FAR)
    assert said(reader.get(f"{LIST}?status__exact=draft")).endswith(f"{FAR} articles")


def test_every_row_of_a_filtered_list_is_reached_by_turning_pages(reader):
    fill(FAR + 2 * PER_PAGE + 1)
    page, seen = 1, []
    while page:
        response = reader.get(f"{LIST}?status__exact=draft&p={page}")
        seen += listed(response)
        page = page + 1 if f"p={page + 1}" in response.content.decode() else 0
    assert seen == sorted(Article.objects.values_list("slug", flat=True))


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e3", "٣", "9" * 30, ""])
def test_a_page_that_is_none_is_no_error(page, reader):
    fill(2)
    response = reader.get(LIST, {"p": page}, follow=True)
    assert response.status_code == 200
    assert listed(response) == ["a-00000", "a-00001"]


def test_a_far_page_asks_as_many_queries_as_the_first(reader):
    fill(6 * PER_PAGE)
    asked = []
    for page in (1, 5):
        with CaptureQueriesContext(connection) as queries:
            reader.get(f"{LIST}?p={page}")
        asked.append(len(queries))
    assert asked[1] <= asked[0] <= 8


def test_a_list_is_never_counted_to_its_end(reader):
    fill(FAR + 60)
    with CaptureQueriesContext(connection) as queries:
        reader.get(f"{LIST}?status__exact=draft")
    assert not [q for q in queries if "COUNT(" in q["sql"]]
    [found] = [q["sql"] for q in queries if f"LIMIT {FAR + 1}" in q["sql"]]
    assert found.startswith('SELECT "articles_article"."id" AS "pk" FROM')


@pytest.mark.parametrize("many", [1, PER_PAGE, PER_PAGE + 1])
@pytest.mark.parametrize("asked", ["?status__exact=draft", "?q=title"])
def test_what_is_looked_for_is_found_in_one_go(reader, asked, many):
    fill(many)
    with CaptureQueriesContext(connection) as queries:
        reader.get(LIST + asked)
    words = "LIKE" if "q=" in asked else '"status" = '
    finding = [q for q in queries if words in q["sql"]]
    few = connection.vendor == "sqlite" or "q=" not in asked
    assert len(finding) == (1 if few else 2)


def test_a_page_after_the_last_one_is_no_error(reader):
    fill(PER_PAGE + 1)
    for asked in ("?p=9", "?p=9&status__exact=draft", "?p=9&q=title"):
        answer = reader.get(LIST + asked, follow=True)
        assert answer.status_code == 200


def test_no_body_is_read_for_a_list(reader):
    fill(PER_PAGE + 1)
    with CaptureQueriesContext(connection) as queries:
        reader.get(f"{LIST}?q=title")
    assert not [q for q in queries if '"body"' in q["sql"]]


@pytest.mark.parametrize("asked", ["o=0", "o=-3", "o=4", "o=99", "o=x"])
def test_an_order_that_is_not_offered_is_no_error(asked, reader):
    fill(2)
    assert len(listed(reader.get(f"{LIST}?{asked}", follow=True))) == 2


def test_counts_beside_the_filters_are_not_offered(reader):
    fill(2)
    assert "_facets" not in reader.get(f"{LIST}?status__exact=draft").content.decode()


# Searching.


@pytest.fixture
def library():
    cast.make_article(slug="sleep-at-night", title="Rest and NIV")
    cast.make_article(slug="breathing", title="Sleep and breathing")
    old = cast.make_article(Status.PUBLISHED, slug="walking", title="Sleep walking")
    cast.new_draft(old, title="Walking alone")
    for number in range(3):
        cast.make_article(slug=f"other-{number}", title="Another one")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("sleep", ["breathing", "sleep-at-night"]),
        ("SLEEP", ["breathing", "sleep-at-night"]),
        ("leep", ["breathing", "sleep-at-night"]),
        ("sleep breathing", ["breathing"]),
        ("niv night", ["sleep-at-night"]),
        ("walking", ["walking"]),
        ("sleep walking", []),
        ("other", ["other-0", "other-1", "other-2"]),
        ("xylophone", []),
        ("100%", []),
        ("_", []),
        ("\\", []),
        ("'\"", []),
    ],
)
def test_a_search_looks_in_the_newest_title_and_the_address(
    question, found, library, reader, however_many
):
    assert listed(reader.get(LIST, {"q": question})) == found


def test_a_search_asks_few_queries(library, reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        reader.get(LIST, {"q": "sleep another nothing of the kind"})


def test_more_words_than_count_are_no_error(library, reader):
    question = " ".join(["sleep"] * 400)
    assert listed(reader.get(LIST, {"q": question})) == ["breathing", "sleep-at-night"]


# Filters.


@pytest.fixture
def lives():
    tag = cast.make_tag("care")
    cast.make_article(slug="never", tags=[tag])
    cast.make_article(Status.PUBLISHED, slug="live")
    over = cast.make_article(Status.PUBLISHED, slug="over", tags=[tag])
    cast.withdraw(over)
    late = cast.make_article(Status.PUBLISHED, slug="late", tags=[tag])
    cast.new_draft(late)
    ArticleRevision.objects.filter(entry=late, number=1).update(review_due="2020-01-01")
    cast.schedule(cast.make_article(Status.APPROVED, slug="soon"))
    renewed = cast.make_article(Status.PUBLISHED, slug="renewed")
    cast.new_draft(renewed)
    cast.bring_to(renewed, Status.PUBLISHED)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("site=live", ["late", "live", "renewed"]),
        ("site=scheduled", ["soon"]),
        ("site=ended", ["over"]),
        ("site=never", ["never"]),
        ("site=nonsense", ["late", "live", "never", "over", "renewed", "soon"]),
        ("review=overdue", ["late"]),
        ("review=x", ["late", "live", "never", "over", "renewed", "soon"]),
        ("tag=care", ["never", "over"]),
        ("tag=care&site=ended", ["over"]),
        ("tag=nothing", []),
        ("tag=%00", []),
        ("tag=care&q=ever", ["never"]),
    ],
)
def test_a_filter_finds_what_it_names(asked, found, lives, reader, however_many):
    assert listed(reader.get(f"{LIST}?{asked}")) == found
