"""Renaming a public entry: its former addresses stay its own."""

import pytest

from alsinfo.editorial.refusals import NameTaken, WrongStatus
from alsinfo.editorial.workflow import Status
from tests import cast

from .acts import cancel, fresh, last_event, make_live, rename, rows

pytestmark = pytest.mark.django_db


def former(entry):
    return set(entry.former_slugs.values_list("slug", flat=True))


def test_a_renamed_entry_keeps_its_former_address():
    article = make_live(slug="old")
    rename(article, "new")
    assert fresh(article).slug == article.slug == "new"
    assert former(article) == {"old"}
    assert "old" in last_event(article).why
    assert "new" in last_event(article).why


def test_an_entry_renamed_twice_keeps_both_former_addresses():
    article = make_live(slug="one")
    rename(article, "two")
    rename(article, "three")
    assert fresh(article).slug == "three"
    assert former(article) == {"one", "two"}


def test_an_entry_may_be_renamed_back():
    article = make_live(slug="old")
    rename(article, "new")
    rename(article, "old")
    assert fresh(article).slug == "old"
    assert former(article) == {"new"}


def test_terms_are_renamed_like_articles():
    term = cast.make_term(Status.PUBLISHED, slug="old")
    rename(term, "new")
    assert (fresh(term).slug, former(term)) == ("new", {"old"})


def test_a_withdrawn_entry_may_be_renamed():
    article = make_live(slug="old")
    cast.withdraw(article)
    rename(article, "new")
    assert former(article) == {"old"}


@pytest.mark.parametrize("slug", ["same", "taken", "formerly", "", "a b", "x" * 101])
def test_an_address_that_is_bad_or_anothers_is_refused(slug):
    other = make_live(slug="formerly")
    rename(other, "taken")
    article = make_live(slug="same")
    before = rows()
    with pytest.raises(NameTaken):
        rename(article, slug)
    assert rows() == before


def test_the_address_of_a_hidden_draft_is_taken_too():
    cast.make_article(slug="draft")
    with pytest.raises(NameTaken):
        rename(make_live(), "draft")


def test_articles_and_terms_do_not_share_addresses():
    cast.make_term(Status.PUBLISHED, slug="gene")
    article = make_live()
    rename(article, "gene")
    assert fresh(article).slug == "gene"


def test_an_entry_that_was_never_public_has_no_address_to_redirect_from():
    article = cast.make_article(Status.APPROVED)
    with pytest.raises(WrongStatus, match="never public"):
        rename(article, "new")


def test_a_scheduled_address_may_be_known_already_and_is_renamed(clock):
    article = cast.make_article(Status.APPROVED, slug="old")
    cast.schedule(article)
    rename(article, "new")
    assert former(article) == {"old"}
    cancel(article)
    assert fresh(article).status == Status.APPROVED
