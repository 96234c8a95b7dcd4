"""The page of a term, the glossary from A to Z, and the names that lead there."""

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from alsinfo.editorial.workflow import Status
from glossary import letters
from glossary.models import TermRevision
from glossary.pages import term_page

from ..cast import (
    make_article,
    make_tag,
    make_term,
    new_draft,
    term_text,
    withdraw,
)

pytestmark = pytest.mark.django_db


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_term_shows_its_parts(client):
    make_term(
        Status.PUBLISHED,
        slug="microglia",
        initials="MG",
        pronunciation="my-KROG-lee-uh",
        short_definition="Short words.",
        fuller_definition="Fuller words.",
        professional_definition="Professional words.",
        aliases="brain cleaners",
        misspellings="mikroglia",
        tags=[make_tag()],
    )
    html = read(client, "/glossary/microglia/")
    for words in (
        "MG",
        "my-KROG-lee-uh",
        "Short words.",
        "Fuller words.",
        "Professional words.",
        "brain cleaners",
        "Als basics",
        "Reviewed by our editors on",
        "Not yet checked by a clinician",
        "This is demonstration content.",
    ):
        assert words in html, words
    assert "mikroglia" not in html


def test_term_shows_where_it_is_used_on_live_pages(client):
    make_term(Status.PUBLISHED, slug="cell")
    make_term(Status.PUBLISHED, slug="nerve", fuller_definition="A [cell](term:cell).")
    body = "A [cell](term:cell)."
    make_article(Status.PUBLISHED, title="Uses it", body=body)
    make_article(Status.APPROVED, title="Will use it", body=body)
    once = make_article(Status.PUBLISHED, title="Used it", body=body)
    withdraw(once)
    html = read(client, "/glossary/cell/")
    assert "Uses it" in html
    assert "/glossary/nerve/" in html
    assert "Will use it" not in html
    assert "Used it" not in html


def test_related_terms_are_live(client):
    seen = make_term(Status.PUBLISHED, slug="seen")
    unseen = make_term(Status.DRAFT, slug="unseen")
    term = make_term(Status.PUBLISHED, slug="nerve")
    term.newest_revision().related.set([seen, unseen])
    html = read(client, "/glossary/nerve/")
    assert "/glossary/seen/" in html
    assert "/glossary/unseen/" not in html


def test_definitions_share_one_numbering_of_sources(client):
    term_context = term_page(
        term_text(fuller_definition="One.", professional_definition="Two."),
        timezone.now(),
        tags=[],
        related=[],
    )
    assert term_context["references"] == []
    assert "One." in term_context["fuller"]
    assert "Two." in term_context["professional"]


def test_glossary_lists_live_terms_by_letter(client):
    make_term(Status.PUBLISHED, slug="beta")
    make_term(Status.PUBLISHED, slug="alpha", initials="AL")
    make_term(Status.APPROVED, slug="gamma")
    html = read(client, "/glossary/")
    assert html.index('id="letter-a"') < html.index('id="letter-b"')
    assert "letter-g" not in html
    assert "gamma" not in html
    assert "<dt>AL</dt>" in html


def test_new_draft_does_not_move_a_term_in_the_list(client):
    term = make_term(Status.PUBLISHED, slug="alpha")
    before = read(client, "/glossary/")
    new_draft(term, name="Zeta")
    assert read(client, "/glossary/") == before


def test_glossary_works_on_an_empty_site(client):
    assert "There are no terms yet." in read(client, "/glossary/")


@pytest.mark.parametrize(
    ("name", "letter"),
    [("microglia", "M"), ("Édaravone", "E"), ("5-HT", letters.OTHER), ("βeta", "0–9")],
)
def test_letter_of_a_name(name, letter):
    assert letters.letter_of(name) == letter


def test_other_name_leads_to_the_term(client):
    make_term(
        Status.PUBLISHED,
        slug="mnd",
        name="Motor neurone disease",
        aliases="Motor fault",
    )
    for path in ("motor-neurone-disease", "motor-fault", "Motor-Fault"):
        response = client.get(f"/glossary/{path}/")
        assert (response.status_code, response["Location"]) == (301, "/glossary/mnd/")


def test_initials_of_one_term_lead_to_it(client):
    make_term(Status.PUBLISHED, slug="amyotrophic", initials="ALS")
    assert client.get("/glossary/ALS/")["Location"] == "/glossary/amyotrophic/"


def test_shared_initials_list_the_live_candidates(client):
    make_term(Status.PUBLISHED, slug="primary", initials="PLS")
    make_term(Status.PUBLISHED, slug="person", initials="PLS")
    make_term(Status.APPROVED, slug="postponed", initials="PLS")
    html = read(client, "/glossary/pls/")
    assert "/glossary/primary/" in html
    assert "/glossary/person/" in html
    assert "postponed" not in html
    assert 'content="noindex"' in html


def test_names_of_a_term_that_is_not_live_lead_nowhere(client):
    make_term(Status.APPROVED, slug="hidden", initials="HID", aliases="veiled")
    for path in ("hid", "veiled"):
        assert client.get(f"/glossary/{path}/").status_code == 404


def test_misspelling_is_no_address(client):
    make_term(Status.PUBLISHED, slug="microglia", misspellings="mikroglia")
    assert client.get("/glossary/mikroglia/").status_code == 404


def test_alias_of_a_live_term_wins_over_a_withdrawn_one(client):
    withdraw(make_term(Status.PUBLISHED, slug="palsy"))
    assert client.get("/glossary/palsy/").status_code == 410
    make_term(Status.PUBLISHED, slug="paralysis", aliases="palsy")
    assert client.get("/glossary/palsy/")["Location"] == "/glossary/paralysis/"


def test_term_page_asks_at_most_six_questions(client, django_assert_max_num_queries):
    tag = make_tag()
    for number in range(9):
        make_term(Status.PUBLISHED, slug=f"t{number}", tags=[tag])
    text = " ".join(f"[x](term:t{number})" for number in range(9))
    make_term(Status.PUBLISHED, slug="nerve", fuller_definition=text, tags=[tag])
    for _ in range(5):
        make_article(Status.PUBLISHED, body="[x](term:nerve)")
    with django_assert_max_num_queries(6):
        read(client, "/glossary/nerve/")


def test_glossary_asks_three_questions(client, django_assert_num_queries):
    for number in range(9):
        make_term(Status.PUBLISHED, slug=f"t{number}")
    with django_assert_num_queries(3):
        read(client, "/glossary/")


def test_unsaved_term_can_be_previewed():
    other = make_term(Status.PUBLISHED, slug="other")
    context = term_page(
        term_text(name="Not saved"),
        timezone.now(),
        tags=[make_tag()],
        related=[other],
        preview=True,
    )
    html = render_to_string("glossary/detail.html", context)
    assert "This is not what readers see now." in html
    assert "Not saved" in html
    assert "/glossary/other/" in html


def test_term_whose_review_is_late_says_so(client, time_machine):
    make_term(Status.PUBLISHED, slug="cell")
    TermRevision.objects.update(review_due=date(2027, 3, 1))
    time_machine.move_to(datetime(2027, 3, 1, 12, tzinfo=UTC))
    assert "out of date" not in read(client, "/glossary/cell/")
    time_machine.move_to(datetime(2027, 3, 2, 12, tzinfo=UTC))
    html = read(client, "/glossary/cell/")
    assert "looked at again on 1 March 2027. It may be out of date." in html
    assert "This review was due by" in html


def test_term_says_how_to_report_a_mistake(client):
    make_term(Status.PUBLISHED, slug="cell")
    assert "Report a mistake in this text" in read(client, "/glossary/cell/")


def test_term_in_another_language_says_so_wherever_its_words_stand(client):
    make_term(Status.PUBLISHED, slug="cell", name="خلية", aliases="خلايا")
    make_term(Status.PUBLISHED, slug="nerve", fuller_definition="A [x](term:cell).")
    make_article(Status.PUBLISHED, slug="about", body="A [cell](term:cell).")
    TermRevision.objects.filter(entry__slug="cell").update(lang="ar")
    page = read(client, "/glossary/cell/")
    assert '<html lang="en-GB">' in page
    assert '<h1 lang="ar" dir="rtl">' in page
    assert '<dd lang="ar" dir="rtl">خلايا</dd>' in page
    for path in ("/glossary/", "/glossary/nerve/", "/articles/about/"):
        assert '<dt lang="ar" dir="rtl">' in read(client, path), path
    assert ' lang="ar"' not in read(client, "/articles/")
