"""Ten people click at once: one effect, one event, and a sentence for the others."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models.entries import Seen
from alsinfo.editorial.refusals import NameTaken, Refused, Stale, WrongStatus
from alsinfo.editorial.workflow import Action, Status
from articles.models import Article
from tests import cast

from .acts import fresh, live_number, make_live, next_approved, perform

pytestmark = pytest.mark.django_db(transaction=True)

TEN = 10
ACTS = {
    Action.SUBMIT: Status.DRAFT,
    Action.TAKE_BACK: Status.IN_REVIEW,
    Action.REQUEST_CHANGES: Status.IN_REVIEW,
    Action.APPROVE: Status.IN_REVIEW,
    Action.PUBLISH: Status.APPROVED,
    Action.WITHDRAW: Status.PUBLISHED,
    Action.ARCHIVE: Status.DRAFT,
    Action.RESTORE: Status.ARCHIVED,
    Action.SAVE: Status.DRAFT,
}


def at_once(*calls):
    """Call each in a thread with a connection of its own; what each came to."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def one_won(results, *kinds):
    """Whether one call succeeded, and the others were refused with a sentence."""
    errors = [result for result in results if isinstance(result, Exception)]
    unexpected = [error for error in errors if not isinstance(error, kinds)]
    assert not unexpected, unexpected
    assert all(str(error).endswith(".") for error in errors)
    return len(errors) == len(results) - 1


@pytest.mark.parametrize("make", [cast.make_article, cast.make_term])
@pytest.mark.parametrize("action", ACTS)
def test_ten_at_once_have_one_effect_and_one_event(action, make):
    entry = make(ACTS[action])
    seen, by, before = entry.seen, cast.administrator(), entry.events.count()
    results = at_once(*[lambda: perform(action, fresh(entry), by, seen)] * TEN)
    # Withdrawing leaves what was seen as it was: there the table refuses the others.
    assert one_won(results, WrongStatus if action == Action.WITHDRAW else Stale)
    assert entry.events.count() == before + 1
    assert fresh(entry).newest == entry.revisions.count()


@pytest.mark.parametrize("action", [Action.RENAME, Action.STILL_RIGHT, Action.MOVE_END])
def test_acts_that_leave_the_status_stand_in_line(action):
    article, by = make_live(), cast.administrator()
    seen, before = article.seen, article.events.count()
    results = at_once(*[lambda: perform(action, fresh(article), by, seen)] * TEN)
    done = [result for result in results if not isinstance(result, Exception)]
    others = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(error, Refused) for error in others), others
    assert article.events.count() == before + len(done)
    assert done


def test_ten_saves_on_one_base_keep_one_text_and_refuse_nine():
    article, by = cast.make_article(), cast.writer()
    seen = article.seen

    def save(words):
        text = cast.article_text(body=words)
        return desk.save_draft(fresh(article), text, by=by, seen=seen)

    bodies = [f"Words of writer {number}." for number in range(TEN)]
    results = at_once(*[lambda words=words: save(words) for words in bodies])
    assert one_won(results, Stale)
    won = bodies[next(i for i, r in enumerate(results) if not isinstance(r, Exception))]
    assert fresh(article).newest_revision().body == won
    assert article.revisions.count() == 2


def test_ten_new_entries_at_one_address_make_one():
    by = cast.writer()

    def create():
        return desk.save_draft(Article(slug="same"), cast.article_text(), by=by)

    assert one_won(at_once(*[create] * TEN), NameTaken)
    article = Article.objects.get(slug="same")
    assert (article.newest, article.events.count()) == (1, 1)


def test_ten_entries_renamed_to_one_address_give_it_to_one():
    articles, by = [make_live() for _ in range(5)], cast.publisher()

    def rename(article):
        desk.rename(fresh(article), by=by, seen=article.seen, slug="wanted")

    results = at_once(*[lambda a=article: rename(a) for article in articles])
    assert one_won(results, NameTaken)
    assert Article.objects.filter(slug="wanted").count() == 1


@pytest.mark.parametrize("held", [{"aliases": "Nerve cell"}, {"initials": "NC"}])
def test_two_terms_that_claim_one_alias_at_once(held):
    terms = [cast.make_term(Status.APPROVED, **held) for _ in range(2)]
    by = cast.publisher()
    results = at_once(
        *[lambda t=term: perform(Action.PUBLISH, fresh(t), by) for term in terms]
    )
    live = [term for term in terms if live_number(term)]
    if "initials" in held:
        assert results == [None, None]
        assert len(live) == 2
        return
    assert one_won(results, NameTaken)
    assert len(live) == 1
    statuses = sorted(fresh(term).status for term in terms)
    assert statuses == [Status.APPROVED, Status.PUBLISHED]


def test_publishing_while_another_edits_loses_nothing():
    article = cast.make_article(Status.APPROVED)
    writer, publisher, seen = cast.writer(), cast.publisher(), article.seen
    results = at_once(
        lambda: perform(Action.PUBLISH, fresh(article), publisher, seen),
        lambda: perform(Action.SAVE, fresh(article), writer, seen),
    )
    assert one_won(results, Stale)
    live = article.revisions.live(timezone.now()).count()
    assert (live, fresh(article).newest) in {(1, 1), (0, 2)}


def test_withdrawing_and_replacing_at_once_leave_one_truth():
    article, by = next_approved(make_live()), cast.publisher()
    seen = article.seen
    results = at_once(
        lambda: perform(Action.PUBLISH, fresh(article), by, seen),
        lambda: perform(Action.WITHDRAW, fresh(article), by, seen),
    )
    errors = [result for result in results if result is not None]
    assert all(isinstance(error, Refused) for error in errors), errors
    assert live_number(article) in {2, None}
    assert (
        article.events.filter(action="publish").count()
        == article.revisions.filter(live_from__isnull=False).count()
    )


def test_many_entries_published_at_once_wait_for_each_other():
    articles = [cast.make_article(Status.APPROVED) for _ in range(TEN)]
    by = cast.publisher()
    calls = [lambda a=a: perform(Action.PUBLISH, fresh(a), by) for a in articles]
    assert at_once(*calls) == [None] * TEN
    assert Article.objects.live(timezone.now()).count() == TEN


def test_what_was_seen_is_compared_as_the_form_carries_it():
    article = cast.make_article()
    assert Seen.parse(str(article.seen)) == article.seen
    for text in ("", "draft", "draft:", "draft:x", "draft:-1", "draft:" + "9" * 10):
        assert Seen.parse(text) is None
