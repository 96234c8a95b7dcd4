"""Withdrawing, archiving, and coming back."""

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.refusals import Missing, Refused, Stale, WrongStatus
from alsinfo.editorial.workflow import Action, Moment, Status
from tests import cast

from .acts import (
    DAY,
    HOUR,
    fresh,
    interval,
    last_event,
    live_number,
    make_live,
    make_live_until,
    make_replaced,
    next_approved,
    perform,
    rows,
)

pytestmark = pytest.mark.django_db


def archive(entry):
    perform(Action.ARCHIVE, entry, cast.writer())


def restore(entry):
    perform(Action.RESTORE, entry, cast.writer())


def test_withdrawing_ends_the_live_text_now_with_a_public_reason(clock):
    article = make_live()
    cast.withdraw(article, "A figure was wrong.")
    assert interval(article, 1)[1] == last_event(article).at
    assert article.revisions.get().end_reason == "A figure was wrong."
    assert last_event(article).why == "A figure was wrong."
    assert article.moments(timezone.now()) == {Moment.ENDED}


def test_withdrawing_without_a_draft_leaves_the_status_published(clock):
    article = make_live()
    cast.withdraw(article)
    assert fresh(article).status == Status.PUBLISHED


@pytest.mark.parametrize(
    "status", [Status.DRAFT, Status.IN_REVIEW, Status.CHANGES_REQUESTED]
)
def test_withdrawing_does_not_touch_the_draft_beside_the_live_text(status, clock):
    article = make_live()
    cast.new_draft(article)
    cast.bring_to(article, status)
    draft = article.revisions.filter(number=2).values().get()
    cast.withdraw(article)
    assert article.revisions.filter(number=2).values().get() == draft
    assert fresh(article).status == status
    assert last_event(article).number == 1


def test_withdrawing_clears_the_schedule_whose_text_is_approved_again(clock):
    article = make_replaced(timezone.now() + DAY)
    cast.withdraw(article)
    assert interval(article, 2) == (None, None, None)
    assert fresh(article).status == Status.APPROVED
    assert live_number(article, timezone.now() + 2 * DAY) is None
    perform(Action.PUBLISH, article, cast.publisher())
    assert live_number(article) == 2


def test_the_reason_stands_on_the_text_it_ended_and_on_no_other(clock):
    article = make_replaced(timezone.now() + DAY)
    cast.withdraw(article, "Wrong.")
    reasons = article.revisions.order_by("number").values_list("end_reason", flat=True)
    assert list(reasons) == ["Wrong.", ""]


def test_a_withdrawn_text_keeps_the_end_that_was_asked_for_beside_its_own(clock):
    sunday = timezone.now() + 6 * DAY
    article = make_live_until(sunday)
    cast.withdraw(article)
    assert interval(article, 1)[1:] == (last_event(article).at, sunday)


@pytest.mark.parametrize("why", ["", " \t\n", "x" * 501])
def test_withdrawing_needs_a_reason_of_at_most_500_characters(why):
    article = make_live()
    before = rows()
    with pytest.raises(Missing):
        cast.withdraw(article, why)
    assert rows() == before


def test_what_is_only_scheduled_is_cancelled_and_not_withdrawn(clock):
    article = cast.make_article(Status.APPROVED)
    cast.schedule(article)
    with pytest.raises(WrongStatus):
        cast.withdraw(article)


def test_what_is_withdrawn_cannot_be_withdrawn_again(clock):
    article = make_live()
    cast.withdraw(article)
    with pytest.raises(WrongStatus, match="on the public site"):
        cast.withdraw(article)


def test_a_new_text_after_withdrawal_leaves_the_gap_that_was_asked_for(clock):
    article = make_live()
    cast.withdraw(article)
    clock.shift(DAY)
    next_approved(article)
    perform(Action.PUBLISH, article, cast.publisher())
    assert live_number(article) == 2
    assert live_number(article, timezone.now() - HOUR) is None


def test_an_entry_is_never_archived_while_it_is_live(clock):
    article = make_live()
    with pytest.raises(WrongStatus, match="withdraw it first"):
        archive(article)


def test_an_entry_is_never_archived_while_it_is_scheduled(clock):
    article = cast.make_article(Status.APPROVED)
    cast.schedule(article)
    with pytest.raises(WrongStatus, match="withdraw it first"):
        archive(article)


def test_an_archived_entry_takes_no_new_text():
    article = cast.make_article(Status.ARCHIVED)
    with pytest.raises(WrongStatus, match="archived"):
        cast.new_draft(article)


@pytest.mark.parametrize(
    "status", [Status.DRAFT, Status.CHANGES_REQUESTED, Status.APPROVED]
)
def test_what_comes_back_from_the_archive_is_a_draft(status):
    article = cast.make_article(status)
    archive(article)
    restore(article)
    assert fresh(article).status == Status.DRAFT


def test_a_text_that_was_public_comes_back_from_the_archive_as_that(clock):
    article = make_live()
    cast.withdraw(article)
    archive(article)
    assert fresh(article).status == Status.ARCHIVED
    restore(article)
    assert fresh(article).status == Status.PUBLISHED
    assert last_event(article).to_status == Status.PUBLISHED


def test_a_draft_beside_a_text_that_was_public_comes_back_as_a_draft(clock):
    article = make_live()
    cast.withdraw(article)
    cast.new_draft(article)
    archive(article)
    restore(article)
    assert fresh(article).status == Status.DRAFT


def test_an_older_text_comes_back_as_a_new_draft_that_needs_review(clock):
    article = make_live(body="The older words.", tags=[cast.make_tag()])
    next_approved(article, body="The newer words.")
    perform(Action.PUBLISH, article, cast.publisher())
    old = article.revisions.get(number=1)
    before = article.revisions.filter(number=1).values().get()
    desk.restore_version(article, old, by=cast.writer(), seen=article.seen)
    again = fresh(article).newest_revision()
    assert (again.number, again.body) == (3, "The older words.")
    assert (again.live_from, again.reviewed_on, again.review_due) == (None, None, None)
    assert list(again.tags.all()) == list(old.tags.all()) != []
    assert article.revisions.filter(number=1).values().get() == before
    assert fresh(article).status == Status.DRAFT
    assert live_number(article) == 2


def test_restoring_an_older_version_wants_to_know_what_was_seen():
    article = cast.make_article()
    old, base = article.newest_revision(), article.seen
    cast.new_draft(article)
    with pytest.raises(Stale):
        desk.restore_version(article, old, by=cast.writer(), seen=base)


@pytest.mark.parametrize("loaded", [(), ("tags", "related")])
def test_an_older_version_of_a_term_comes_back_with_its_related_terms(loaded):
    term, other = cast.make_term(), cast.make_term()
    term.newest_revision().related.set([other])
    old = term.revisions.prefetch_related(*loaded).get()
    desk.restore_version(term, old, by=cast.writer(), seen=term.seen)
    assert list(fresh(term).newest_revision().related.all()) == [other]


def test_the_text_of_another_entry_does_not_come_back_as_this_ones():
    article, other = cast.make_article(), cast.make_article(body="Another's words.")
    writer, before = cast.writer(), rows()
    with pytest.raises(Refused):
        desk.restore_version(
            article, other.newest_revision(), by=writer, seen=article.seen
        )
    assert rows() == before
