"""A report arrives with its page and version; what is wrong with it is a sentence."""

import re
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from alsinfo.accounts.models import Tries
from alsinfo.editorial import desk
from alsinfo.editorial.workflow import Status
from alsinfo.feedback.models import Report
from tests import cast
from tests.hostile.payloads import PAYLOADS, has_surrogate

from .conftest import WRONG

pytestmark = pytest.mark.django_db


def link_in(client, address):
    """Where “Report a mistake in this text” leads from a page."""
    html = client.get(address).content.decode()
    [link] = re.findall(r'class="mistake">.*?href="([^"]+)"', html, re.DOTALL)
    return unescape(link)


def report_from(client, link):
    """Follow the link, fill in the form as it comes, and send it."""
    html = client.get(link).content.decode()
    form = html.partition('class="voice"')[2]
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    assert client.post("/report/", dict(hidden) | {"wrong": WRONG}).status_code == 303
    return Report.objects.latest("pk")


def test_a_report_names_the_page_and_both_numbers_of_its_version(client, article):
    report = report_from(client, link_in(client, "/articles/spoken-of/"))
    assert (report.page, report.is_ours) == ("/articles/spoken-of/", True)
    assert (report.entry_kind, report.entry_id) == ("article", article.pk)
    assert (report.number, report.public_number) == (3, 2)
    assert (report.state, report.wrong, report.email) == ("new", WRONG, "")


def test_the_version_is_the_one_that_was_read_not_the_one_that_came_since(
    client, article
):
    link = link_in(client, "/articles/spoken-of/")
    with time_machine.travel(timezone.now() + cast.HOUR):
        cast.new_draft(article, title="Later")
        cast.bring_to(article, Status.PUBLISHED)
        report = report_from(client, link)
    assert (report.number, report.public_number) == (3, 2)


def test_a_past_version_is_reported_under_its_own_number(client, article):
    report = report_from(client, link_in(client, "/articles/spoken-of/history/1/"))
    assert (report.number, report.public_number) == (1, 1)
    assert report.page == "/articles/spoken-of/history/1/"


def test_large_print_and_plain_text_lead_to_the_form_too(client, article):
    assert link_in(client, "/articles/spoken-of/large-print/").startswith("/report/")
    text = client.get("/articles/spoken-of.txt").content.decode()
    assert "/report/?page=/articles/spoken-of/&shown=" in text


def test_a_former_address_still_names_the_entry(client, article, send):
    desk.rename(article, by=cast.publisher(), seen=article.seen, slug="renamed")
    assert send().status_code == 303
    assert Report.objects.get().entry_id == article.pk


@pytest.mark.parametrize("address", ["/", "/glossary/", "/articles/", "/privacy/"])
def test_every_page_leads_to_the_form_and_is_named_in_it(client, article, address):
    html = client.get(address).content.decode()
    assert f'href="/report/?page={address}"' in html
    report = report_from(client, f"/report/?page={address}")
    assert (report.page, report.is_ours, report.entry_id) == (address, True, None)


@pytest.mark.parametrize(
    "typed",
    [
        *("/articles/nowhere/", "/topics/nowhere/", "/admin/", "/accounts/login/"),
        *("//evil.example/", "https://evil.example/articles/spoken-of/", "/\\evil/"),
        *("javascript:alert(1)", "the page on food", "/articles/spoken-of/history/9/"),
        *(f"/articles/spoken-of/history/{'9' * 30}/", "http://[", "/%00/", "/ü/"),
    ],
)
def test_what_is_no_page_of_ours_is_kept_as_typed_and_leads_nowhere(
    client, article, send, typed
):
    html = client.get("/report/", {"page": typed}).content.decode()
    assert "About this page" not in html.partition("<main")[2]
    answer = send(page=typed)
    assert answer.headers["Location"] == "/report/thanks/"
    report = Report.objects.get()
    assert (report.page, report.is_ours, report.number) == (typed, False, None)
    thanks = client.get("/report/thanks/", {"page": typed}).content.decode()
    assert "Back to" not in thanks.partition("<main")[2]


@pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
def test_a_hidden_entry_is_answered_like_one_that_never_was(client, status):
    cast.make_article(status, slug="secret-thing", title="Very secret")
    for address in ("/report/", "/helpful/", "/report/thanks/"):
        page = f"{address}?page=/articles/secret-thing/"
        hidden = client.get(page).content.replace(b"secret", b"absent")
        assert hidden == client.get(page.replace("secret", "absent")).content
    vote = {"page": "/articles/secret-thing/", "answer": "no"}
    assert client.post("/helpful/", vote).status_code == 404


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"wrong": ""}, "Please tell us what is wrong."),
        ({"wrong": " \n\t"}, "Please tell us what is wrong."),
        ({"wrong": "\u200b\u200e\u2060" * 9}, "Please tell us what is wrong."),
        ({"wrong": "\u200d" * 20}, "Please tell us what is wrong."),
        ({"wrong": "Wrong."}, "at least 10 characters"),
        ({"wrong": "x" * 4_001}, "This has 4001 characters"),
        ({"words": "x" * 1_001}, "This has 1001 characters"),
        ({"page": "x" * 2_001}, "This has 2001 characters"),
        ({"email": "not an address"}, "look at the mail address again"),
        (
            {"email": "a@b.example\nbcc: c@d.example"},
            "look at the mail address again",
        ),
        ({"email": f"{'x' * 300}@example.org"}, "characters"),
        ({"subject": "cheap pills"}, "Please leave this field empty"),
    ],
)
def test_what_cannot_be_taken_is_a_sentence_and_nothing_typed_is_lost(
    article, send, given, sentence
):
    answer = send(**given)
    html = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert sentence in html
    assert given.get("wrong", WRONG).strip() in html or "\u200b" in given["wrong"]
    assert not Report.objects.exists()


def test_the_trap_is_hidden_until_it_was_filled(client, article, send):
    html = client.get("/report/").content.decode()
    assert re.search(r"<div hidden>\s*<label[^>]*>Leave this field empty", html)
    assert "<div hidden>" not in send(subject="x").content.decode()


def test_a_report_of_a_megabyte_is_a_sentence(article, send):
    answer = send(wrong="word " * 200_000)
    assert answer.status_code == 200
    assert "Please shorten it" in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("part", range(4))
def test_whatever_is_typed_is_kept_as_text_and_shown_as_text(client, article, part):
    client.force_login(cast.administrator())
    chosen = [p for p in PAYLOADS[part::4] if not has_surrogate(p)]
    chosen = chosen[:: max(1, len(chosen) // 15)]
    for payload in chosen:
        Report.objects.all().delete()
        Tries.objects.all().delete()
        wrong = f"Wrong is {payload[:900]} in this text."
        given = {"page": payload[:900], "words": payload[:900], "wrong": wrong}
        answer = client.post("/report/", given)
        assert answer.status_code in {200, 303}, payload
        report = Report.objects.get()
        assert "\0" not in report.wrong + report.words + report.page
        html = client.get(f"/admin/feedback/report/{report.pk}/change/")
        assert html.status_code == 200
        words = html.content.decode()
        main = words.partition('class="fields"')[2].partition("</dl>")[0]
        assert not re.search(r"<(script|img|svg|iframe|style|b)\b", main), payload
        assert client.get("/admin/feedback/report/").status_code == 200


@pytest.mark.parametrize(
    "name", ["page", "shown", "kind", "answer", "subject", "email"]
)
@pytest.mark.parametrize("value", ["\0", "\ufffd" * 9, "%s{0}", "9" * 3_000, "'\"><b>"])
def test_no_parameter_breaks_a_page(client, article, name, value):
    for address in ("/report/", "/report/thanks/", "/helpful/"):
        assert client.get(address, {name: value}).status_code == 200
        if address != "/report/thanks/":
            given = {"page": "/articles/spoken-of/", "answer": "yes", name: value}
            assert client.post(address, given).status_code < 500


@pytest.mark.parametrize(
    "shown",
    ["", "soon", "2026-13-99T00:00:00Z", "2026-01-01T00:00:00", "9999-12-31T23:59:59Z"],
)
def test_an_instant_that_cannot_be_means_the_text_of_today(article, send, shown):
    send(shown=shown)
    assert Report.objects.get().number == 3


def test_raw_bytes_that_are_no_text_are_taken_without_a_fault(client, article):
    raw = b"page=%2Farticles%2Fspoken-of%2F&wrong=" + b"%ED%A0%80%FF%00 ten words"
    kind = "application/x-www-form-urlencoded"
    assert client.post("/report/", raw, content_type=kind).status_code == 303


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(client, method):
    for address in ("/report/", "/helpful/", "/report/thanks/"):
        assert getattr(client, method)(address).status_code == 405


def test_nothing_sets_a_cookie_or_asks_who_is_there(client, article, send, vote):
    for answer in (client.get("/report/"), send(), vote(), send(wrong="")):
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
