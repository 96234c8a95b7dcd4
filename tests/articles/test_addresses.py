"""Where an address leads, in the order of the rule; drafts take no part."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.workflow import Status

from ..cast import make_article, make_term, publisher, schedule, withdraw

pytestmark = pytest.mark.django_db
MAKERS = [make_article, make_term]
HIDDEN = [status for status in Status if status != Status.PUBLISHED]


def rename(entry, slug):
    desk.rename(entry, by=publisher(), seen=entry.seen, slug=slug)


def answer(client, path):
    """Everything that a visitor could tell two answers apart by."""
    response = client.get(path)
    return response.status_code, response.content, dict(response.headers)


@pytest.mark.parametrize("status", HIDDEN)
@pytest.mark.parametrize("make", MAKERS)
def test_hidden_entry_answers_like_one_that_never_was(client, make, status):
    room = make(status, slug="hidden").get_absolute_url().removesuffix("hidden/")
    hidden, missing = (
        answer(client, f"{room}{slug}/") for slug in ("hidden", "nobody")
    )
    assert hidden == missing
    assert hidden[0] == 404


@pytest.mark.parametrize("make", MAKERS)
def test_scheduled_entry_answers_like_one_that_never_was(client, make):
    entry = make(Status.APPROVED, slug="soon")
    schedule(entry)
    path = entry.get_absolute_url()
    assert answer(client, path) == answer(client, path.replace("soon", "nobody"))


@pytest.mark.parametrize("make", MAKERS)
def test_former_address_leads_to_the_present_one(client, make):
    entry = make(Status.PUBLISHED, slug="first")
    old = entry.get_absolute_url()
    rename(entry, "second")
    rename(entry, "third")
    for path in (old, old.replace("first", "second")):
        response = client.get(path)
        assert response.status_code == 301
        assert response["Location"] == entry.get_absolute_url()
        assert response["Cache-Control"] == "no-cache"


def test_renaming_back_does_not_go_round_in_a_circle(client):
    entry = make_article(Status.PUBLISHED, slug="first")
    rename(entry, "second")
    rename(entry, "first")
    assert client.get("/articles/first/").status_code == 200
    assert client.get("/articles/second/")["Location"] == "/articles/first/"


def test_former_address_of_a_withdrawn_entry_ends_in_410(client):
    entry = make_article(Status.PUBLISHED, slug="first")
    rename(entry, "second")
    withdraw(entry)
    response = client.get("/articles/first/", follow=True)
    assert response.redirect_chain == [("/articles/second/", 301)]
    assert response.status_code == 410


def test_former_address_of_a_never_public_entry_leads_nowhere(client):
    entry = make_article(Status.APPROVED, slug="first")
    schedule(entry)
    rename(entry, "second")
    assert client.get("/articles/first/").status_code == 404


def test_expired_article_is_gone_without_a_reason(client, time_machine):
    end = timezone.now() + timedelta(hours=3)
    entry = make_article(Status.APPROVED)
    schedule(entry, until=end)
    time_machine.move_to(end, tick=False)
    response = client.get(entry.get_absolute_url())
    assert response.status_code == 410
    assert "Why" not in response.content.decode()


def test_live_article_wins_over_everything(client):
    article = make_article(Status.PUBLISHED, slug="als")
    assert client.get(article.get_absolute_url()).status_code == 200


def test_rooms_do_not_answer_for_each_other(client):
    make_term(Status.PUBLISHED, slug="microglia")
    assert client.get("/articles/microglia/").status_code == 404


def test_another_name_of_a_live_term_wins_over_what_ended(client):
    gone = make_term(Status.PUBLISHED, slug="first", name="Gone")
    rename(gone, "second")
    withdraw(gone)
    assert client.get("/glossary/first/")["Location"] == "/glossary/second/"
    live = make_term(Status.PUBLISHED, slug="other", aliases="first")
    for kept in ("", "?on=2026-01-01"):
        response = client.get(f"/glossary/first/{kept}", follow=True)
        assert response.redirect_chain[0][0] == live.get_absolute_url()
        assert response.status_code == 200


def test_former_address_of_a_live_term_wins_over_another_name(client):
    kept = make_term(Status.PUBLISHED, slug="first", name="Kept")
    rename(kept, "second")
    make_term(Status.PUBLISHED, slug="other", aliases="first")
    assert client.get("/glossary/first/")["Location"] == "/glossary/second/"
