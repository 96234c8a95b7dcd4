"""A session that is lost while somebody writes takes no words with it."""

import pytest
from django.contrib.sessions.models import Session

from alsinfo.editorial.workflow import Status
from articles.models import Article
from tests import cast

from .conftest import sign_in

TYPED = "Words that took an hour.\n\nAnd a second paragraph."
BOX = "#id_revisions-0-body"
OFFER = "Words that were not saved"


@pytest.fixture
def writing(visits):
    """A writer at the form of a draft, who signed in by hand."""
    article = cast.make_article(Status.DRAFT, slug="long-work")
    visit = visits()
    sign_in(visit, cast.writer())
    visit.path = f"/admin/articles/article/{article.pk}/change/"
    visit.go(visit.path)
    return visit


def lose_session(visit, person=None):
    """The session ends at the server; then Save, and the sign-in that it leads to."""
    Session.objects.all().delete()
    visit.press("Save")
    again = person or cast.writer()
    visit.page.get_by_label("Username:").fill(again.get_username())
    visit.page.get_by_label("Password:").fill(cast.PASSWORD)
    visit.press("Sign in")


def is_offered(visit):
    return visit.page.get_by_role("heading", name=OFFER).count() == 1


def text_of(visit):
    return visit.page.locator(BOX).input_value()


def body_saved(slug="long-work"):
    article = Article.objects.get(slug=slug)
    return article.newest_revision().body.replace("\r\n", "\n").strip()


def test_what_was_typed_comes_back_and_is_saved(writing):
    writing.page.locator(BOX).fill(TYPED)
    lose_session(writing)
    assert writing.page.url.endswith(writing.path)
    assert is_offered(writing)
    assert writing.page.evaluate("document.activeElement.id") == "kept-heading"
    assert text_of(writing) != TYPED
    writing.page.get_by_role("button", name="Put them back into the form").click()
    assert text_of(writing) == TYPED
    writing.press("Save")
    assert "Saved as version 2." in writing.text()
    assert not is_offered(writing)
    assert body_saved() == TYPED


def test_it_can_be_thrown_away_and_is_not_offered_again(writing):
    writing.page.locator(BOX).fill(TYPED)
    lose_session(writing)
    writing.page.get_by_role("button", name="Throw them away").click()
    assert not is_offered(writing)
    writing.go(writing.path)
    assert not is_offered(writing)
    assert TYPED not in text_of(writing)


def test_what_came_back_is_not_saved_over_a_colleagues_words(writing):
    writing.page.locator(BOX).fill(TYPED)
    Session.objects.all().delete()
    article = Article.objects.get(slug="long-work")
    cast.new_draft(article, body="A colleague was here.\n")
    lose_session(writing)
    writing.page.get_by_role("button", name="Put them back into the form").click()
    writing.press("Save")
    assert "changed this entry meanwhile" in writing.text()
    assert text_of(writing) == TYPED
    assert body_saved() == "A colleague was here."


def test_nobody_else_is_offered_them(writing):
    writing.page.locator(BOX).fill(TYPED)
    other = cast.make_person("second-writer", "writers")
    lose_session(writing, other)
    assert not is_offered(writing)
    kept = writing.page.evaluate("Object.values(sessionStorage).join(' ')")
    assert "an hour" not in kept


def test_what_was_saved_is_not_offered(writing):
    writing.page.locator(BOX).fill(TYPED)
    writing.press("Save")
    assert "Saved as version 2." in writing.text()
    assert not is_offered(writing)
    writing.go(writing.path)
    assert not is_offered(writing)


def test_signing_out_leaves_no_words_in_the_browser(writing):
    writing.page.locator(BOX).fill(TYPED)
    writing.page.wait_for_timeout(600)
    assert "an hour" in writing.page.evaluate("Object.values(sessionStorage).join()")
    writing.press("Sign out")
    assert writing.page.evaluate("Object.keys(sessionStorage)") == []


def test_a_page_that_was_left_by_mistake_offers_its_words(writing):
    writing.page.locator(BOX).fill(TYPED)
    writing.go("/admin/")
    writing.go(writing.path)
    writing.page.get_by_role("button", name="Put them back into the form").click()
    assert text_of(writing) == TYPED


def test_a_new_entry_that_was_saved_is_not_offered_to_the_next(writing):
    writing.go("/admin/articles/article/add/")
    writing.page.locator("#id_slug").fill("second-work")
    writing.page.get_by_label("Title:").fill("Second work")
    writing.page.locator(BOX).fill(TYPED)
    writing.press("Save")
    assert body_saved("second-work") == TYPED
    writing.go("/admin/articles/article/add/")
    assert not is_offered(writing)


def test_a_remark_of_an_act_is_kept_as_well(writing):
    writing.go(writing.path.replace("change/", "act/archive/"))
    writing.page.get_by_label("Remark for the trail:").fill(TYPED)
    Session.objects.all().delete()
    writing.press("Archive")
    writing.page.get_by_label("Username:").fill("writer")
    writing.page.get_by_label("Password:").fill(cast.PASSWORD)
    writing.press("Sign in")
    writing.page.get_by_role("button", name="Put them back into the form").click()
    assert writing.page.get_by_label("Remark for the trail:").input_value() == TYPED
