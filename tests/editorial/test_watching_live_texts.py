"""A row of the watch-list that concerns live texts: who saves it, and how it passes."""

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models import Source, Watchword
from alsinfo.editorial.refusals import Missing, NotAllowed
from alsinfo.editorial.workflow import Action, Status
from tests import cast

from .acts import fresh, perform, rows
from .test_desk_rechecking import due_today, piled, watch

pytestmark = pytest.mark.django_db


def make_row(**fields):
    plain = {"code": "zaplon", "kind": "hype", "level": "blocking", "message": "No."}
    return Watchword(**({"patterns": "zaplon"} | plain | fields))


def due_of(entry):
    return entry.revisions.live(timezone.now()).get().review_due


@pytest.fixture
def article():
    return cast.make_article(Status.PUBLISHED, slug="hit", body="Take zaplon.")


def change(row, by=None, why="It was careless.", **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    desk.save_record(row, by=by or cast.publisher(), why=why)
    return row


# The desk.


def test_a_writer_saves_no_row_that_puts_live_texts_in_the_wrong(article):
    person, before = cast.writer(), rows()
    with pytest.raises(NotAllowed, match="1 live text in the wrong: “An article”"):
        change(make_row(), by=person)
    assert rows() == before


def test_a_publisher_needs_a_reason_for_it(article):
    person, before = cast.publisher(), rows()
    with pytest.raises(Missing, match="1 live text"):
        change(make_row(), by=person, why=" ")
    assert rows() == before
    change(make_row(), by=person)
    assert piled() == ["hit"]


@pytest.mark.parametrize(
    "fields", [{"patterns": "mizlan"}, {"level": "advice"}, {"retired": True}]
)
def test_a_writer_saves_a_row_that_concerns_no_live_text(article, fields):
    cast.make_article(body="Take mizlan.")
    change(make_row(**fields), by=cast.writer(), why="")
    assert piled() == []


def test_a_writer_may_not_sharpen_a_row_so_that_it_hits(article):
    row = change(make_row(level="advice"), by=cast.writer(), why="")
    with pytest.raises(NotAllowed):
        change(row, by=cast.writer(), level="blocking")
    row.refresh_from_db()
    change(row, by=cast.writer(), why="", message="Not at all.")


def test_what_was_refused_is_in_the_log(article, caplog):
    with pytest.raises(NotAllowed):
        change(make_row(), by=cast.writer())
    assert "Refused: writer, save, watchword zaplon" in caplog.text


def test_what_was_saved_is_in_the_log(caplog, django_capture_on_commit_callbacks):
    with caplog.at_level("INFO"), django_capture_on_commit_callbacks(execute=True):
        change(make_row(), by=cast.writer(), why="")
        cast.make_article(slug="new")
    assert "Done: writer, save, watchword zaplon" in caplog.text
    assert "Done: writer, save, article new, version 1" in caplog.text


# Taking back.


@pytest.mark.parametrize(
    "fields",
    [
        {"retired": True},
        {"level": "advice"},
        {"patterns": "mizlan"},
        {"unless_near": "take"},
    ],
)
def test_a_row_that_hits_no_more_takes_back_what_it_caused(article, fields):
    before = due_of(article)
    row = watch()
    assert due_today(article)
    change(row, **fields)
    assert piled() == []
    assert due_of(article) == before


def test_only_a_publisher_takes_back_with_a_reason(article):
    row = watch()
    row.retired = True
    with pytest.raises(NotAllowed, match="no longer hold 1 live text"):
        change(row, by=cast.writer())
    with pytest.raises(Missing):
        change(row, why="")
    assert piled() == ["hit"]


def test_a_row_that_still_hits_takes_nothing_back():
    cast.make_article(Status.PUBLISHED, slug="hit", body="Take zaplon or mizlan.")
    row = watch(patterns="zaplon\nmizlan")
    change(row, by=cast.writer(), why="", patterns="mizlan")
    assert piled() == ["hit"]


def test_what_something_else_caused_stays(article):
    first, second = watch(), watch(code="take", patterns="take")
    before = article.events.filter(action=Action.RECHECK).count()
    change(first, retired=True)
    assert piled() == ["hit"]
    assert due_today(article)
    assert article.events.filter(action=Action.RECHECK).count() == before
    change(second, retired=True)
    assert piled() == []
    assert not due_today(article)


def test_what_another_record_caused_stays():
    source = Source.objects.create(key="a-2025", title="A study", kind="trial")
    article = cast.make_article(Status.PUBLISHED, slug="hit", body="A zaplon [@a-2025]")
    row = watch()
    source.state = "retracted"
    desk.save_record(source, by=cast.publisher(), why="It was retracted.")
    change(row, retired=True)
    assert piled() == ["hit"]
    assert due_today(article)


def test_the_date_that_a_reviewer_asked_for_comes_back(time_machine):
    article = cast.make_article(body="Take zaplon.")
    desk.submit(article, by=cast.writer(), seen=article.seen)
    asked = timezone.localdate().replace(year=timezone.localdate().year + 1)
    desk.approve(article, by=cast.reviewer(), seen=article.seen, review_due=asked)
    desk.publish(article, by=cast.publisher(), seen=article.seen)
    row = watch()
    change(row, retired=True)
    assert due_of(article) == asked


def test_a_review_that_was_late_already_stays_late(article, time_machine):
    day = due_of(article)
    time_machine.move_to(timezone.now() + (day - timezone.localdate()) * 2)
    row = watch()
    change(row, retired=True)
    assert due_of(article) == day
    assert piled() == []


def test_what_a_reviewer_confirmed_meanwhile_is_left_alone(article):
    row = watch()
    perform(Action.STILL_RIGHT, fresh(article), cast.reviewer())
    events, due = article.events.count(), due_of(article)
    change(row, by=cast.writer(), why="", retired=True)
    assert (article.events.count(), due_of(article)) == (events, due)


def test_a_row_brought_back_flags_again_and_passes_again(article):
    before = due_of(article)
    row = watch()
    for _n in range(2):
        change(row, retired=True)
        assert (piled(), due_of(article)) == ([], before)
        with pytest.raises(NotAllowed):
            change(row, by=cast.writer(), retired=False)
        change(row, retired=False)
        assert piled() == ["hit"]


def test_taking_back_from_many_texts_costs_few_queries(django_assert_max_num_queries):
    for _n in range(12):
        cast.make_article(Status.PUBLISHED, body="zaplon")
    row, person = watch(), cast.publisher()
    with django_assert_max_num_queries(30):
        change(row, by=person, retired=True)
    assert piled() == []
