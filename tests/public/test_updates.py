"""What changed lately: lines made of intervals, and nothing that is hidden."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.workflow import Status

from ..cast import (
    bring_to,
    make_article,
    make_term,
    new_draft,
    publisher,
    schedule,
    withdraw,
)

pytestmark = pytest.mark.django_db


def read(client, page=""):
    response = client.get(f"/updates/{page}")
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def publish_next(entry, **fields):
    new_draft(entry, **fields)
    bring_to(entry, Status.PUBLISHED)


def test_empty_site_has_no_changes(client):
    assert "Nothing has been published yet." in read(client)


def test_publications_and_corrections_come_newest_first(client):
    make_term(Status.PUBLISHED, slug="cell")
    article = make_article(Status.PUBLISHED, title="Old title")
    correction = {"change_kind": "correction", "change_note": "It was 2."}
    publish_next(article, title="Breathing", **correction)
    html = read(client)
    assert html.index("Correction") < html.index("It was 2.") < html.index("cell")
    assert html.count('class="name"') == 3
    assert html.count("<strong>New</strong>") == 2
    assert "Old title" not in html


def test_withdrawal_gives_the_reason_and_no_name(client):
    article = make_article(Status.PUBLISHED, slug="secret-slug", title="Secret title")
    withdraw(article, "A source was retracted.")
    html = read(client)
    assert "Taken off the site" in html
    assert "A source was retracted." in html
    assert "An article" in html
    assert "ecret" not in html
    assert html.count('class="name"') == 1


def test_replaced_text_is_not_a_withdrawal(client):
    publish_next(make_article(Status.PUBLISHED))
    assert "Taken off the site" not in read(client)


def test_end_that_was_planned_is_told_when_it_has_come(client, time_machine):
    end = timezone.now() + timedelta(hours=3)
    article = make_article(Status.APPROVED)
    desk.publish(article, by=publisher(), seen=article.seen, until=end)
    assert "Taken off the site" not in read(client)
    time_machine.move_to(end, tick=False)
    assert "Taken off the site" in read(client)


def test_suppression_gives_the_reason(client):
    article = make_article(Status.PUBLISHED, change_note="Harmful note.")
    publish_next(article)
    desk.suppress(
        article, by=publisher(), seen=article.seen, number=1, why="It named a person."
    )
    html = read(client)
    assert "Earlier version no longer shown" in html
    assert "It named a person." in html
    assert "Harmful note." not in html


@pytest.mark.parametrize("path", ["/updates/", "/updates.atom"])
@pytest.mark.parametrize("make", [make_article, make_term])
def test_the_note_of_a_text_that_is_live_no_more_is_not_told(client, path, make):
    def told():
        return client.get(path).content.decode()

    entry = make(Status.PUBLISHED, change_note="Note on the first.")
    assert "Note on the first." in told()
    correction = {"change_kind": "correction", "change_note": "It was 2."}
    publish_next(entry, **correction)
    assert "It was 2." in told()
    assert "Note on the first." not in told()
    publish_next(entry, change_note="Note on the last.")
    assert "Note on the last." in told()
    assert "It was 2." not in told()
    assert "Correction" in told()
    withdraw(entry, "A reason for readers.")
    assert "Note on" not in told()
    assert "A reason for readers." in told()


def test_a_text_that_returns_takes_no_old_note_with_it(client):
    entry = make_article(Status.PUBLISHED, change_note="Old note.")
    withdraw(entry)
    publish_next(entry, title="Back again")
    html = read(client)
    assert "Back again" in html
    assert "Old note." not in html


def test_drafts_schedules_and_names_are_not_told(client):
    for status in Status:
        if status != Status.PUBLISHED:
            make_article(status, title="Unseen", change_note="Unseen")
            make_term(status, slug=f"unseen-{status.replace('_', '-')}")
    article = make_article(Status.PUBLISHED)
    before = read(client)
    assert before.count('class="name"') == 1
    new_draft(article, title="Unseen", change_note="Unseen")
    bring_to(article, Status.APPROVED)
    schedule(article)
    assert read(client) == before
    for person in ("writer", "reviewer", "publisher"):
        assert person not in before


def test_pages_are_bounded_and_cost_the_same(client, django_assert_num_queries):
    for _ in range(22):
        make_article(Status.PUBLISHED)
        make_term(Status.PUBLISHED)
    assert read(client).count('class="name"') == 20
    with django_assert_num_queries(5):
        read(client, "?page=2")
    assert read(client, "?page=3").count('class="name"') == 4
    for page in ("4", "0", "x", "%00", "9" * 5000):
        assert client.get(f"/updates/?page={page}").status_code == 404
