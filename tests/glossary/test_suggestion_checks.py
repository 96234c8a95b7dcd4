"""The panel of terms: the form's own checks stay, what is ignored, what it costs."""

import pytest

from alsinfo.editorial.workflow import Status
from articles.models import Article
from glossary import kept
from glossary.models import IgnoredTerm
from tests import cast

from .term_forms import BODY, Form, address_of, body_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(terms):
    return cast.make_article(body=BODY)


# The checks of the form stay.


def test_a_stale_tab_is_told_and_keeps_text_and_marks(article):
    form = Form(article)
    cast.new_draft(article, body="A faster text.")
    form.post(body=BODY + "\n\nMine.")
    assert body_of(article) == "A faster text."
    assert "Nothing was lost" in form.page
    assert "[NIV](term:niv)" in form.data["revisions-0-body"]
    assert "Mine." in form.data["revisions-0-body"]
    assert not any("linked to their terms" in one for one in form.said)


def test_a_text_in_review_is_not_changed_by_an_old_form(article):
    form = Form(article)
    cast.bring_to(article, Status.IN_REVIEW)
    response = form.client.post(form.address, form.data | {"_link_terms": ""})
    assert response.status_code == 200
    assert body_of(article) == BODY


def test_a_text_the_form_refuses_is_kept_with_the_ticks(article):
    form = Form(article)
    form.data["term-ignore"] = ["niv"]
    form.data["term-link"] = form.data["term-link"][:1]
    form.post(title="")
    assert body_of(article) == BODY
    assert "motor neurone](term:" in form.data["revisions-0-body"]
    assert form.boxes()["term-ignore"] == ["niv"]
    assert not IgnoredTerm.objects.exists()


def test_a_text_that_is_too_long_is_refused_by_the_form_alone(article):
    longest = article.newest_revision()._meta.get_field("body").max_length
    form = Form(article).post(body="NIV " * (longest // 4 + 1))
    assert "Ensure this value has at most" in form.page
    assert body_of(article) == BODY


@pytest.mark.parametrize("person", [cast.reviewer, cast.publisher, cast.stranger])
def test_who_may_not_write_links_and_ignores_nothing(article, person):
    form = Form(article)
    data = form.data | {"_link_terms": "", "term-ignore": "niv"}
    signed_in(person()).post(form.address, data)
    assert body_of(article) == BODY
    assert not IgnoredTerm.objects.exists()


# Ignored here.


def test_an_ignored_term_is_offered_no_more_in_any_version(article):
    form = Form(article)
    form.data["term-ignore"] = ["niv"]
    form.post("_continue")
    assert [v for v in form.values("term-link") if "term=niv" in v] == []
    assert "ignored by writer" in form.panel
    cast.new_draft(article, body=BODY + "\n\nMore NIV.")
    assert len(Form(article).boxes()["term-link"]) == 1


def test_ignoring_alone_makes_no_version_and_touches_no_status(article):
    form = Form(article)
    form.data["term-ignore"] = ["niv"]
    form.post("_continue")
    entry = Article.objects.get()
    assert (entry.newest, entry.status) == (1, "draft")
    assert entry.events.count() == 1
    row = IgnoredTerm.objects.get()
    assert (row.by.username, row.by_name, row.entry_id) == (
        "writer",
        "writer",
        entry.pk,
    )


def test_an_ignored_term_is_not_linked_though_it_is_ticked(article):
    form = Form(article)
    form.data["term-ignore"] = ["niv"]
    form.post()
    assert "[NIV]" not in body_of(article)
    assert "[motor neurone](term:motor-neurone)" in body_of(article)


def test_another_writer_takes_it_back(article):
    form = Form(article)
    form.data["term-ignore"] = ["niv"]
    form.post("_continue")
    other = Form(article, cast.make_person("other", "writers"))
    other.data["term-take-back"] = other.values("term-take-back")
    other.post("_continue")
    assert not IgnoredTerm.objects.exists()
    assert "Suggested here again: niv." in other.said
    assert len(other.boxes()["term-link"]) == 2


def test_a_term_ignored_here_is_offered_elsewhere(article):
    form = Form(article)
    form.data["term-ignore"] = ["niv"]
    form.post("_continue")
    assert len(Form(cast.make_article(body=BODY)).boxes()["term-link"]) == 2
    # A term with the same number is another entry.
    assert IgnoredTerm.objects.get().entry_kind == "article"


@pytest.mark.parametrize("slug", ["", "nothing", "\0", "a b", "x" * 5000])
def test_what_no_term_is_called_cannot_be_ignored(article, slug):
    form = Form(article)
    form.data |= {"term-ignore": [slug], "term-take-back": [slug]}
    assert form.post("_continue").status == 200
    assert not IgnoredTerm.objects.exists()


# What it costs.


@pytest.mark.parametrize("status", [Status.DRAFT, Status.CHANGES_REQUESTED])
def test_a_form_with_its_panel_asks_at_most_twelve_queries(
    terms, status, django_assert_max_num_queries
):
    for entry in (
        cast.make_article(status, body=BODY),
        cast.make_term(status, fuller_definition=BODY),
    ):
        client = signed_in(cast.administrator())
        client.get(address_of(entry))
        with django_assert_max_num_queries(12):
            page = client.get(address_of(entry))
        assert b"term-link" in page.content


def test_the_vocabulary_is_read_once_while_the_glossary_stays(article, monkeypatch):
    Form(article)
    monkeypatch.setattr(kept, "read", lambda at: pytest.fail("It was read again."))
    cast.new_draft(article, body=BODY)
    Form(article)


def test_one_vocabulary_is_kept(article):
    Form(article)
    first = kept._kept
    cast.make_term(Status.PUBLISHED)
    Form(article)
    assert kept._kept is not first
