"""What every act leaves: one event, a later instant, the stamp, and what is derived."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models import Mention
from alsinfo.editorial.workflow import Action, Status
from alsinfo.search import finding
from tests import cast

from .acts import (
    DAY,
    HOUR,
    PERFORM,
    TICK,
    fresh,
    interval,
    last_event,
    live_number,
    make_live,
    make_replaced,
    newest,
    next_approved,
    perform,
    stamp,
)
from .test_desk_compare_and_set import ready_for

pytestmark = pytest.mark.django_db

ON_THE_TIMELINE = {
    "publish",
    "cancel_schedule",
    "move_end",
    "withdraw",
    "rename",
    "still_right",
}


def mentions(entry):
    """The (kind, key) pairs written for the newest text of an entry."""
    found = Mention.objects.filter(
        entry_kind=entry.kind, revision_id=newest(entry).pk
    ).values_list("kind", "key")
    return set(found)


@pytest.mark.parametrize("action", PERFORM)
def test_every_act_writes_exactly_one_event(action, clock):
    article = ready_for(action)
    events, was = article.events.count(), article.status
    perform(action, article, cast.administrator())
    assert article.events.count() == events + 1
    event = last_event(article)
    assert (event.action, event.from_status, event.to_status) == (
        action,
        was,
        fresh(article).status,
    )
    assert (event.actor, event.actor_name) == (cast.administrator(), "administrator")


@pytest.mark.parametrize("action", PERFORM)
def test_the_stamp_changes_with_acts_on_the_timeline_and_with_no_other(action, clock):
    article = ready_for(action)
    make_live()
    before = stamp()
    perform(action, article, cast.administrator())
    assert (stamp() != before) == (action in ON_THE_TIMELINE)


def test_the_stamp_does_not_change_with_the_first_draft_of_an_entry():
    make_live()
    before = stamp()
    cast.make_article()
    assert stamp() == before


def test_the_first_event_of_an_entry_is_its_first_save():
    article = cast.make_article()
    event = article.events.get()
    assert (event.action, event.number, event.to_status) == ("save", 1, "draft")
    assert event.at == newest(article).created
    assert article.owner == cast.writer()


def test_a_save_names_the_version_it_made():
    article = cast.make_article()
    cast.new_draft(article)
    assert last_event(article).number == 2
    assert newest(article).created == last_event(article).at


def test_the_caller_sees_where_the_entry_now_stands():
    article = make_live()
    cast.new_draft(article)
    assert article.seen == fresh(article).seen == ("draft", 2)


def test_the_reason_of_an_act_stands_in_the_trail():
    article = cast.make_article()
    desk.submit(article, by=cast.writer(), seen=article.seen, why="Please look.")
    assert last_event(article).why == "Please look."


def test_the_name_of_an_account_stays_in_the_trail_when_the_account_is_gone():
    article = cast.make_article()
    cast.writer().delete()
    assert (last_event(article).actor, last_event(article).actor_name) == (
        None,
        "writer",
    )
    assert newest(article).saved_by_name == "writer"


@pytest.mark.parametrize("back", [timedelta(0), TICK, HOUR, 400 * DAY])
def test_instants_increase_even_when_the_clock_steps_backwards(back, clock):
    article = cast.make_article()
    for action in (Action.SUBMIT, Action.APPROVE, Action.PUBLISH, Action.WITHDRAW):
        clock.shift(-back)
        perform(action, article, cast.administrator())
    instants = list(article.events.order_by("pk").values_list("at", flat=True))
    assert all(one < other for one, other in pairwise(instants))
    start, end, _asked = interval(article, 1)
    assert start < end


def test_a_text_is_replaced_after_it_began_whatever_the_clock_says(clock):
    article = next_approved(make_live())
    clock.shift(-DAY)
    perform(Action.PUBLISH, article, cast.publisher())
    (first, cut, _), (second, _, _) = interval(article, 1), interval(article, 2)
    assert first < cut == second


def test_a_schedule_that_begins_in_this_microsecond_can_be_withdrawn(clock):
    article = make_replaced(timezone.now() + HOUR)
    start = interval(article, 2)[0]
    clock.move_to(start)
    cast.withdraw(article)
    assert live_number(article, start + HOUR) is None


def test_the_mentions_of_a_text_are_written_with_it():
    article = cast.make_article(
        body="A [@one-2025; @two-2025], a [cell](term:cell), [1](figure:share)."
    )
    assert mentions(article) == {
        ("source", "one-2025"),
        ("source", "two-2025"),
        ("term", "cell"),
        ("figure", "share"),
    }
    cast.new_draft(article, body="Nothing is named.")
    assert mentions(article) == set()
    assert Mention.objects.filter(key="cell").count() == 1


def test_a_term_answers_to_its_name_its_aliases_and_its_initials():
    term = cast.make_term(
        name="Motor neurone", aliases="Nerve cell\nneuron", initials="MN"
    )
    assert mentions(term) == {
        ("name", "motor neurone"),
        ("name", "nerve cell"),
        ("name", "neuron"),
        ("address", "motor-neurone"),
        ("address", "nerve-cell"),
        ("address", "neuron"),
        ("address", "mn"),
    }


def test_misspellings_are_no_names():
    term = cast.make_term(name="Axon", misspellings="axxon")
    assert mentions(term) == {("name", "axon"), ("address", "axon")}


def test_a_text_is_found_once_it_was_published_and_no_draft_is():
    article = cast.make_article(Status.APPROVED, body="The word zygote.")
    assert finding.count("article") == 0
    perform(Action.PUBLISH, article, cast.publisher())
    live = {"article": article.revisions.live(timezone.now())}
    (hit,) = finding.search("zygote", live=live).hits
    assert hit.revision_id == newest(article).pk
    cast.new_draft(article, body="The word zebra.")
    live = {"article": article.revisions.all()}
    assert finding.search("zebra", live=live).hits == ()
