"""What each act asks of the database: a fixed, small number of queries.

They are counted inside a test's transaction, so each counts its savepoint too, and the
release of it.
"""

import pytest
from django.utils import timezone

from alsinfo.editorial import desk, refusals
from alsinfo.editorial.models import SiteStamp
from alsinfo.editorial.workflow import Status
from articles.models import Article
from tests import cast

pytestmark = pytest.mark.django_db

TERM = "[motor neurone](term:motor-neurone)"
CHANGED = 24  # for a changed term, whatever uses it
BODY = f"## Nerves\n\nA {TERM} carries signals.\n\n## Care\n\nAsk for help."


@pytest.fixture
def may_do():
    """The people of an act, with their permissions read before anything is counted."""

    def read(person):
        person.get_all_permissions()
        return person

    return read


def stands_at(status, **fields):
    """An article of a second text, which stands at `status`; the first one is live."""
    cast.make_term(Status.PUBLISHED, slug="motor-neurone")
    article = cast.make_article(Status.PUBLISHED, **fields)
    cast.new_draft(article, body=BODY)
    cast.bring_to(article, status)
    return Article.objects.get(pk=article.pk)


ACTS = [
    (desk.submit, cast.writer, Status.DRAFT, {}, 8),
    (desk.approve, cast.reviewer, Status.IN_REVIEW, {}, 10),
    (desk.publish, cast.publisher, Status.APPROVED, {}, 15),
    (desk.withdraw, cast.publisher, Status.APPROVED, {"why": "It was wrong."}, 10),
    (desk.archive, cast.publisher, None, {}, 6),
]


@pytest.mark.parametrize(("act", "by", "status", "given", "most"), ACTS)
def test_an_act_asks_few_queries(
    act, by, status, given, most, may_do, django_assert_max_num_queries
):
    article = stands_at(status) if status else cast.make_article()
    person = may_do(by() if status else cast.writer())
    with django_assert_max_num_queries(most):
        act(article, by=person, seen=article.seen, **given)


def test_saving_asks_few_queries(may_do, django_assert_max_num_queries):
    article = stands_at(Status.DRAFT)
    text, writer = cast.article_text(body=BODY), may_do(cast.writer())
    with django_assert_max_num_queries(12):
        desk.save_draft(article, text, by=writer, seen=article.seen)


def changed_term(uses):
    """A term that so many live articles link to, with a new definition, approved."""
    term = cast.make_term(Status.PUBLISHED, slug="motor-neurone")
    for _number in range(uses):
        cast.make_article(Status.PUBLISHED, body=BODY)
    cast.new_draft(term, name="motor neurone", short_definition="Another meaning.")
    cast.bring_to(term, Status.APPROVED)
    return term


@pytest.mark.parametrize("uses", [1, 20])
def test_a_changed_term_asks_no_more_when_more_texts_use_it(
    uses, may_do, django_assert_num_queries
):
    term, person = changed_term(uses), may_do(cast.publisher())
    with django_assert_num_queries(CHANGED):
        desk.publish(term, by=person, seen=term.seen)
    assert flagged() == uses


def flagged():
    """How many articles ask for attention."""
    return Article.objects.all().needing_attention(timezone.now()).count()


def test_a_public_page_is_asked_anew_after_one_write_of_the_stamp(
    may_do, django_assert_max_num_queries
):
    article = stands_at(Status.APPROVED)
    person = may_do(cast.publisher())
    with django_assert_max_num_queries(15) as asked:
        desk.publish(article, by=person, seen=article.seen)
    writes = [q for q in asked.captured_queries if "editorial_sitestamp" in q["sql"]]
    assert len(writes) == 1
    assert writes[0]["sql"].startswith("UPDATE")


def test_an_act_makes_the_stamp_where_there_is_none():
    article = stands_at(Status.APPROVED)
    SiteStamp.objects.all().delete()
    desk.publish(article, by=cast.publisher(), seen=article.seen)
    assert len(SiteStamp.objects.get(pk=1).value) == 32


def test_a_refused_act_leaves_the_stamp_as_it_was():
    article = stands_at(Status.DRAFT)
    before = SiteStamp.objects.get(pk=1).value
    with pytest.raises(refusals.WrongStatus):
        desk.publish(article, by=cast.publisher(), seen=article.seen)
    assert SiteStamp.objects.get(pk=1).value == before
