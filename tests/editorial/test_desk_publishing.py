"""Publishing now, later and until; schedules that replace, cut and give back."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from alsinfo.editorial.refusals import WrongStatus, WrongTime
from alsinfo.editorial.workflow import Action, Moment, Status
from tests import cast

from .acts import (
    TICK,
    cancel,
    fresh,
    interval,
    last_event,
    live_number,
    make_live,
    make_live_until,
    make_replaced,
    move_end,
    next_approved,
    perform,
    rows,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EVENING = datetime(2026, 3, 2, 18, tzinfo=UTC)
SUNDAY = datetime(2026, 3, 8, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _faked(clock):
    """Every test of this module starts on 2 March 2026 at nine."""


def test_a_text_published_now_is_live_from_that_instant_for_good():
    article = make_live()
    assert interval(article, 1) == (last_event(article).at, None, None)
    assert live_number(article) == 1
    assert fresh(article).status == Status.PUBLISHED


def test_a_scheduled_text_is_live_at_its_instant_and_not_before():
    article = cast.make_article(Status.APPROVED)
    cast.schedule(article, NOON)
    assert live_number(article, NOON - TICK) is None
    assert live_number(article, NOON) == 1
    assert fresh(article).status == Status.PUBLISHED


def test_a_text_published_until_an_instant_is_over_at_that_instant():
    article = make_live_until(NOON)
    assert live_number(article, NOON - TICK) == 1
    assert live_number(article, NOON) is None


def test_a_schedule_may_have_an_end():
    article = cast.make_article(Status.APPROVED)
    cast.schedule(article, NOON, EVENING)
    assert interval(article, 1) == (NOON, EVENING, EVENING)


def test_the_next_text_takes_over_without_a_gap():
    article = next_approved(make_live())
    perform(Action.PUBLISH, article, cast.publisher())
    start = last_event(article).at
    assert interval(article, 1)[1:] == (start, None)
    assert interval(article, 2) == (start, None, None)


def test_a_scheduled_text_takes_over_from_the_live_one_without_a_gap():
    article = make_replaced(NOON)
    assert interval(article, 1)[1:] == (NOON, None)
    assert live_number(article, NOON - TICK) == 1
    assert live_number(article, NOON) == 2


def test_a_text_that_replaces_a_finite_one_early_cuts_it():
    article = next_approved(make_live_until(EVENING))
    cast.schedule(article, NOON)
    assert interval(article, 1)[1:] == (NOON, EVENING)


def test_the_end_that_was_asked_for_stays_when_the_next_text_comes_later():
    article = next_approved(make_live_until(NOON))
    cast.schedule(article, EVENING)
    assert interval(article, 1)[1:] == (NOON, NOON)
    assert live_number(article, NOON) is None
    assert live_number(article, EVENING) == 2


def test_a_draft_beside_a_live_text_changes_nothing_public():
    article = make_live()
    before = interval(article, 1)
    cast.new_draft(article)
    assert interval(article, 1) == before
    assert fresh(article).status == Status.DRAFT


def test_the_past_cannot_be_scheduled():
    article = cast.make_article(Status.APPROVED)
    with pytest.raises(WrongTime, match="passed"):
        cast.schedule(article, timezone.now() - TICK)


@pytest.mark.parametrize("end", [NOON, NOON - TICK])
def test_the_end_must_be_later_than_the_beginning(end):
    article = cast.make_article(Status.APPROVED)
    with pytest.raises(WrongTime, match="later than the beginning"):
        cast.schedule(article, NOON, end)


def test_another_schedule_replaces_the_one_that_waits():
    article = next_approved(make_replaced(NOON))
    cast.schedule(article, EVENING)
    assert interval(article, 1)[1] == EVENING
    assert interval(article, 2) == (None, None, None)
    assert interval(article, 3) == (EVENING, None, None)


def test_publishing_now_replaces_the_schedule_that_waits():
    article = next_approved(make_replaced(NOON))
    perform(Action.PUBLISH, article, cast.publisher())
    assert interval(article, 1)[1] == last_event(article).at
    assert interval(article, 2) == (None, None, None)
    assert live_number(article, SUNDAY) == 3


def test_a_schedule_that_replaces_another_keeps_the_end_asked_of_the_live_text():
    article = next_approved(make_live_until(SUNDAY))
    cast.schedule(article, NOON)
    next_approved(article)
    cast.schedule(article, EVENING)
    assert interval(article, 1)[1:] == (EVENING, SUNDAY)
    cancel(article)
    assert interval(article, 1)[1:] == (SUNDAY, SUNDAY)


@pytest.mark.parametrize("until", [None, EVENING])
def test_cancelling_puts_back_what_the_schedule_cut(until):
    article = make_live_until(until)
    before = interval(article, 1)
    next_approved(article)
    cast.schedule(article, NOON)
    assert interval(article, 1) != before
    cancel(article)
    assert interval(article, 1) == before
    assert interval(article, 2) == (None, None, None)


def test_a_text_whose_schedule_was_cancelled_is_approved_and_may_be_published():
    article = make_replaced(NOON)
    cancel(article)
    assert fresh(article).status == Status.APPROVED
    perform(Action.PUBLISH, article, cast.publisher())
    assert live_number(article, SUNDAY) == 2


def test_cancelling_leaves_a_draft_that_was_begun_meanwhile_alone():
    article = make_replaced(NOON)
    cast.new_draft(article)
    cancel(article)
    assert fresh(article).status == Status.DRAFT
    assert fresh(article).newest == 3


def test_the_trail_names_the_version_whose_schedule_was_cancelled():
    article = make_replaced(NOON)
    cast.new_draft(article)
    cancel(article)
    assert last_event(article).number == 2


def test_a_schedule_that_began_cannot_be_cancelled(clock):
    article = make_replaced(NOON)
    clock.move_to(NOON)
    before = rows()
    with pytest.raises(WrongStatus, match="scheduled"):
        cancel(article)
    assert rows() == before


def test_moving_the_end_of_the_live_text():
    article = make_live_until(NOON)
    move_end(article, EVENING)
    assert interval(article, 1)[1:] == (EVENING, EVENING)
    move_end(article, None)
    assert interval(article, 1)[1:] == (None, None)


def test_the_end_cannot_be_moved_into_the_past():
    article = make_live()
    with pytest.raises(WrongTime):
        move_end(article, timezone.now() - TICK)


def test_the_end_of_a_schedule_may_be_moved_while_nothing_is_live():
    article = cast.make_article(Status.APPROVED)
    cast.schedule(article, NOON)
    move_end(article, EVENING)
    assert interval(article, 1) == (NOON, EVENING, EVENING)
    with pytest.raises(WrongTime):
        move_end(article, NOON)


def test_the_trail_names_the_version_whose_end_was_moved():
    article = cast.make_article(Status.APPROVED)
    cast.schedule(article, NOON)
    cast.new_draft(article)
    move_end(article, EVENING)
    assert last_event(article).number == 1


def test_an_end_before_the_waiting_start_leaves_the_gap_that_was_asked_for():
    article = make_replaced(EVENING)
    move_end(article, NOON)
    assert interval(article, 1)[1:] == (NOON, NOON)
    assert live_number(article, NOON) is None
    assert live_number(article, EVENING) == 2


def test_an_end_after_the_waiting_start_does_not_overlap_it():
    article = make_replaced(NOON)
    move_end(article, EVENING)
    assert interval(article, 1)[1:] == (NOON, EVENING)
    cancel(article)
    assert interval(article, 1)[1:] == (EVENING, EVENING)


def test_a_text_that_is_over_cannot_have_its_end_moved(clock):
    article = make_live_until(NOON)
    clock.move_to(EVENING)
    with pytest.raises(WrongStatus):
        move_end(article, SUNDAY)


def test_a_text_once_public_is_not_published_again():
    article = make_live()
    cast.withdraw(article)
    with pytest.raises(WrongStatus):
        perform(Action.PUBLISH, article, cast.publisher())
    type(article).objects.update(status=Status.APPROVED)
    before = rows()
    with pytest.raises(WrongStatus, match="not published again"):
        perform(Action.PUBLISH, fresh(article), cast.publisher())
    assert rows() == before


def test_one_entry_does_not_touch_the_intervals_of_another():
    other, article = make_replaced(NOON), make_replaced(EVENING)
    before = [interval(other, 1), interval(other, 2)]
    cancel(article)
    cast.withdraw(article)
    assert [interval(other, 1), interval(other, 2)] == before


def test_moments_say_what_the_intervals_say():
    article = make_replaced(NOON, EVENING)
    assert article.moments(timezone.now()) == {Moment.LIVE, Moment.SCHEDULED}
    assert article.moments(NOON) == {Moment.LIVE}
    assert article.moments(EVENING) == {Moment.ENDED}
