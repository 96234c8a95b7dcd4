"""A reviewer sets a blocking finding aside, with a reason; it stays aside."""

import pytest

from alsinfo.editorial import asides, desk
from alsinfo.editorial.models import SetAside, Watchword
from alsinfo.editorial.refusals import Held, Missing, NotAllowed, Stale, WrongStatus
from alsinfo.editorial.workflow import Status
from tests import cast

from .acts import fresh, live_number, rows

pytestmark = pytest.mark.django_db

NUMBER = "020 7946 0958"
BODY = f"The helpline is {NUMBER}."


@pytest.fixture
def article():
    return cast.make_article(body=BODY)


def set_aside(entry, by=None, **given):
    given = {"code": "page-junk", "quote": NUMBER, "why": "A public helpline."} | given
    seen = given.pop("seen", entry.seen)
    desk.set_aside(entry, by=by or cast.reviewer(), seen=seen, **given)


def refused(refusal, entry, by=None, **given):
    by = by or cast.reviewer()
    before = rows()
    with pytest.raises(refusal):
        set_aside(entry, by, **given)
    assert rows() == before
    assert not SetAside.objects.exists()


def test_what_is_set_aside_holds_nothing_back(article):
    with pytest.raises(Held, match=NUMBER):
        cast.bring_to(article, Status.IN_REVIEW)
    set_aside(article)
    cast.bring_to(article, Status.PUBLISHED)
    assert live_number(article) == 1


def test_it_is_a_line_of_the_trail_with_the_words_and_the_reason(article):
    set_aside(article)
    event = article.events.get(action="set_aside")
    assert (event.actor_name, event.number) == ("reviewer", 1)
    assert NUMBER in event.why
    assert "A public helpline." in event.why
    assert article.status == Status.DRAFT


def test_it_stays_aside_while_later_versions_say_the_same(article):
    set_aside(article)
    cast.new_draft(article, body=f"A helpline has the number  {NUMBER}, day and night.")
    cast.bring_to(article, Status.IN_REVIEW)
    assert article.status == Status.IN_REVIEW


def test_another_number_holds_the_text_again(article):
    set_aside(article)
    cast.new_draft(article, body=f"{BODY} Or 020 7946 0000.")
    with pytest.raises(Held, match="020 7946 0000"):
        cast.bring_to(article, Status.IN_REVIEW)


def test_it_is_set_aside_for_one_entry_only(article):
    set_aside(article)
    with pytest.raises(Held):
        cast.bring_to(cast.make_article(body=BODY), Status.IN_REVIEW)


@pytest.mark.parametrize("person", [cast.writer, cast.publisher, cast.stranger])
def test_only_a_reviewer_may(article, person):
    refused(NotAllowed, article, person())


def test_a_reason_is_needed(article):
    refused(Missing, article, why=" ")


@pytest.mark.parametrize(
    "given",
    [{"quote": "another"}, {"code": "hype"}, {"code": "no-references", "quote": ""}],
)
def test_only_what_stands_there_and_blocks_is_set_aside(article, given):
    refused(Missing, article, **given)


def test_an_old_picture_is_refused(article):
    seen = article.seen
    cast.new_draft(article, body=BODY)
    refused(Stale, article, seen=seen)


def test_a_published_text_is_out_of_reach(article):
    article.revisions.update(body="Words.")
    cast.bring_to(article, Status.PUBLISHED)
    article.revisions.update(body=BODY)
    refused(WrongStatus, fresh(article))


def test_nobody_sets_it_aside_twice(article):
    set_aside(article)
    with pytest.raises(WrongStatus):
        set_aside(article)


def test_the_form_knows_who_set_it_aside(article):
    set_aside(article)
    [weighed] = [
        w for w in asides.weighed(article.newest_revision()) if w.finding.blocks
    ]
    assert not weighed.holds
    assert weighed.aside.by_name == "reviewer"


def test_what_is_said_again_in_more_places_holds_the_text_back():
    row = {"code": "miracle", "patterns": "miracle", "message": "Too strong."}
    Watchword.objects.create(kind="hype", level="blocking", **row)
    article = cast.make_article(body="A miracle came.")
    set_aside(article, code="hype", quote="miracle", why="A name.")
    cast.new_draft(article, body="A miracle came, and a miracle went.")
    with pytest.raises(Held, match="2 places"):
        cast.bring_to(article, Status.IN_REVIEW)
    set_aside(article, code="hype", quote="miracle", why="Two names.")
    cast.bring_to(article, Status.IN_REVIEW)
    assert SetAside.objects.count() == 2
