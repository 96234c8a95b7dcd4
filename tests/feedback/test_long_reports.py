"""A report that is far too long is given back, whatever the script of its words."""

from urllib.parse import urlencode

import pytest

from alsinfo.feedback import received
from alsinfo.feedback.models import Report

pytestmark = pytest.mark.django_db
MEGABYTE = 1_000_000
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "letter",
    ["あ", "ж", "😀", "\n.", "a", "<"],
    ids=lambda letter: f"{ord(letter[0]):x}",
)
def test_a_megabyte_of_any_letters_comes_back_with_a_sentence(client, letter):
    words = letter * (MEGABYTE // len(letter.encode()))
    answer = client.post("/report/", urlencode({"wrong": words}), content_type=FORM)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Please shorten it" in html
    kept = html.partition('name="wrong"')[2].partition("</textarea>")[0]
    kept = kept.partition(">")[2]
    escaped = {"<": "&lt;"}.get(letter, letter)
    assert kept.count(escaped.strip()) == len(words) // len(letter)
    assert not Report.objects.exists()


def test_of_more_the_first_million_letters_are_kept_and_it_says_so(client):
    given = urlencode({"wrong": "x" * 3 * MEGABYTE, "words": "Short."})
    answer = client.post("/report/", given, content_type=FORM)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f"only its first {MEGABYTE} characters are here" in html
    assert "x" * MEGABYTE in html
    assert "x" * (MEGABYTE + 1) not in html
    assert "Short.</textarea>" in html


@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "x/y"])
def test_what_is_more_than_is_read_is_a_page_of_ours_that_says_to_go_back(client, kind):
    body = b"wrong=" + b"x" * received.MOST_READ
    answer = client.post("/report/", body, content_type=kind)
    assert answer.status_code == 413
    html = answer.content.decode()
    assert "Please go back, where your words still are" in html.partition("<main")[2]
    assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_of_it_is_read(client, monkeypatch):
    def read(*_given):
        raise AssertionError

    monkeypatch.setattr("django.http.request.HttpRequest.read", read)
    body = b"x" * (received.MOST_READ + 1)
    assert client.post("/report/", body, content_type=FORM).status_code == 413


def test_a_form_in_parts_is_taken_too_and_refused_in_time(client, article):
    report = {"page": "/articles/spoken-of/", "wrong": "The dose is wrong here."}
    assert client.post("/report/", report).status_code == 303
    assert Report.objects.get().number == 3
    answer = client.post("/report/", {"wrong": "あ" * MEGABYTE})
    assert answer.status_code == 413
    assert "Please go back" in answer.content.decode()


@pytest.mark.parametrize("length", ["-1", "x", "٣", "1e3", "9" * 11])
def test_a_length_that_is_none_or_a_lie_is_no_fault(client, length):
    answer = client.post(
        "/report/", b"wrong=x", content_type=FORM, CONTENT_LENGTH=length
    )
    assert answer.status_code == 413


def test_an_origin_elsewhere_is_told_so_however_long(client):
    headers = {"origin": "https://evil.example"}
    body = b"x" * (received.MOST_READ + 1)
    answer = client.post("/report/", body, content_type=FORM, headers=headers)
    assert answer.status_code == 403


def test_other_addresses_have_the_bound_of_the_site(client):
    body = b"x" * (received.MOST_READ + 1)
    answer = client.post("/helpful/", body, content_type=FORM)
    assert answer.status_code == 413
    assert answer.headers["Content-Type"].startswith("text/plain")
