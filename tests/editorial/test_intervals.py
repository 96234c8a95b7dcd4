"""The database itself refuses intervals that cannot be, whoever writes them."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from articles.models import ArticleRevision
from tests import cast

from .acts import DAY, TICK

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
TUESDAY, THURSDAY, SUNDAY = MONDAY + DAY, MONDAY + 3 * DAY, MONDAY + 6 * DAY


@pytest.fixture(params=[cast.make_article, cast.make_term])
def two(request):
    """The querysets of two revisions of one entry, neither of them live."""
    entry = request.param()
    name = {} if entry.kind == "article" else {"name": entry.slug}
    cast.new_draft(entry, **name)
    return [entry.revisions.filter(number=number) for number in (1, 2)]


def put(revision, start, end):
    """Write an interval past the desk."""
    return revision.update(live_from=start, live_until=end)


def move(revision, entry):
    revision.update(entry=entry, number=9)


def number(revision, value):
    revision.update(number=value)


def refused(act, *args):
    """Whether the database refuses the write; nothing is changed then."""
    try:
        with transaction.atomic():
            act(*args)
    except IntegrityError:
        return True
    return False


def test_two_intervals_without_an_end_are_refused(two):
    put(two[0], MONDAY, None)
    assert refused(put, two[1], TUESDAY, None)
    assert refused(put, two[1], MONDAY - DAY, None)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (TUESDAY, THURSDAY),
        (MONDAY, TUESDAY + TICK),
        (THURSDAY - TICK, SUNDAY),
        (TUESDAY + TICK, THURSDAY - TICK),
        (MONDAY, SUNDAY),
        (MONDAY, None),
        (TUESDAY + TICK, None),
    ],
)
def test_overlapping_intervals_are_refused(two, start, end):
    put(two[0], TUESDAY, THURSDAY)
    assert refused(put, two[1], start, end)


@pytest.mark.parametrize(
    ("start", "end"),
    [(MONDAY, TUESDAY), (THURSDAY, SUNDAY), (THURSDAY, None), (SUNDAY, None)],
)
def test_intervals_that_only_touch_are_taken(two, start, end):
    put(two[0], TUESDAY, THURSDAY)
    assert not refused(put, two[1], start, end)


def test_a_microsecond_decides(two):
    half = TUESDAY + TICK
    put(two[0], MONDAY, half)
    assert refused(put, two[1], TUESDAY, SUNDAY)
    assert not refused(put, two[1], half, SUNDAY)


def test_an_interval_may_not_be_stretched_over_the_next(two):
    put(two[0], MONDAY, TUESDAY)
    put(two[1], TUESDAY, None)
    assert refused(put, two[0], MONDAY, TUESDAY + TICK)
    assert refused(put, two[0], MONDAY, None)


@pytest.mark.parametrize("end", [MONDAY, MONDAY - TICK])
def test_an_end_that_is_not_later_than_the_beginning_is_refused(two, end):
    assert refused(put, two[0], MONDAY, end)


def test_an_end_without_a_beginning_is_refused(two):
    assert refused(put, two[0], None, MONDAY)


def test_an_overlapping_interval_is_refused_when_a_row_is_inserted(two):
    put(two[0], MONDAY, None)
    copy = two[1].get()
    copy.pk, copy.number, copy._state.adding = None, 3, True
    copy.live_from, copy.live_until = TUESDAY, THURSDAY
    assert refused(copy.save)


def test_a_live_text_cannot_be_moved_into_an_entry_that_has_one(two):
    model = two[0].model
    other = cast.make_article() if model is ArticleRevision else cast.make_term()
    put(two[0], MONDAY, None)
    put(other.revisions.all(), TUESDAY, THURSDAY)
    stranger = model.objects.filter(entry=other)
    assert refused(move, stranger, two[0].get().entry)


def test_a_number_is_given_once_in_an_entry(two):
    assert refused(number, two[1], 1)


def test_entries_do_not_disturb_each_other():
    for article in (cast.make_article(), cast.make_article()):
        assert put(article.revisions.all(), MONDAY, None) == 1
    assert ArticleRevision.objects.live(TUESDAY).count() == 2
