"""Ten reports a second from one address, a thousand a day: 429, and no loss."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from alsinfo.accounts.models import Tries
from alsinfo.feedback import inbox, views
from alsinfo.feedback.models import Report, Tally

from .conftest import WRONG

pytestmark = pytest.mark.django_db


def test_ten_reports_in_a_second_five_are_kept_and_five_given_back(article, send):
    answers = [send(wrong=f"{WRONG} {number}") for number in range(10)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429] * 5
    assert Report.objects.count() == 5
    for number, answer in enumerate(answers[5:], start=5):
        html = answer.content.decode()
        assert f"{WRONG} {number}</textarea>" in html
        assert "Please try again in 5 minutes" in html
        assert 0 < int(answer.headers["Retry-After"]) <= 300
        assert answer.headers["Cache-Control"] == "no-store"


def test_after_five_minutes_reports_are_taken_again(article, send):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [send().status_code for _number in range(6)][-1] == 429
        clock.shift(timedelta(seconds=301))
        assert send().status_code == 303


def test_one_address_cannot_fill_the_inbox_of_a_day(article, send):
    """The door is shut to it long before it is shut to everybody."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _number in range(views.REPORTS_A_DAY):
            assert send().status_code == 303
            clock.shift(timedelta(seconds=61))
        answer = send(wrong="One report too many for a day.")
        html = answer.content.decode()
        assert answer.status_code == 429
        assert "One report too many for a day.</textarea>" in html
        assert "as many reports from your connection as we take in a day" in html
        assert "try again in 24 hours" in html
        assert 80_000 < int(answer.headers["Retry-After"]) <= 86_400
        assert views.REPORTS_A_DAY * 10 <= inbox.MOST_A_DAY
        clock.shift(timedelta(days=1))
        assert send().status_code == 303


def test_what_the_day_refuses_does_not_lengthen_it(article, send, monkeypatch):
    monkeypatch.setattr(views, "REPORTS_A_DAY", 1)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert send().status_code == 303
        clock.shift(timedelta(hours=23, minutes=30))
        answer = send()
        assert answer.status_code == 429
        assert "Please try again in 30 minutes" in answer.content.decode()
        clock.shift(timedelta(minutes=31))
        assert send().status_code == 303


def test_another_address_is_not_held_up(client, article, send, settings):
    settings.TRUSTED_PROXIES = 1
    data = {"wrong": WRONG}
    for visitor, expected in [("192.0.2.1", 429), ("192.0.2.2", 303)]:
        headers = {"x-forwarded-for": visitor}
        times = 6 if expected == 429 else 1
        answers = [
            client.post("/report/", data, headers=headers) for _n in range(times)
        ]
        assert answers[-1].status_code == expected


def test_what_is_given_back_does_not_count(article, send):
    for _number in range(20):
        assert send(wrong="short").status_code == 200
    assert send().status_code == 303


def test_votes_have_a_limit_of_their_own(article, vote, send):
    answers = [vote() for _number in range(views.VOTES + 1)]
    assert [a.status_code for a in answers] == [303] * views.VOTES + [429]
    assert "Please try again" in answers[-1].content.decode()
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert Tally.objects.get().yes == views.VOTES
    assert send().status_code == 303


def test_all_readers_together_cannot_fill_the_disk(article, send, monkeypatch):
    monkeypatch.setattr(inbox, "MOST_A_DAY", 2)
    assert [send().status_code for _number in range(2)] == [303, 303]
    answer = send(wrong="The third report of this day.")
    assert answer.status_code == 429
    assert "The third report of this day.</textarea>" in answer.content.decode()
    assert "try again tomorrow" in answer.content.decode()
    assert answer.headers["Retry-After"] == "3600"
    Report.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    Tries.objects.all().delete()
    assert send().status_code == 303


def test_nothing_tells_from_where_a_report_came(client, article, caplog):
    headers = {"user-agent": "Lynx of a reader", "referer": "http://testserver/"}
    for _number in range(6):
        client.post("/report/", {"wrong": WRONG}, headers=headers)
    assert "127.0.0.1" not in caplog.text
    rows = [str(row) for row in Report.objects.values()]
    rows += [str(row) for row in Tries.objects.values()]
    assert not any("127.0.0.1" in row or "Lynx" in row for row in rows)
