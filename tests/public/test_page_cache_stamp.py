"""The site's stamp: what renews it, and what goes when it is renewed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alsinfo.editorial import desk, refusals
from alsinfo.editorial.workflow import Action, Status
from tests import cast
from tests.editorial import acts

from .page_cache import Worker

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def live(**fields):
    return cast.make_article(Status.PUBLISHED, **fields)


def control(answer):
    parts = (part.strip().partition("=") for part in answer["cache-control"].split(","))
    return {name: int(value) for name, _, value in parts if value}


def test_the_stamp_is_looked_at_no_more_than_once_a_second():
    worker = Worker()
    worker.ask("/about/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for _number in range(300):
            worker.hand.gone += 0.01
            worker.ask("/about/")
    assert 2 <= len(asked) <= 3
    assert all("editorial_sitestamp" in query["sql"] for query in asked)


def test_nothing_is_asked_while_nobody_visits():
    worker = Worker()
    worker.ask("/about/")
    worker.hand.gone += 3_600
    with CaptureQueriesContext(connection) as asked:
        worker.ask("/about/")
    assert len(asked) == 1


def test_a_withdrawal_is_gone_from_every_worker_within_a_second():
    article = live()
    path = article.get_absolute_url()
    one, other = Worker(), Worker()
    other.hand.gone = 17.3
    for worker in (one, other):
        assert worker.ask(path).status == 200
        worker.hand.gone += 0.99
        assert worker.ask(path).status == 200
    cast.withdraw(article)
    for worker in (one, other):
        worker.hand.gone += 1
        assert worker.ask(path).status == 410
        assert path.encode() not in worker.ask("/articles/").body


def test_a_browser_that_kept_it_is_told_too():
    article = live()
    worker = Worker()
    first = worker.ask(article.get_absolute_url())
    cast.withdraw(article)
    worker.hand.gone += 1
    for said in (first["etag"], "*"):
        answer = worker.ask(article.get_absolute_url(), if_none_match=said)
        assert answer.status == 410


def test_pages_stay_while_only_drafts_change():
    article = live()
    worker = Worker()
    worker.ask("/articles/")
    cast.new_draft(article)
    cast.make_article(Status.APPROVED)
    worker.hand.gone += 1
    assert worker.renders("/articles/") == 0


def test_a_page_made_before_a_change_is_not_kept_after_it():
    """The change comes between the rendering and the keeping."""
    article = live()
    path = article.get_absolute_url()
    worker = Worker()
    inner = worker.django.app

    def slow(environ, start):
        worker.django.app = inner
        told = inner(environ, start)
        cast.withdraw(article)
        worker.hand.gone += 1
        worker.ask("/about/")
        return told

    worker.django.app = slow
    assert worker.ask(path).status == 200
    assert worker.ask(path).status == 410


PUBLIC = ["/", "/articles/", "/glossary/", "/topics/", "/updates/", "/glossary.json"]


def site(*entries):
    """The bytes of the public pages as Django makes them now."""
    worker = Worker()
    own = [e.get_absolute_url() for e in entries]
    own += [f"{path}history/" for path in own] + [f"{path}history/1/" for path in own]
    return [worker.ask(path).body for path in PUBLIC + own]


def waiting(entry):
    cast.new_draft(entry, **({} if entry.kind == "article" else {"name": "new"}))
    cast.bring_to(entry, Status.APPROVED)
    return entry


def expect_a_new_stamp(act, *entries):
    """Whatever changes a public page gives the stamp another value."""
    before, stamp = site(*entries), acts.stamp()
    act()
    if site(*entries) != before:
        assert acts.stamp() != stamp
    return acts.stamp() != stamp


def publish_again(entry):
    acts.perform(Action.PUBLISH, waiting(entry), cast.publisher())


TIMELINE = {
    Action.PUBLISH: lambda e: publish_again(e),
    Action.WITHDRAW: lambda e: cast.withdraw(e),
    Action.RENAME: lambda e: acts.perform(Action.RENAME, e, cast.publisher()),
    Action.MOVE_END: lambda e: acts.perform(Action.MOVE_END, e, cast.publisher()),
    Action.STILL_RIGHT: lambda e: acts.perform(Action.STILL_RIGHT, e, cast.reviewer()),
    Action.CANCEL_SCHEDULE: lambda e: (cast.schedule(waiting(e)), acts.cancel(e)),
    Action.SUPPRESS: lambda e: (
        publish_again(e),
        desk.suppress(e, by=cast.publisher(), seen=e.seen, number=1, why="Wrong."),
    ),
}


@pytest.mark.parametrize("make", [cast.make_article, cast.make_term])
@pytest.mark.parametrize("action", TIMELINE)
def test_every_act_on_the_timeline_renews_the_stamp(make, action):
    entry = make(Status.PUBLISHED)
    assert expect_a_new_stamp(lambda: TIMELINE[action](entry), entry)


@pytest.mark.parametrize("make", [cast.make_article, cast.make_term])
@pytest.mark.parametrize("action", sorted({*acts.PERFORM} - {*TIMELINE}))
def test_no_other_act_changes_a_public_page(make, action):
    entry = make(Status.PUBLISHED)
    before = site(entry)
    starts = {
        Action.SUBMIT: Status.DRAFT,
        Action.TAKE_BACK: Status.IN_REVIEW,
        Action.REQUEST_CHANGES: Status.IN_REVIEW,
        Action.APPROVE: Status.IN_REVIEW,
    }
    by = cast.writer()
    if action in starts:
        fields = {} if entry.kind == "article" else {"name": "new"}
        cast.new_draft(entry, **fields)
        cast.bring_to(entry, starts[action])
        by = cast.reviewer() if "APPROVE REQUEST_CHANGES".count(action.name) else by
        acts.perform(action, entry, by)
    elif action == Action.SAVE:
        acts.perform(action, entry, by)
    else:
        hidden = make(Status.DRAFT)
        acts.perform(Action.ARCHIVE, hidden, by)
        if action == Action.RESTORE:
            acts.perform(Action.RESTORE, hidden, by)
    assert site(entry) == before


def save(record, **changes):
    for name, value in changes.items():
        setattr(record, name, value)
    desk.save_record(record, by=cast.publisher(), why="It was wrong.")


def test_a_tag_and_a_source_that_pages_show_renew_the_stamp(django_user_model):
    tag = cast.make_tag()
    article = live(tags=[tag])
    assert expect_a_new_stamp(lambda: save(tag, name="Another name"), article)
    other = cast.make_tag("another")
    assert expect_a_new_stamp(lambda: save(other, merged_into=tag), article)


def test_an_act_that_was_refused_leaves_the_stamp():
    article = live()
    stamp = acts.stamp()
    with pytest.raises(refusals.NotAllowed):
        desk.withdraw(article, by=cast.writer(), seen=article.seen, why="No.")
    assert acts.stamp() == stamp


def test_loading_and_reindexing_renew_the_stamp():
    stamp = acts.stamp()
    call_command("reindex", verbosity=0)
    assert acts.stamp() != stamp
