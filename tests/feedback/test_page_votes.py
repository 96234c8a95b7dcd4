"""Every page asks whether it helped; what is no text is counted by its address."""

import re

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.workflow import Status
from alsinfo.feedback import tallies
from alsinfo.feedback.models import PageTally, Report, Tally
from alsinfo.public.policies import POLICIES
from tests import cast

pytestmark = pytest.mark.django_db
LISTS = [
    *("/", "/articles/", "/glossary/", "/topics/", "/updates/", "/search/"),
    *(f"/{policy.slug}/" for policy in POLICIES),
]
BESIDE = ["/articles/spoken-of/history/", "/articles/spoken-of/history/2/changes/"]


def form_of(client, address):
    """The fields of the vote that a page asks for, and no other page's."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    assert html.count('class="vote"') == 1, address
    form = html.partition('class="vote"')[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def counted():
    return [(t.page, t.yes, t.no) for t in PageTally.objects.order_by("page")]


@pytest.mark.parametrize("address", [*LISTS, *BESIDE, "/search/?q=spoken"])
def test_a_page_that_is_no_text_takes_a_vote_by_its_address(client, article, address):
    fields = form_of(client, address)
    answer = client.post("/helpful/", fields | {"answer": "yes"})
    assert answer.status_code == 303
    page = address.partition("?")[0]
    assert counted() == [(page, 1, 0)]
    assert not Tally.objects.exists()
    thanks = client.get(answer.headers["Location"]).content.decode()
    assert "Thank you" in thanks.partition("<main")[2]
    assert f'href="{page}"' in thanks.partition("<main")[2]


def test_topics_letters_and_namesakes_do_too(client):
    tags = [cast.make_tag()]
    for slug in ("primary-thing", "progressive-thing"):
        cast.make_term(Status.PUBLISHED, slug=slug, initials="PLS", tags=tags)
    pages = ["/glossary/letters/p/", "/glossary/pls/", "/topics/als-basics/"]
    for page in pages:
        vote = form_of(client, page) | {"answer": "no"}
        assert client.post("/helpful/", vote).status_code == 303
    assert counted() == [(page, 0, 1) for page in pages]


@pytest.mark.parametrize(
    ("page", "number"),
    [("", 3), ("large-print/", 3), ("history/1/", 1), ("history/2/", 3)],
)
def test_a_page_that_shows_a_text_counts_for_its_version(client, article, page, number):
    fields = form_of(client, f"/articles/spoken-of/{page}")
    client.post("/helpful/", fields | {"answer": "no"})
    assert (Tally.objects.get().number, counted()) == (number, [])


def test_a_day_of_the_past_counts_for_the_version_of_that_day(client, article):
    fields = form_of(client, f"/articles/spoken-of/?on={timezone.localdate()}")
    client.post("/helpful/", fields | {"answer": "yes"})
    assert Tally.objects.get().number == 3


def test_what_is_not_there_refused_or_a_form_does_not_ask(client, article):
    for address, status in {
        "/nothing/": 404,
        "/articles/spoken-of/?on=2020-01-01": 404,
        "/report/": 200,
        "/report/thanks/": 200,
        "/accounts/login/": 200,
    }.items():
        answer = client.get(address)
        assert answer.status_code == status
        assert b'class="vote"' not in answer.content, address
    cast.withdraw(article)
    assert b'class="vote"' not in client.get("/articles/spoken-of/").content
    client.force_login(cast.writer())
    preview = client.get(f"/admin/articles/article/{article.pk}/preview/")
    assert b'class="vote"' not in preview.content


@pytest.mark.parametrize(
    "page",
    [
        *("/topics/nowhere/", "/glossary/letters/q/", "/glossary/letters/7/"),
        *("/search/suggest/", "/report/", "/report/thanks/", "/helpful/", "/healthz"),
        *("/feed.atom", "/robots.txt", "/articles.json", "/articles", "/admin/"),
        *("/articles/spoken-of/history/9/changes/", "/articles/spoken-of/history/0/"),
        *("/articles/secret-thing/history/", "/accounts/login/", "/nowhere/"),
    ],
)
def test_an_address_that_is_no_page_takes_no_vote(client, article, page):
    cast.make_article(Status.APPROVED, slug="secret-thing")
    answer = client.post("/helpful/", {"page": page, "answer": "yes"})
    assert answer.status_code == 404
    assert "Nothing was counted" in answer.content.decode()
    assert (counted(), Tally.objects.count()) == ([], 0)


def test_one_page_is_counted_under_one_address(client, article):
    desk.rename(article, by=cast.publisher(), seen=article.seen, slug="renamed")
    for page in (
        "/articles/renamed/history/2/changes/",
        "/articles/spoken-of/history/2/changes/?utm=1#x",
        "http://127.0.0.1:8000/articles/renamed/history/2/changes/",
    ):
        vote = {"page": page, "answer": "yes"}
        assert client.post("/helpful/", vote).status_code == 303
    # A number has one spelling: there is no page at another one.
    vote = {"page": "/articles/renamed/history/0002/changes/", "answer": "yes"}
    assert client.post("/helpful/", vote).status_code == 404
    assert counted() == [("/articles/renamed/history/2/changes/", 3, 0)]


def test_an_answer_that_is_none_is_not_counted(client):
    answer = client.post("/helpful/", {"page": "/about/", "answer": "maybe"})
    assert answer.status_code == 400
    assert counted() == []


def test_after_a_no_the_report_is_about_the_page(client):
    answer = client.post("/helpful/", {"page": "/about/", "answer": "no"})
    form = client.get(answer.headers["Location"]).content.decode()
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    client.post("/report/", dict(hidden) | {"wrong": "Who you are."})
    report = Report.objects.get()
    assert (report.kind, report.page, report.is_ours) == ("missing", "/about/", True)


def test_asking_costs_no_question(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        form_of(client, "/about/")


def test_editors_see_the_pages_those_first_that_helped_least(client):
    day = timezone.localdate()
    for page, helpful in [("/", True), ("/", False), ("/labels/", False)]:
        tallies.count_page(page, day, helpful=helpful)
    client.force_login(cast.reviewer())
    html = client.get("/admin/feedback/report/votes/").content.decode()
    cells = re.findall(r"<td>(.*?)</td>", html.partition("Other pages")[2])
    assert [re.sub("<.*?>", "", cell) for cell in cells] == [
        *("/labels/", "0", "1", "100 %"),
        *("/", "1", "1", "50 %"),
    ]
