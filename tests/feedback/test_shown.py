"""Every way to the report form knows which version its reader saw."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.workflow import Status
from alsinfo.feedback import shown
from alsinfo.feedback.models import Report
from tests import cast

from .conftest import WRONG

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


def ways(client, address):
    """All links of a page that lead to the report form."""
    html = client.get(address).content.decode()
    return [unescape(link) for link in re.findall(r'href="(/report/[^"]*)"', html)]


def fields_of(client, link):
    """The hidden fields of the form that a link opens."""
    form = client.get(link).content.decode().partition('class="voice"')[2]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def reported(client, fields):
    assert client.post("/report/", fields | {"wrong": WRONG}).status_code == 303
    return Report.objects.latest("pk")


def replace(article):
    cast.new_draft(article, title="Later")
    cast.bring_to(article, Status.PUBLISHED)


@pytest.mark.parametrize(
    "page", ["", "large-print/", "history/", "history/2/", "history/2/changes/"]
)
def test_each_link_of_each_page_of_a_text_names_the_version_on_show(
    client, article, page
):
    links = ways(client, f"/articles/spoken-of/{page}")
    assert links
    with time_machine.travel(timezone.now() + cast.HOUR):
        replace(article)
        for link in links:
            report = reported(client, fields_of(client, link))
            assert (report.number, report.public_number) == (3, 2), link


def test_both_links_of_a_term_name_it_too(client, term):
    links = ways(client, "/glossary/spoken-word/")
    assert len(links) == 2
    with time_machine.travel(timezone.now() + cast.HOUR):
        cast.new_draft(term, name="Later")
        cast.bring_to(term, Status.PUBLISHED)
        numbers = [reported(client, fields_of(client, way)).number for way in links]
        assert numbers == [1, 1]


def test_the_plain_text_names_it(client, article):
    text = client.get("/articles/spoken-of.txt").content.decode()
    [link] = re.findall(r"(/report/\S+)", text)
    replace(article)
    assert reported(client, fields_of(client, link)).public_number == 2


def test_a_day_of_the_past_names_the_version_of_that_day(client):
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        article = cast.make_article(Status.PUBLISHED, slug="spoken-of")
    replace(article)
    for link in ways(client, "/articles/spoken-of/?on=2026-03-02"):
        report = reported(client, fields_of(client, link))
        assert (report.page, report.number) == ("/articles/spoken-of/history/1/", 1)


def test_a_form_that_was_opened_by_the_address_alone_keeps_what_was_live_then(
    client, article
):
    fields = fields_of(client, "/report/?page=/articles/spoken-of/")
    replace(article)
    assert reported(client, fields).number == 3


def test_so_does_the_form_after_a_no(client, article):
    vote = {"page": "/articles/spoken-of/", "answer": "no"}
    answer = client.post("/helpful/", vote)
    replace(article)
    fields = fields_of(client, answer.headers["Location"])
    assert reported(client, fields).number == 3


def test_two_versions_within_one_second_are_told_apart(client, article):
    with time_machine.travel(timezone.now() + cast.HOUR, tick=False) as clock:
        clock.move_to(timezone.now().replace(microsecond=100))
        replace(article)
        clock.shift(timedelta(milliseconds=300))
        [link, _footer] = ways(client, "/articles/spoken-of/")
        replace(article)
        clock.shift(timedelta(milliseconds=300))
        assert reported(client, fields_of(client, link)).public_number == 3


def test_an_older_form_that_knows_whole_seconds_means_the_end_of_that_second():
    began = datetime(2026, 3, 1, 9, 0, 5, 300_000, tzinfo=UTC)
    assert shown.read("2026-03-01T09:00:05Z") >= began
    assert shown.read("2026-03-01T09:00:04Z") < began
    assert shown.read(shown.written(began)) == began
    assert shown.read(shown.written(began - TICK)) < began


@pytest.mark.parametrize(
    "words", ["", "soon", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00", "\0"]
)
def test_what_is_no_instant_is_none(words):
    assert shown.read(words) is None


def test_the_last_instant_there_is_breaks_nothing():
    for words in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59"):
        assert shown.read(words) is None or shown.read(words).year == 9999


# A text that was taken off the site meanwhile.


def test_a_text_withdrawn_while_it_was_read_is_named_with_its_version(client, article):
    [link, _footer] = ways(client, "/articles/spoken-of/")
    opened = fields_of(client, link)
    replace(article)
    cast.withdraw(article)
    for fields in (opened, fields_of(client, link)):
        report = reported(client, fields)
        assert (report.page, report.is_ours) == ("/articles/spoken-of/", True)
        assert (report.entry_kind, report.entry_id) == ("article", article.pk)
        assert (report.number, report.public_number) == (3, 2)


def test_what_was_withdrawn_is_told_of_by_its_address_alone(client, article, send):
    shown_then = fields_of(client, "/report/?page=/articles/spoken-of/")["shown"]
    cast.withdraw(article)
    given = {"page": "/articles/spoken-of/", "shown": shown_then}
    for address in ("/report/", "/report/thanks/", "/helpful/"):
        html = client.get(address, given).content.decode()
        assert "Spoken of" not in html
    assert b"Spoken of" not in send(wrong="", **given).content
    assert client.post("/helpful/", given | {"answer": "yes"}).status_code == 404


def test_a_report_from_the_page_that_says_it_is_gone_names_its_last_version(
    client, article, send
):
    cast.withdraw(article)
    send()
    report = Report.objects.get()
    assert (report.entry_id, report.number, report.public_number) == (article.pk, 3, 2)


def test_its_former_address_names_it_too(client, article, send):
    desk.rename(article, by=cast.publisher(), seen=article.seen, slug="renamed")
    cast.withdraw(article)
    send()
    report = Report.objects.get()
    assert (report.page, report.entry_id) == ("/articles/renamed/", article.pk)


def test_the_text_that_is_live_at_an_address_comes_before_one_that_ended(
    client, article, send
):
    desk.rename(article, by=cast.publisher(), seen=article.seen, slug="renamed")
    other = cast.make_article(Status.PUBLISHED, slug="other-one")
    cast.withdraw(other)
    send(page="/articles/spoken-of/")
    assert Report.objects.get().entry_id == article.pk


def test_a_schedule_that_was_never_live_is_named_nowhere(client, send):
    article = cast.make_article(Status.APPROVED, slug="spoken-of")
    cast.schedule(article)
    send(shown=shown.written(timezone.now() + timedelta(days=900)))
    assert Report.objects.get().is_ours is False


# Pages that are no texts.


def test_a_list_of_namesakes_is_a_page_of_ours(client, send):
    for slug in ("primary-thing", "progressive-thing"):
        cast.make_term(Status.PUBLISHED, slug=slug, initials="PLS")
    send(page="/glossary/pls/")
    report = Report.objects.get()
    assert (report.page, report.is_ours, report.entry_id) == (
        "/glossary/pls/",
        True,
        None,
    )


def test_a_topic_is_one_as_long_as_it_has_a_text(client, send):
    article = cast.make_article(Status.PUBLISHED, tags=[cast.make_tag()])
    send(page="/topics/als-basics/")
    cast.withdraw(article)
    send(page="/topics/als-basics/")
    assert [r.is_ours for r in Report.objects.order_by("pk")] == [True, False]
