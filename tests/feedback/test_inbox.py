"""Editors find reports, answer them and close them; the trail says who, and why."""

import re
from datetime import timedelta
from io import StringIO
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from alsinfo.feedback.models import Report, ReportStep
from tests import cast

from .conftest import WRONG

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(article):
    return Report.objects.create(
        at=timezone.now(),
        kind="mistake",
        page="/articles/spoken-of/",
        is_ours=True,
        entry_kind="article",
        entry_id=article.pk,
        number=1,
        public_number=1,
        words="muscles and nerves",
        wrong=WRONG,
        email="reader@example.org",
    )


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def editor():
    return signed_in(cast.writer())


def address(report, page="change"):
    return f"/admin/feedback/report/{report.pk}/{page}/"


@pytest.fixture
def act(editor, report, django_capture_on_commit_callbacks):
    """Do something with the report, as its page offers it."""

    def post(move, client=editor, **given):
        html = client.get(address(report)).content.decode()
        seen = re.search(r'name="seen" value="(\d+)"', html)
        data = {"move": move, "seen": seen[1] if seen else ""} | given
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(address(report), data)
        report.refresh_from_db()
        return answer

    return post


def trail(report):
    return [(step.actor_name, step.what, step.note) for step in report.steps.all()]


def test_the_page_of_a_report_leads_to_the_text_then_and_now(editor, report, article):
    html = editor.get(address(report)).content.decode()
    admin = f"/admin/articles/article/{article.pk}"
    for link in (
        "/articles/spoken-of/",
        f"{admin}/versions/1/",
        f"{admin}/versions/3/",
    ):
        assert f'href="{link}"' in html
        assert editor.get(link).status_code == 200
    assert WRONG in html
    assert "They stand in the text that readers see now." in html
    assert "reader@example.org" in html


def test_words_that_are_gone_from_the_live_text_are_told(editor, report):
    Report.objects.update(words="words of long ago")
    html = editor.get(address(report)).content.decode()
    assert "They do not stand like this" in html


def test_a_report_about_a_page_that_is_no_more_has_no_dead_links(
    editor, report, article
):
    cast.withdraw(article)
    assert "nothing: it is not live" in editor.get(address(report)).content.decode()
    Report.objects.update(entry_id=10**9)
    assert editor.get(address(report)).status_code == 200


def test_the_whole_way_is_in_the_trail(act, report):
    assert act("take_up", note="I look at it.").status_code == 302
    assert report.state == "in_work"
    assert act("answer", answer="You were right.", became="3").status_code == 302
    assert (report.state, report.answer, report.became) == (
        "answered",
        "You were right.",
        3,
    )
    act("reopen")
    act("close", note="Done.")
    assert report.state == "closed"
    assert trail(report) == [
        ("writer", "take_up", "I look at it."),
        ("writer", "mailed", ""),
        ("writer", "reopen", ""),
        ("writer", "close", "Done."),
    ]


def test_the_answer_is_one_plain_letter(act, report):
    act("answer", answer="You were right & we <thank> you.")
    [letter] = mail.outbox
    assert letter.to == ["reader@example.org"]
    assert "You were right & we <thank> you." in letter.body
    assert "/articles/spoken-of/" in letter.body
    assert WRONG not in letter.body
    assert letter.content_subtype == "plain"


def test_without_an_address_it_is_answered_without_mail(act, report):
    Report.objects.update(email="")
    act("answer", answer="You were right.")
    assert trail(report) == [("writer", "answer", "")]
    assert mail.outbox == []


def test_a_mail_server_that_fails_breaks_nothing_and_is_told(act, report, monkeypatch):
    def fail(message, **options):
        raise SMTPException("down")

    monkeypatch.setattr(EmailMessage, "send", fail)
    assert act("answer", answer="You were right.").status_code == 302
    assert report.answer == "You were right."
    assert [what for _who, what, _note in trail(report)] == ["mailed", "undelivered"]
    assert act("close").status_code == 302


def test_two_tabs_the_second_is_refused_and_keeps_its_words(editor, act, report):
    data = {"move": "answer", "seen": "0", "answer": "From the first tab."}
    act("take_up")
    answer = editor.post(address(report), data)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "A colleague has changed this report" in html
    assert "From the first tab." in html
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"move": "answer"}, "Please write something here."),
        ({"move": "note"}, "Please write something here."),
        ({"move": ""}, "This field is required."),
        ({"move": "reopen"}, "Select a valid choice"),
        ({"move": "destroy"}, "Select a valid choice"),
        ({"move": "close", "note": "a\u202eb"}, "a character nobody can see"),
        ({"move": "close", "became": "77"}, "no such version"),
        ({"move": "close", "became": "9" * 30}, "less than or equal"),
        ({"move": "close", "became": "x"}, "whole number"),
        ({"move": "close", "note": "x" * 2001}, "at most 2000"),
        ({"move": "close", "seen": "x"}, "whole number"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(act, report, given, sentence):
    answer = act(**given)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert (report.state, trail(report)) == ("new", [])


def test_who_may_only_see_gets_no_form_and_no_address(act, report):
    for person in (cast.reviewer(), cast.publisher()):
        client = signed_in(person)
        html = client.get(address(report)).content.decode()
        assert WRONG in html
        assert "reader@example.org" not in html
        assert 'name="move"' not in html
        assert act("close", client=client).status_code == 403
    assert report.state == "new"


def test_nobody_adds_or_deletes_a_report(report):
    client = signed_in(cast.administrator())
    assert client.get("/admin/feedback/report/add/").status_code == 403
    assert client.post("/admin/feedback/report/add/", {}).status_code == 403
    assert client.post(address(report, "delete"), {"post": "yes"}).status_code == 403
    assert Report.objects.exists()


def test_the_list_filters_and_finds(editor, report):
    listing = "/admin/feedback/report/"
    for query, found in [
        ("", True),
        ("?state=new", True),
        ("?state=closed", False),
        ("?kind=mistake&q=paragraph", True),
        ("?kind=missing", False),
        ("?q=nowhere", False),
        ("?state=%00", True),
        ("?q=%00", True),
    ]:
        html = editor.get(listing + query).content.decode()
        assert (address(report) in html) == found or "%00" in query, query


def test_the_list_asks_little_however_many(editor, report, django_assert_num_queries):
    editor.get("/admin/feedback/report/")
    with django_assert_num_queries(6):
        editor.get("/admin/feedback/report/")
    Report.objects.bulk_create(Report(at=report.at, wrong=WRONG) for _n in range(30))
    with django_assert_num_queries(6):
        editor.get("/admin/feedback/report/")


def test_new_reports_are_a_pile_own_entries_first(report):
    Report.objects.create(at=timezone.now(), kind="missing", wrong="Another thing.")
    for person in (cast.writer(), cast.reviewer()):
        html = signed_in(person).get("/admin/").content.decode()
        pile = html.partition("New reports from readers")[2].partition("</section>")[0]
        owner = person == cast.writer()
        assert ("about a text of yours" in pile) == owner
        assert (pile.index(WRONG) < pile.index("Another thing.")) == owner
    Report.objects.update(state="closed")
    assert WRONG not in signed_in(cast.writer()).get("/admin/").content.decode()


def test_staff_without_a_role_sees_no_pile(report):
    html = signed_in(cast.make_person("staff")).get("/admin/").content.decode()
    assert "New reports" not in html


# Forgetting.


def test_an_administrator_takes_personal_data_out(report):
    client = signed_in(cast.administrator())
    page = address(report, "forget")
    assert client.get(page).status_code == 200
    assert client.post(page, {"why": ""}).status_code == 200
    assert client.post(page, {"why": "Asked by mail."}).status_code == 302
    report.refresh_from_db()
    assert (report.email, report.wrong) == ("", WRONG)
    assert client.post(page, {"why": "All.", "words_too": "on"}).status_code == 302
    report.refresh_from_db()
    assert (report.words, report.wrong, report.answer) == ("", "", "")
    assert [step.what for step in report.steps.all()] == ["forget", "forget"]
    assert "Removed." in client.get(address(report)).content.decode()
    assert client.get("/admin/feedback/report/").status_code == 200


@pytest.mark.parametrize("person", [cast.writer, cast.reviewer, cast.publisher])
def test_nobody_else_may(report, person):
    answer = signed_in(person()).post(address(report, "forget"), {"why": "So."})
    assert answer.status_code == 403
    report.refresh_from_db()
    assert report.email


def test_addresses_are_removed_ninety_days_after_a_report_is_closed(act, report):
    act("close")
    assert report.settled_at is not None
    forget_reports()
    assert Report.objects.get().email == "reader@example.org"
    Report.objects.update(settled_at=timezone.now() - timedelta(days=90))
    assert forget_reports() == "Removed 1 mail addresses.\n"
    assert Report.objects.get().email == ""


def test_an_open_report_keeps_its_address(report):
    Report.objects.update(at=timezone.now() - timedelta(days=900))
    forget_reports()
    assert Report.objects.get().email


def test_a_new_report_removes_old_addresses_too(report, send):
    old = timezone.now() - timedelta(days=91)
    Report.objects.update(state="closed", settled_at=old)
    send()
    assert not Report.objects.exclude(email="").exists()


@pytest.mark.parametrize("days", ["-1", "91"])
def test_the_command_keeps_to_what_we_promise(days):
    with pytest.raises(CommandError, match="from 0 to 90"):
        forget_reports("--days", days)


def forget_reports(*arguments):
    said = StringIO()
    call_command("forget_reports", *arguments, stdout=said)
    return said.getvalue()


def test_a_line_of_the_trail_says_who_and_what(act, report):
    act("take_up")
    assert str(ReportStep.objects.get()) == "writer: taken up"
