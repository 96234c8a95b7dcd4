"""Names and aliases are unique among terms whose intervals overlap."""

from datetime import UTC, datetime

import pytest

from alsinfo.editorial.refusals import NameTaken
from alsinfo.editorial.workflow import Action, Status
from tests import cast

from .acts import (
    HOUR,
    cancel,
    fresh,
    live_number,
    move_end,
    next_approved,
    perform,
    rows,
)

pytestmark = pytest.mark.django_db

SOON = datetime(2026, 3, 2, 10, tzinfo=UTC)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EVENING = datetime(2026, 3, 2, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _faked(clock):
    """Every test of this module starts on 2 March 2026 at nine."""


def approved(**fields):
    return cast.make_term(Status.APPROVED, **fields)


def live(**fields):
    return cast.make_term(Status.PUBLISHED, **fields)


def publish(term):
    perform(Action.PUBLISH, term, cast.publisher())


def refused(act, *args):
    """The sentence of a refusal that changed no row."""
    before = rows()
    with pytest.raises(NameTaken) as caught:
        act(*args)
    assert rows() == before
    return str(caught.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Motor neurone"},
        {"name": "MOTOR  neurone"},
        {"name": "Motor-neurone"},
        {"name": "Nerve cell", "aliases": "motor neurone"},
    ],
)
def test_a_name_that_a_live_term_holds_is_refused_with_a_sentence(fields):
    live(slug="holder", name="Motor neurone")
    said = refused(publish, approved(**fields))
    assert "otor" in said
    assert "Motor neurone" in said


def test_an_alias_of_a_live_term_is_taken_as_well():
    live(name="Motor neurone", aliases="nerve cell\nneuron")
    refused(publish, approved(name="Neuron"))
    refused(publish, approved(name="Another", aliases="Nerve cell"))


def test_initials_may_be_shared():
    live(name="Motor unit", initials="MU")
    term = approved(name="Memory unit", initials="MU")
    publish(term)
    assert live_number(term) == 1


def test_the_next_text_of_a_term_keeps_its_own_name():
    term = next_approved(live(name="Axon"), name="Axon")
    publish(term)
    assert live_number(term) == 2


def test_drafts_may_share_a_name_until_one_is_published():
    first, second = approved(name="Axon"), approved(name="Axon")
    publish(first)
    refused(publish, second)


def test_a_withdrawn_term_sets_its_name_free():
    term = live(name="Axon")
    cast.withdraw(term)
    publish(approved(name="Axon"))


def test_a_schedule_is_refused_a_name_that_is_held_then():
    live(name="Axon")
    refused(cast.schedule, approved(name="Axon"), NOON)


def test_a_name_may_be_handed_over_at_an_instant():
    first, second = approved(name="Axon"), approved(name="Axon")
    cast.schedule(first, SOON, NOON)
    cast.schedule(second, NOON)
    assert live_number(first, NOON) is None
    assert live_number(second, NOON) == 1


def test_an_end_cannot_be_moved_into_the_time_when_another_holds_the_name():
    first, second = approved(name="Axon"), approved(name="Axon")
    cast.schedule(first, SOON, NOON)
    cast.schedule(second, NOON)
    for end in (None, EVENING):
        refused(move_end, first, end)
    move_end(first, NOON - HOUR)


def test_a_cancelled_schedule_does_not_give_back_a_name_that_another_holds_then():
    first = next_approved(live(name="Axon"), name="Long branch")
    cast.schedule(first, NOON)
    second = approved(name="Axon")
    cast.schedule(second, NOON)
    refused(cancel, first)
    cancel(second)
    cancel(first)
    assert fresh(first).status == Status.APPROVED
    assert live_number(first, EVENING) == 1


def test_publishing_later_does_not_stretch_the_live_name_over_another_schedule():
    first = next_approved(live(name="Axon"), name="Long branch")
    cast.schedule(first, NOON)
    cast.schedule(approved(name="Axon"), NOON)
    next_approved(first, name="Nerve fibre")
    refused(cast.schedule, first, EVENING)


@pytest.mark.parametrize("names", [("α-synuclein", "β-synuclein"), ("λ", "μ")])
def test_names_that_differ_in_a_greek_letter_differ(names):
    first, second = (approved(name=name) for name in names)
    publish(first)
    publish(second)
    assert live_number(second) == 1


def test_names_in_another_alphabet_are_unique_too():
    publish(approved(name="μ"))
    refused(publish, approved(name="μ"))


def test_a_name_too_long_for_the_index_is_stored_or_refused_with_a_sentence():
    long = "word " * 60
    term = approved(name="Long one", aliases=long)
    publish(term)
    refused(publish, approved(name="Another", aliases=long))
