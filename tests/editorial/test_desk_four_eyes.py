"""Four eyes, for everyone: whoever saved a word of it cannot approve it."""

import pytest
from django.contrib.auth.models import Group

from alsinfo.editorial import desk
from alsinfo.editorial.refusals import OwnText
from alsinfo.editorial.workflow import Action, Status
from tests import cast

from .acts import fresh, make_live, next_approved, perform, rows

pytestmark = pytest.mark.django_db


def both_hats(name="writing-reviewer"):
    return cast.make_person(name, "writers", "reviewers")


def save(entry, by):
    return perform(Action.SAVE, entry, by)


def submit(entry):
    perform(Action.SUBMIT, entry, cast.writer())


def refused(entry, by):
    """Whether approving is refused as one's own text, and no row changes."""
    before = rows()
    with pytest.raises(OwnText, match=r"wrote .* somebody else"):
        perform(Action.APPROVE, entry, by)
    return rows() == before and fresh(entry).status == Status.IN_REVIEW


def test_a_reviewer_approves_what_somebody_else_wrote():
    article = cast.make_article(Status.IN_REVIEW)
    perform(Action.APPROVE, article, cast.reviewer())
    assert fresh(article).status == Status.APPROVED


def test_the_writer_cannot_approve_their_own_text():
    article = cast.make_article()
    save(article, both_hats())
    submit(article)
    assert refused(article, both_hats())


def test_a_superuser_cannot_approve_their_own_text():
    article = cast.make_article()
    save(article, cast.administrator())
    submit(article)
    assert refused(article, cast.administrator())


def test_a_reviewer_who_saved_a_version_in_between_cannot_approve():
    article = cast.make_article()
    save(article, both_hats())
    save(article, cast.writer())
    submit(article)
    assert refused(article, both_hats())


def test_the_writer_of_the_first_version_cannot_approve_what_another_rewrote():
    article = cast.make_article()
    save(article, both_hats())
    submit(article)
    writer = cast.writer()
    writer.groups.add(Group.objects.get(name="reviewers"))
    assert refused(article, writer)


def test_a_saver_of_whom_only_the_name_is_left_cannot_approve():
    article = cast.make_article()
    save(article, both_hats())
    article.revisions.filter(number=2).update(saved_by=None)
    submit(article)
    assert refused(article, both_hats())


def test_a_new_account_of_the_name_of_a_deleted_saver_cannot_approve():
    article = cast.make_article()
    save(article, both_hats())
    both_hats().delete()
    submit(article)
    assert refused(article, both_hats())


def test_a_namesake_may_approve_when_the_account_of_the_saver_is_known():
    article = cast.make_article()
    old = both_hats()
    save(article, old)
    old.username = "renamed"
    old.save()
    submit(article)
    perform(Action.APPROVE, article, both_hats())
    assert fresh(article).status == Status.APPROVED


def test_who_wrote_only_what_was_already_live_may_approve_the_next_text():
    article = cast.make_article()
    save(article, both_hats())
    cast.bring_to(article, Status.PUBLISHED)
    cast.new_draft(article)
    submit(article)
    perform(Action.APPROVE, article, both_hats())
    assert fresh(article).status == Status.APPROVED


def test_who_wrote_the_live_text_may_approve_the_next_even_after_withdrawal():
    article = cast.make_article()
    save(article, both_hats())
    cast.bring_to(article, Status.PUBLISHED)
    cast.withdraw(article)
    cast.new_draft(article)
    submit(article)
    perform(Action.APPROVE, article, both_hats())
    assert fresh(article).status == Status.APPROVED


def test_a_text_that_only_waited_on_a_schedule_counts_as_never_live(clock):
    article = cast.make_article()
    save(article, both_hats())
    cast.bring_to(article, Status.APPROVED)
    cast.schedule(article)
    save(article, cast.writer())
    submit(article)
    assert refused(article, both_hats())


def test_a_schedule_that_began_counts_as_live(clock):
    article = cast.make_article()
    save(article, both_hats())
    cast.bring_to(article, Status.APPROVED)
    cast.schedule(article)
    clock.shift(2 * cast.HOUR)
    save(article, cast.writer())
    submit(article)
    perform(Action.APPROVE, article, both_hats())
    assert fresh(article).status == Status.APPROVED


def test_four_eyes_hold_for_terms_too():
    term = cast.make_term()
    save(term, both_hats())
    submit(term)
    assert refused(term, both_hats())


def test_what_is_published_is_the_text_that_was_approved():
    article = next_approved(make_live())
    perform(Action.PUBLISH, article, cast.publisher())
    approved = article.events.get(action=Action.APPROVE, number=2)
    assert article.revisions.live(fresh(article).events.last().at).get().number == (
        approved.number
    )


def test_saving_after_approval_takes_the_approval_away():
    article = cast.make_article(Status.APPROVED)
    cast.new_draft(article)
    assert fresh(article).status == Status.DRAFT


def test_an_account_that_was_switched_off_may_do_nothing():
    article = cast.make_article(Status.IN_REVIEW)
    off = cast.make_person("off", is_superuser=True, is_active=False)
    assert not desk.may(off, "review", article)
