"""Compare and set: an act names what it saw; a refusal changes no row."""

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models.entries import Seen
from alsinfo.editorial.refusals import (
    Held,
    Missing,
    NameTaken,
    NotAllowed,
    Refused,
    Stale,
    WrongStatus,
    WrongTime,
)
from alsinfo.editorial.workflow import Action, Status
from articles.models import Article
from tests import cast

from .acts import HOUR, PERFORM, fresh, make_live, next_approved, perform, rows

pytestmark = pytest.mark.django_db

# Each act that an administrator may do, and the status it is done from.
FROM = {
    Action.SAVE: Status.DRAFT,
    Action.SUBMIT: Status.DRAFT,
    Action.TAKE_BACK: Status.IN_REVIEW,
    Action.REQUEST_CHANGES: Status.IN_REVIEW,
    Action.APPROVE: Status.IN_REVIEW,
    Action.PUBLISH: Status.APPROVED,
    Action.MOVE_END: Status.PUBLISHED,
    Action.WITHDRAW: Status.PUBLISHED,
    Action.RENAME: Status.PUBLISHED,
    Action.ARCHIVE: Status.DRAFT,
    Action.RESTORE: Status.ARCHIVED,
    Action.STILL_RIGHT: Status.PUBLISHED,
}


def ready_for(action):
    """An article from which the action is possible."""
    if action == Action.CANCEL_SCHEDULE:
        article = cast.make_article(Status.APPROVED)
        cast.schedule(article)
        return article
    return cast.make_article(FROM[action])


def refused(kind, act, *args, **given):
    """Call `act`; it must refuse with a sentence and leave every row as it was."""
    before = rows()
    with pytest.raises(kind) as caught:
        act(*args, **given)
    assert str(caught.value).endswith(".")
    assert rows() == before
    return str(caught.value)


@pytest.mark.parametrize("action", PERFORM)
def test_an_act_on_what_stands_is_performed(action, clock):
    article = ready_for(action)
    perform(action, article, cast.administrator())
    assert article.events.order_by("at").last().action == action


@pytest.mark.parametrize("action", PERFORM)
def test_an_act_on_an_older_version_is_refused(action, clock):
    article = ready_for(action)
    old = Seen(article.status, article.newest - 1)
    said = refused(Stale, perform, action, article, cast.administrator(), old)
    assert "version 1" in said


@pytest.mark.parametrize("action", PERFORM)
def test_an_act_on_another_status_is_refused(action, clock):
    article = ready_for(action)
    other = next(status for status in Status if status != article.status)
    seen = Seen(other, article.newest)
    said = refused(Stale, perform, action, article, cast.administrator(), seen)
    assert article.get_status_display() in said


@pytest.mark.parametrize("action", PERFORM)
def test_an_act_without_permission_is_refused(action, clock):
    article = ready_for(action)
    for person in (cast.stranger(), cast.make_person("idle")):
        refused(NotAllowed, perform, action, article, person)


def test_an_object_loaded_before_the_change_is_refused_by_its_own_seen():
    article = cast.make_article()
    old = fresh(article)
    cast.new_draft(article)
    refused(Stale, perform, Action.SUBMIT, old, cast.writer())


def test_a_save_on_an_older_base_keeps_the_words_of_both():
    article = cast.make_article()
    base = article.seen
    cast.new_draft(article, body="The faster words.")
    text = cast.article_text(body="The slower words.")
    refused(Stale, desk.save_draft, article, text, by=cast.writer(), seen=base)
    assert fresh(article).newest_revision().body == "The faster words."
    assert text.body == "The slower words."


def test_a_save_that_names_nothing_seen_is_refused():
    article = cast.make_article()
    refused(Stale, desk.save_draft, article, cast.article_text(), by=cast.writer())


def test_a_double_click_is_one_act():
    article = cast.make_article()
    seen = article.seen
    perform(Action.SUBMIT, article, cast.writer(), seen)
    refused(Stale, perform, Action.SUBMIT, article, cast.writer(), seen)


def test_the_text_of_a_version_is_never_written_again():
    article = cast.make_article(body="First words.")
    first = article.revisions.values().get()
    cast.new_draft(article, body="Second words.")
    cast.bring_to(article, Status.IN_REVIEW)
    assert article.revisions.filter(number=1).values().get() == first


def test_a_copy_of_a_live_text_is_saved_without_its_interval_and_review_dates():
    article = cast.make_article(Status.PUBLISHED, tags=[cast.make_tag()])
    text = desk.unsaved_copy(article.newest_revision())
    desk.save_draft(article, text, by=cast.writer(), seen=article.seen)
    assert sorted(article.revisions.values_list("number", flat=True)) == [1, 2]
    new = article.revisions.get(number=2)
    assert (new.live_from, new.reviewed_on, new.review_due) == (None, None, None)
    assert article.revisions.get(number=1).tags.count() == 1


def test_saving_a_text_never_makes_it_live_nor_reviewed_whatever_it_claims():
    article, now = cast.make_article(), timezone.now()
    forged = {"live_from": now, "reviewed_on": now.date(), "review_due": now.date()}
    text = cast.article_text(**forged)
    desk.save_draft(article, text, by=cast.writer(), seen=article.seen)
    saved = article.revisions.filter(number=2).values(*forged).get()
    assert set(saved.values()) == {None}


def test_only_writers_make_entries():
    for person in (cast.reviewer(), cast.publisher(), cast.stranger()):
        new = Article(slug="new")
        refused(NotAllowed, desk.save_draft, new, cast.article_text(), by=person)


@pytest.mark.parametrize("slug", ["taken", "formerly", "", "a b", "ä/ö", "x" * 101])
def test_a_new_entry_needs_an_address_that_is_good_and_free(slug):
    article = cast.make_article(Status.PUBLISHED, slug="formerly")
    desk.rename(article, by=cast.publisher(), seen=article.seen, slug="taken")
    new = Article(slug=slug)
    refused(NameTaken, desk.save_draft, new, cast.article_text(), by=cast.writer())


def test_requesting_changes_needs_a_comment():
    article = cast.make_article(Status.IN_REVIEW)
    given = {"by": cast.reviewer(), "seen": article.seen}
    refused(Missing, desk.request_changes, article, why=" \n", **given)


def test_every_refusal_of_publishing_leaves_every_row_as_it_was(clock):
    article = next_approved(make_live())
    given = {"by": cast.publisher(), "seen": article.seen}
    now = timezone.now()
    refused(WrongTime, desk.publish, article, at=now - HOUR, **given)
    refused(WrongTime, desk.publish, article, until=now - HOUR, **given)
    refused(WrongTime, desk.publish, article, at=now + HOUR, until=now + HOUR, **given)
    article.notes.create(number=2, created=now, text="Wait.", blocking=True)
    refused(Held, desk.publish, article, **given)
    refused(WrongStatus, desk.cancel_schedule, article, **given)


def test_all_refusals_are_one_family():
    family = [Held, Missing, NameTaken, NotAllowed, Stale, WrongStatus, WrongTime]
    assert all(issubclass(kind, Refused) for kind in family)
