"""What stands around a term: related terms, and the texts that use the word."""

import pytest
from django.utils import timezone

from alsinfo.editorial.workflow import Status
from glossary import neighbours
from glossary.models import FormerTermSlug, TermRevision
from tests import cast

pytestmark = pytest.mark.django_db
BODY = "About the [cell](term:cell).\n"


@pytest.fixture
def cell():
    return cast.make_term(Status.PUBLISHED, slug="cell")


def around(entry):
    text = TermRevision.objects.get(entry=entry, number=1)
    return neighbours.of(text, timezone.now())


def used(entry):
    return {
        str(kind): [use.heading for use in uses] for kind, uses in around(entry).uses
    }


def test_users_are_told_by_kind_and_the_newest_first(cell):
    cast.make_article(Status.PUBLISHED, title="One", body=BODY)
    cast.make_article(Status.PUBLISHED, title="Two", body=BODY)
    cast.make_article(Status.PUBLISHED, title="None")
    cast.make_term(Status.PUBLISHED, slug="tissue", fuller_definition=BODY)
    assert used(cell) == {"articles": ["Two", "One"], "terms": ["tissue"]}
    [use] = dict(around(cell).uses)["terms"]
    assert use == ("en-GB", "tissue", "/glossary/tissue/")


def test_only_what_is_live_uses_a_word():
    cell = cast.make_term(Status.PUBLISHED, slug="cell", fuller_definition="A cell.")
    cast.make_article(Status.APPROVED, title="Draft", body=BODY)
    gone = cast.make_article(Status.PUBLISHED, title="Gone", body=BODY)
    cast.withdraw(gone)
    left = cast.make_article(Status.PUBLISHED, title="Left it out", body=BODY)
    cast.new_draft(left, title="Left it out")
    cast.bring_to(left, Status.PUBLISHED)
    assert used(cell) == {}


def test_a_former_address_counts_and_nobody_is_told_twice(cell):
    old = {"entry": cell, "slug": "little-cell", "since": timezone.now()}
    cast.make_term(Status.PUBLISHED, slug="little-cell")
    FormerTermSlug.objects.create(**old)
    both = BODY + "Once the [cell](term:little-cell).\n"
    cast.make_article(Status.PUBLISHED, title="Both", body=both)
    former = "Once the [cell](term:little-cell).\n"
    cast.make_article(Status.PUBLISHED, title="Former", body=former)
    assert used(cell) == {"articles": ["Former", "Both"]}


def test_the_list_of_users_is_bounded(cell, monkeypatch):
    monkeypatch.setattr(neighbours, "USES_AT_MOST", 2)
    everything = neighbours.Question(neighbours._everything)
    monkeypatch.setattr(neighbours, "_QUESTION", everything)
    for title in ("One", "Two", "Three"):
        cast.make_article(Status.PUBLISHED, title=title, body=BODY)
    assert used(cell) == {"articles": ["Three", "Two"]}


def test_related_terms_come_by_name(cell):
    text = cell.revisions.get()
    for slug in ("zinc", "atom"):
        text.related.add(cast.make_term(Status.PUBLISHED, slug=slug))
    text.related.add(cast.make_term(Status.APPROVED, slug="draft"))
    related = around(cell).related
    assert [term.name for term in related] == ["atom", "zinc"]
    assert related[0].entry.get_absolute_url() == "/glossary/atom/"
    assert related[0].short_definition == "What the term means."


def test_a_term_that_was_never_saved_has_none():
    assert neighbours.of(cast.term_text(), timezone.now()) == ([], [])
