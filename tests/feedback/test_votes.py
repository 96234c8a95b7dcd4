"""Was this helpful? A yes or a no, counted by version and day, of nobody."""

import re
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from alsinfo.editorial.workflow import Status
from alsinfo.feedback import tallies
from alsinfo.feedback.models import Report, Tally
from tests import cast

pytestmark = pytest.mark.django_db


def votes():
    rows = Tally.objects.order_by("number", "day")
    return [(row.entry_kind, row.number, row.yes, row.no) for row in rows]


def test_an_article_and_a_term_ask_at_their_end(client, article, term):
    for address in ("/articles/spoken-of/", "/glossary/spoken-word/"):
        html = client.get(address).content.decode()
        form = html.partition('class="vote"')[2].partition("</form>")[0]
        assert f'name="page" value="{address}"' in form
        assert re.findall(r'<button[^>]*value="(\w+)"', form) == ["yes", "no"]
        assert "csrf" not in form


def test_yes_is_counted_thanks_and_leads_back(client, article, vote):
    answer = vote("yes")
    assert answer.status_code == 303
    assert votes() == [("article", 3, 1, 0)]
    html = client.get(answer.headers["Location"]).content.decode()
    main = html.partition("<main")[2]
    assert "Thank you" in main
    assert 'href="/articles/spoken-of/"' in main
    assert 'class="voice"' not in main


def test_no_asks_what_was_missing_and_that_is_a_report(client, article, vote):
    answer = vote("no")
    html = client.get(answer.headers["Location"]).content.decode()
    form = html.partition('class="voice"')[2]
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    data = dict(hidden) | {"wrong": "Food."}
    assert client.post("/report/", data).status_code == 303
    report = Report.objects.get()
    assert (report.kind, report.number, report.wrong) == ("missing", 3, "Food.")
    assert votes() == [("article", 3, 0, 1)]


def test_an_empty_answer_to_what_was_missing_is_given_back(client, article):
    data = {"kind": "missing", "page": "/articles/spoken-of/", "wrong": " "}
    html = client.post("/report/", data).content.decode()
    assert "Please tell us what was missing." in html
    assert 'name="kind" value="missing"' in html


def test_looking_at_the_thanks_counts_nothing(client, article):
    for _time in range(3):
        client.get("/helpful/?page=/articles/spoken-of/&answer=yes")
    assert votes() == []


def test_votes_belong_to_the_version_that_was_read(client, article, vote):
    shown = f"{article.revisions.get(number=3).live_from:%Y-%m-%dT%H:%M:%SZ}"
    vote("no", shown=shown)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        cast.new_draft(article, title="Later")
        cast.bring_to(article, Status.PUBLISHED)
        vote("no", shown=shown)
        vote("yes")
    assert votes() == [("article", 3, 0, 2), ("article", 4, 1, 0)]


@pytest.mark.parametrize("answer", ["", "maybe", "YES", "1", "\0"])
def test_another_answer_is_not_counted(article, vote, answer):
    response = vote(answer)
    assert response.status_code == 400
    assert "Nothing was counted" in response.content.decode()
    assert votes() == []


@pytest.mark.parametrize(
    "page", ["", "/articles/nowhere/", "/nowhere/", "//evil.example/", "\0"]
)
def test_what_is_no_page_takes_no_vote(article, vote, page):
    response = vote("yes", page=page)
    assert response.status_code == 404
    assert "Nothing was counted" in response.content.decode()
    assert votes() == []


def test_the_form_of_a_report_asks_twice(client, article, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/report/?page=/articles/spoken-of/")


def test_editors_see_the_votes_beside_the_versions(client, article, vote):
    vote("yes")
    vote("no")
    vote("no")
    client.force_login(cast.writer())
    url = f"/admin/articles/article/{article.pk}/history/"
    assert "yes 1, no 2" in client.get(url).content.decode()


def test_the_list_begins_with_the_text_that_helped_least(client, article, term):
    day = timezone.localdate()
    for helpful in (True, True, False):
        tallies.count("article", article.pk, 3, day, helpful=helpful)
    for helpful in (False, False):
        tallies.count("term", term.pk, 1, day, helpful=helpful)
    tallies.count("article", article.pk, 1, day, helpful=False)  # read no more
    tallies.count("article", 10**9, 1, day, helpful=False)  # nobody's
    lines = tallies.least_helpful(timezone.now())
    told = [(line.kind, line.number, line.yes, line.no, line.share) for line in lines]
    assert told == [("term", 1, 0, 2, 100), ("article", 3, 2, 1, 33)]
    client.force_login(cast.reviewer())
    html = client.get("/admin/feedback/report/votes/").content.decode()
    assert html.index("spoken word") < html.index("Spoken of")


@pytest.mark.django_db(transaction=True)
def test_votes_at_the_same_time_are_all_counted():
    def cast_vote():
        tallies.count("article", 1, 1, timezone.localdate(), helpful=True)
        connection.close()

    threads = [Thread(target=cast_vote) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert votes() == [("article", 1, 8, 0)]
