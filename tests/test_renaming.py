"""Renaming and withdrawing in the admin, and what every page says at once."""

import pytest
from django.test import Client

from alsinfo.editorial.workflow import Status

from .cast import make_article, make_term, publisher, writer

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("make", [make_article, make_term])


def act(entry, action, by=publisher, **given):
    """Perform an act with the form of the admin, as a person does."""
    client = Client()
    client.force_login(by())
    meta = entry._meta
    page = f"/admin/{meta.app_label}/{meta.model_name}/{entry.pk}/act/{action}/"
    entry.refresh_from_db()
    response = client.post(page, {"seen": str(entry.seen), **given})
    entry.refresh_from_db()
    return response


def rename(entry, slug, **given):
    return act(entry, "rename", slug=slug, **given)


def withdraw(entry, why="It was wrong."):
    return act(entry, "withdraw", why=why)


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def pages_with_mark(slug):
    """An article and a term that name a term by `slug`; their addresses."""
    text = f"A [certain word](term:{slug}) here."
    article = make_article(Status.PUBLISHED, body=text)
    term = make_term(Status.PUBLISHED, slug="other", fuller_definition=text)
    return [article.get_absolute_url(), term.get_absolute_url()]


@KINDS
def test_old_address_leads_to_the_new_one(client, make):
    entry = make(Status.PUBLISHED, slug="first")
    old = entry.get_absolute_url()
    assert rename(entry, "second").status_code == 302
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (
        301,
        entry.get_absolute_url(),
    )
    read(client, entry.get_absolute_url())
    event = entry.events.order_by("at").last()
    assert (event.action, event.why) == ("rename", "first → second")


@KINDS
def test_renaming_is_refused_where_it_must_be(make):
    entry = make(Status.PUBLISHED, slug="first")
    taken = make(Status.PUBLISHED, slug="taken")
    rename(taken, "moved")
    for slug in ("taken", "moved", "Capital", "two--hyphens", "x" * 101, "", "\0"):
        assert rename(entry, slug).status_code != 302, slug
    assert rename(entry, "second", by=writer).status_code == 403
    assert entry.slug == "first"


def test_a_renamed_term_keeps_every_mark_working(client):
    term = make_term(Status.PUBLISHED, slug="cell", short_definition="What it means.")
    pages = pages_with_mark("cell")
    rename(term, "living-cell")
    rename(term, "smallest-part")
    for path in pages:
        html = read(client, path)
        assert 'href="/glossary/smallest-part/"' in html
        assert "What it means." in html
        assert "/glossary/cell/" not in html
    uses = read(client, "/glossary/smallest-part/")
    assert all(path in uses for path in pages)


def test_a_mark_by_the_former_address_passes_the_gate():
    term = make_term(Status.PUBLISHED, slug="cell")
    rename(term, "living-cell")
    pages_with_mark("cell")


def test_a_withdrawn_term_turns_its_links_into_plain_words_at_once(client):
    term = make_term(Status.PUBLISHED, slug="cell", short_definition="What it means.")
    pages = [*pages_with_mark("cell"), "/glossary/", "/"]
    assert "/glossary/cell/" in read(client, pages[0])
    assert withdraw(term).status_code == 302
    for path in pages:
        html = read(client, path)
        assert "/glossary/cell/" not in html
        assert "What it means." not in html
    assert "A certain word here." in read(client, pages[0])
    assert client.get("/glossary/cell/").status_code == 410


def test_other_names_lead_to_a_live_term_only(client):
    term = make_term(Status.PUBLISHED, slug="cell", aliases="smallest part")
    response = client.get("/glossary/smallest-part/")
    assert (response.status_code, response["Location"]) == (301, "/glossary/cell/")
    rename(term, "living-cell")
    response = client.get("/glossary/smallest-part/")
    assert response["Location"] == "/glossary/living-cell/"
    withdraw(term)
    assert client.get("/glossary/smallest-part/").status_code == 404


@KINDS
def test_a_withdrawn_entry_is_gone_at_all_its_addresses(client, make):
    entry = make(Status.PUBLISHED, slug="first")
    old = entry.get_absolute_url()
    rename(entry, "second")
    withdraw(entry, "A source was retracted.")
    for page in ("", "history/", "history/1/", "history/1/changes/", "?on=2026-01-01"):
        response = client.get(old + page, follow=True)
        assert response.redirect_chain[0][1] == 301
        assert response.status_code == 410, page
        assert "A source was retracted." in response.content.decode()


@KINDS
def test_withdrawing_without_a_reason_is_refused(make):
    entry = make(Status.PUBLISHED)
    assert withdraw(entry, " ").status_code == 200
    assert entry.revisions.get().live_until is None
