"""Misspellings, listed by editors and not, on whichever database the suite runs."""

import pytest

from alsinfo.search import finding
from alsinfo.search.models import Synonyms

from .library import found, live, search, shelve, titles

pytestmark = pytest.mark.django_db


def suggested(query):
    return search(query).suggestion


# Listed by editors.


@pytest.fixture
def neurons():
    shelve("Neuron", misspellings="nueron", kind="term")
    shelve("Motor neuron", keywords="motoneuron", kind="term")
    shelve("Motor neurone disease", keywords="Motor neuron disease", kind="term")


@pytest.mark.parametrize("query", ["motor nueron", "Motor NUERON?", "the motor nueron"])
def test_a_listed_misspelling_is_mended_in_a_longer_query(neurons, query):
    assert titles(query)[0] == "Motor neuron"
    assert suggested(query) == "motor neuron"


def test_a_name_with_a_listed_misspelling_in_it_is_found_first(neurons):
    assert titles("motor nueron disease")[0] == "Motor neurone disease"


def test_a_listed_misspelling_finds_what_the_right_spelling_finds():
    own = shelve("Riluzole", misspellings="rilusole")
    other = shelve("Medicines", body="Riluzole and its side effects.")
    assert found("rilusole") == [own, other]
    assert found("rilusole side effects") == [other]


def test_a_listed_misspelling_of_several_words_is_one_name():
    shelve("Lou Gehrig", misspellings="lou gherig's disease")
    other = shelve("Baseball", body="Lou Gehrig played it.")
    assert other in found("Lou Gherig’s disease baseball")


def test_two_misspellings_in_one_query_are_both_mended():
    shelve("Riluzole", misspellings="rilusole")
    shelve("Edaravone", misspellings="edavaron")
    both = shelve("Medicines", body="Edaravone, then riluzole.")
    assert found("edavaron rilusole") == [both]


def test_beside_a_listed_misspelling_another_word_is_mended_too():
    shelve("Riluzole", misspellings="rilusole")
    wanted = shelve("Dysphagia and riluzole")
    assert found("rilusole disphagia") == [wanted]
    assert suggested("rilusole disphagia") == "riluzole dysphagia"


def test_a_misspelling_listed_by_what_is_hidden_mends_nothing():
    shelve("Tofersen", misspellings="toferson", is_live=False)
    assert search("toferson") == finding.Results(words=("toferson",))


def test_what_is_really_called_so_is_no_misspelling():
    shelve("Riluzole", misspellings="rilo")
    wanted = shelve("Somebody", keywords="Rilo")
    assert suggested("rilo") is None
    assert wanted in found("rilo")


def test_who_insists_gets_what_was_typed(neurons):
    asked = finding.find("motor nueron", live=live(), as_typed=True)
    assert asked.suggestion is None


def test_a_listed_misspelling_is_no_miss_and_no_guess(neurons):
    assert not finding.find("motor nueron", live=live()).is_guessed
    assert finding.find("motor neuorn", live=live()).is_guessed


# Not listed.


@pytest.mark.parametrize(
    ("query", "right"),
    [("hereditery", "hereditary"), ("Rilutik", "rilutek"), ("neruon", "neuron")],
)
def test_a_misspelt_alias_is_mended(query, right):
    shelve("A name", keywords="Hereditary\nRilutek\nNeuron")
    assert suggested(query) == right


@pytest.mark.parametrize(
    ("query", "right"),
    [("antobiotic", "antibiotic"), ("mesaured", "measured"), ("ulefnersan", None)],
)
def test_a_misspelt_word_of_a_text_is_mended(query, right):
    shelve("Tests", body="An antibiotic was measured.")
    assert suggested(query) == right


def test_a_misspelt_synonym_leads_where_the_synonym_does():
    Synonyms.objects.create(key="a", words="fatigue\nexhaustion")
    Synonyms.objects.create(key="b", words="feeding tube\nstomach tube")
    fatigue = shelve("Fatigue")
    shelve("Reaction")
    tube = shelve("Feeding tube")
    assert found("exaustion") == [fatigue]
    assert found("stomack tube") == [tube]


def test_a_synonym_that_leads_nowhere_is_not_proposed():
    Synonyms.objects.create(key="a", words="fatigue\nexhaustion")
    assert search("exaustion").suggestion is None


@pytest.mark.parametrize(
    "query", ["depression", "sport", "mouse", "walk", "café", "naïve", "injection"]
)
def test_a_right_word_that_we_lack_is_not_turned_into_another(query):
    words = "Progression\nSupport\nShort\nMuscle\nWeak\nCare\nInvasive"
    shelve("A name", keywords=words, body="An infection.")
    assert search(query).total == 0


def test_a_word_that_is_only_said_in_texts_is_no_ending():
    shelve("Walking", body="Something remarkable.")
    assert found("remarka") == []


def test_a_text_that_ended_mends_nothing():
    shelve("Tests", body="An antibiotic.", is_live=False)
    assert suggested("antobiotic") is None
