"""Review dates belong to the text: set by approving, renewed by “still right”."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.refusals import Held, OwnText, WrongStatus, WrongTime
from alsinfo.editorial.reviewing import add_months
from alsinfo.editorial.start import piles_for
from alsinfo.editorial.workflow import Action, Status
from tests import cast

from .acts import (
    DAY,
    fresh,
    last_event,
    make_live,
    newest,
    next_approved,
    perform,
    rows,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
IN_THREE_YEARS = date(2029, 3, 2)


@pytest.fixture(autouse=True)
def _faked(clock):
    """Every test of this module starts on 2 March 2026 at nine."""


def dates(revision):
    return (revision.reviewed_on, revision.review_due)


def tag(months):
    return cast.make_tag(f"every-{months}-months", review_months=months)


def approve(entry, due, by):
    desk.approve(entry, by=by, seen=entry.seen, review_due=due)


def still_right(entry, by=None):
    perform(Action.STILL_RIGHT, entry, by or cast.reviewer())


def test_a_draft_has_no_review_dates():
    assert dates(newest(cast.make_article(Status.IN_REVIEW))) == (None, None)


def test_approving_sets_the_day_and_the_next_review_in_three_years():
    assert dates(newest(cast.make_article(Status.APPROVED))) == (TODAY, IN_THREE_YEARS)


def test_the_shortest_interval_of_the_tags_counts():
    tags = [tag(24), tag(6), tag(12)]
    article = cast.make_article(Status.APPROVED, tags=tags)
    assert dates(newest(article)) == (TODAY, date(2026, 9, 2))


def test_the_day_is_that_of_the_sites_time_zone(clock):
    clock.move_to(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert newest(cast.make_article(Status.APPROVED)).reviewed_on == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_months_are_added_as_the_calendar_has_them(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize("due", [date(2026, 3, 3), date(2027, 1, 1), IN_THREE_YEARS])
def test_an_earlier_review_may_be_asked_for(due):
    article = cast.make_article(Status.IN_REVIEW)
    approve(article, due, cast.reviewer())
    assert dates(newest(article)) == (TODAY, due)


@pytest.mark.parametrize("due", [date(2029, 3, 3), TODAY, date(2026, 3, 1)])
def test_a_later_review_or_one_that_has_passed_is_refused(due):
    article = cast.make_article(Status.IN_REVIEW)
    reviewer, before = cast.reviewer(), rows()
    with pytest.raises(WrongTime, match="not later than"):
        approve(article, due, reviewer)
    assert rows() == before


def test_a_minor_change_keeps_the_review_dates_of_the_text_before(clock):
    article = make_live()
    clock.shift(100 * DAY)
    next_approved(article, change_kind="minor")
    assert dates(newest(article)) == (TODAY, IN_THREE_YEARS)


def test_a_minor_change_takes_no_date_of_its_own():
    article = make_live()
    cast.new_draft(article, change_kind="minor")
    desk.submit(article, by=cast.writer(), seen=article.seen)
    with pytest.raises(WrongTime, match="keeps the review dates"):
        approve(article, date(2026, 4, 1), cast.reviewer())


def test_an_update_and_a_correction_are_reviewed_anew(clock):
    article = make_live()
    clock.shift(DAY)
    next_approved(article)
    assert newest(article).reviewed_on == date(2026, 3, 3)
    next_approved(article, change_kind="correction", change_note="It said seven.")
    assert dates(newest(article)) == (date(2026, 3, 3), date(2029, 3, 3))


def test_a_first_text_that_calls_itself_minor_is_held_back():
    with pytest.raises(Held, match="nothing to correct"):
        cast.make_article(Status.APPROVED, change_kind="minor")


def test_a_minor_change_keeps_the_dates_that_still_right_renewed(clock):
    article = make_live()
    clock.shift(DAY)
    still_right(article)
    next_approved(article, change_kind="minor")
    assert dates(newest(article)) == (date(2026, 3, 3), date(2029, 3, 3))


def test_still_right_renews_the_dates_of_the_live_text(clock):
    article = cast.make_article(Status.PUBLISHED, tags=[tag(12)])
    clock.shift(100 * DAY)
    cast.new_draft(article)
    still_right(article)
    live = article.revisions.live(timezone.now()).get()
    assert dates(live) == (date(2026, 6, 10), date(2027, 6, 10))
    assert dates(newest(article)) == (None, None)
    assert (last_event(article).action, last_event(article).number) == (
        "still_right",
        1,
    )
    assert fresh(article).status == Status.DRAFT


def test_who_wrote_the_live_text_cannot_say_that_it_is_still_right():
    article = cast.make_article()
    both = cast.make_person("both", "writers", "reviewers")
    perform(Action.SAVE, article, both)
    cast.bring_to(article, Status.PUBLISHED)
    before = rows()
    with pytest.raises(OwnText):
        still_right(article, both)
    assert rows() == before


@pytest.mark.parametrize("kept", [True, False])
def test_a_superuser_is_no_exception_even_by_name_alone(kept):
    article = cast.make_article()
    perform(Action.SAVE, article, cast.administrator())
    cast.bring_to(article, Status.PUBLISHED)
    if not kept:
        article.revisions.update(saved_by=None)
    with pytest.raises(OwnText):
        still_right(article, cast.administrator())


def test_nothing_is_still_right_when_nothing_is_live():
    article = make_live()
    cast.withdraw(article)
    with pytest.raises(WrongStatus):
        still_right(article)


def test_an_entry_is_overdue_the_day_after_its_review_was_due(clock):
    article = make_live()
    kind, now = type(article).objects, timezone.now()
    assert not kind.overdue(now, IN_THREE_YEARS)
    assert kind.overdue(now, IN_THREE_YEARS + DAY).get() == article


def test_the_start_page_tells_what_is_due_today_and_what_is_late(clock):
    article = make_live()
    for days, slugs in ((-1, []), (0, [article.slug]), (9, [article.slug])):
        clock.move_to(datetime(2029, 3, 2, 9, tzinfo=UTC) + days * DAY)
        piles = piles_for(cast.reviewer(), timezone.now())
        [pile] = [p for p in piles if str(p.heading) == "Review due"]
        assert [row["slug"] for row in pile.rows] == slugs
