"""The panel of terms in the editors' forms: what it offers, what its button does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alsinfo.editorial.workflow import Status
from articles.models import Article
from glossary.models import Term
from tests import cast

from .term_forms import BODY, Form, address_of, body_of, boxes_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(terms):
    return cast.make_article(body=BODY)


# What is offered.


def test_the_words_of_live_terms_are_offered_and_ticked(article):
    form = Form(article)
    assert len(form.boxes()["term-link"]) == 2
    assert "A <mark>motor neurone</mark> carries signals." in " ".join(
        form.panel.split()
    )
    assert "What the term means." in form.panel
    assert "line 3" in form.panel


def test_terms_that_are_not_live_are_not_offered():
    cast.make_term(Status.APPROVED, slug="motor-neurone")
    assert "term-link" not in Form(cast.make_article(body=BODY)).boxes()


def test_a_term_that_becomes_live_by_the_clock_is_offered_then(terms, monkeypatch):
    soon = cast.make_term(Status.APPROVED, slug="signals")
    cast.schedule(soon)
    article = cast.make_article(body=BODY)
    assert len(Form(article).boxes()["term-link"]) == 2
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert len(Form(article).boxes()["term-link"]) == 3


def test_a_withdrawn_term_is_offered_no_more(article):
    assert len(Form(article).boxes()["term-link"]) == 2
    cast.withdraw(Term.objects.get(slug="niv"))
    assert len(Form(article).boxes()["term-link"]) == 1


def test_what_is_linked_already_is_told_and_not_offered(terms):
    article = cast.make_article(body="A [motor nerve](term:motor-neurone) grows.")
    form = Form(article)
    assert form.boxes() == {}
    assert "Already linked" in form.panel
    assert "motor nerve" in form.panel
    assert "→ motor neurone" in form.panel


def test_a_link_to_a_term_that_is_not_live_is_called_plain_text():
    cast.make_term(slug="a-draft")
    article = cast.make_article(body="A [word](term:a-draft) here.")
    assert "not live" in Form(article).panel


def test_a_term_is_not_offered_in_its_own_text(terms):
    term = Term.objects.get(slug="motor-neurone")
    cast.new_draft(term, name="motor neurone", fuller_definition="A motor neurone.")
    assert "term-link" not in Form(term).boxes()


def test_both_definitions_of_a_term_are_looked_through(terms):
    term = cast.make_term(
        fuller_definition="A motor neurone.", professional_definition="NIV at night."
    )
    fields = [value.split("&")[0] for value in Form(term).values("term-link")]
    assert fields == ["field=fuller_definition", "field=professional_definition"]


def test_ambiguous_words_are_a_choice_and_nothing_is_chosen(terms):
    cast.make_term(Status.PUBLISHED, slug="niv-virus", name="a virus", initials="NIV")
    form = Form(cast.make_article(body="NIV helps."))
    assert form.boxes() == {}
    assert len(form.values("term-link-.+")) == 2
    assert "Which is meant?" in form.panel


def test_a_reviewer_sees_no_panel(article):
    page = signed_in(cast.reviewer()).get(address_of(article)).content.decode()
    assert "term-link" not in page


def test_a_text_in_review_has_no_panel(article):
    cast.bring_to(article, Status.IN_REVIEW)
    page = signed_in(cast.writer()).get(address_of(article)).content.decode()
    assert "term-link" not in page


def test_signs_of_the_text_are_shown_as_signs(terms):
    body = 'A <b onclick="x">motor neurone</b> & "more".'
    form = Form(cast.make_article(body=body))
    assert "<b onclick" not in form.page


def test_enter_in_a_field_saves_and_links_nothing(article):
    page = Form(article).page
    assert page.index('name="_continue"') < page.index('name="_link_terms"')


# What the button does.


def test_the_button_writes_the_ticked_marks_into_one_new_version(article):
    form = Form(article).post()
    assert body_of(article) == BODY.replace(
        "motor neurone", "[motor neurone](term:motor-neurone)"
    ).replace("NIV", "[NIV](term:niv)")
    assert Article.objects.get().newest == 2
    assert "2 places are linked to their terms now." in form.said
    assert form.boxes() == {}


def test_only_what_is_ticked_is_linked(article):
    form = Form(article)
    form.data["term-link"] = form.data["term-link"][1:]
    form.post()
    assert body_of(article) == BODY.replace("NIV", "[NIV](term:niv)")


def test_an_ordinary_save_links_nothing(article):
    Form(article).post("_continue", body=BODY + "\n\nMore.")
    assert body_of(article) == BODY + "\n\nMore."


def test_what_was_typed_meanwhile_is_saved_with_the_marks(article):
    body = BODY.replace("A motor", "## First\n\nWords.\n\n## Then\n\nA motor")
    Form(article).post(body=body.replace("\n", "\r\n"), title="Another title")
    text = Article.objects.get().newest_revision()
    assert text.title == "Another title"
    assert text.body == body.replace(
        "motor neurone", "[motor neurone](term:motor-neurone)"
    ).replace("NIV", "[NIV](term:niv)")


def test_the_tick_goes_with_its_words_and_not_with_its_section(terms):
    again = "## One\n\nThe motor neurone grows.\n\n## Two\n\nA motor neurone dies."
    article = cast.make_article(body=again)
    form = Form(article)
    form.data["term-link"] = form.data["term-link"][1:]
    form.post(body="## Zero\n\nWords.\n\n" + again)
    assert "The motor neurone grows." in body_of(article)
    assert "A [motor neurone](term:motor-neurone) dies." in body_of(article)


def test_what_is_not_found_again_is_told_and_the_rest_is_kept(article):
    form = Form(article).post(body="## Care\n\nNIV helps at night, and at noon.")
    assert body_of(article) == "## Care\n\n[NIV](term:niv) helps at night, and at noon."
    assert "“motor neurone” could not be found again and was not linked." in form.said


def test_a_term_withdrawn_meanwhile_is_not_linked(article):
    form = Form(article)
    cast.withdraw(Term.objects.get(slug="niv"))
    form.post()
    assert "[NIV]" not in body_of(article)
    assert "“NIV” could not be found again and was not linked." in form.said


def test_one_of_several_terms_is_chosen(terms):
    cast.make_term(Status.PUBLISHED, slug="niv-virus", name="a virus", initials="NIV")
    article = cast.make_article(body="NIV helps.")
    form = Form(article)
    [name] = {n for n, _v, _c in boxes_of(form.page) if n.startswith("term-link-")}
    form.data[name] = [v for v in form.values(name) if "niv-virus" in v]
    form.post()
    assert body_of(article) == "[NIV](term:niv-virus) helps."


def test_without_a_tick_the_text_is_saved_as_it_is(article):
    form = Form(article)
    form.data["term-link"] = []
    form.post(body="Other words.")
    assert body_of(article) == "Other words."
    assert "No words were ticked, so none were linked." in form.said


FORGED = [
    "",
    "x",
    "field=body",
    "\0",
    "[" * 3000,
    "field=status&term=niv&section=2&words=NIV&near=0",
    "field=body&term=none&section=2&words=NIV&near=0",
    "field=body&term=niv&section=2&words=" + "x" * 5000,
]


@pytest.mark.parametrize("value", FORGED)
def test_a_forged_tick_changes_nothing(article, value):
    form = Form(article)
    form.data["term-link"] = [value]
    assert form.post().status == 200
    assert body_of(article) == BODY


def test_two_ticks_for_one_place_write_one_mark(article):
    form = Form(article)
    form.data["term-link"] = [
        *form.data["term-link"],
        "field=body&term=niv&section=2&words=NIV&near=0",
    ]
    form.post()
    assert body_of(article).count("term:niv") == 1
