"""Names while somebody types, on whichever database the suite runs."""

import pytest

from alsinfo.search import finding

from .library import live, shelve
from .test_any_text_answers import HOSTILE

pytestmark = pytest.mark.django_db


def names(query, **bounds):
    return [one.title for one in finding.suggest(query, live=live(), **bounds)]


@pytest.mark.parametrize(
    "query", ["am", "Amyo", "amyotrophi", "lateral scl", "scle", "ÁMYO"]
)
def test_a_name_is_suggested_by_the_beginning_of_any_word(query):
    shelve("Amyotrophic lateral sclerosis", keywords="ALS")
    shelve("Walking", body="amyotrophic lateral sclerosis")
    assert names(query) == ["Amyotrophic lateral sclerosis"]


def test_initials_and_other_names_suggest_the_name():
    shelve("Feeding tube", keywords="PEG\ngastrostomy")
    assert names("pe") == names("gastro") == ["Feeding tube"]


def test_just_this_name_comes_first_then_titles_that_begin_so():
    shelve("Living with ALS")
    shelve("ALS at work")
    shelve("Amyotrophic lateral sclerosis", keywords="ALS")
    assert names("als") == [
        "Amyotrophic lateral sclerosis",
        "ALS at work",
        "Living with ALS",
    ]


def test_a_sentence_among_the_keywords_is_no_name():
    shelve("A guide", keywords=f"What riluzole is, said in a long summary {'x' * 60}")
    assert names("rilu") == []


def test_hidden_texts_are_not_suggested():
    shelve("Riluzole", is_live=False)
    assert names("rilu") == names("riluzole") == []


def test_a_misspelling_suggests_the_right_name_and_is_not_shown():
    shelve("Edaravone", misspellings="edavarone")
    assert names("edava") == ["Edaravone"]


@pytest.mark.parametrize("query", ["", "r", " ", "\x00r", "é"])
def test_one_letter_suggests_nothing(query):
    shelve("Riluzole")
    assert names(query) == []


def test_a_single_letter_after_a_word_is_a_beginning():
    shelve("Gene variant")
    wanted = shelve("Gene test")
    assert [one.revision_id for one in finding.suggest("gene t", live=live())] == [
        wanted
    ]


def test_suggestions_are_few_and_take_few_queries(django_assert_max_num_queries):
    for number in range(40):
        shelve(f"Care {number}")
    shelve("Care")
    with django_assert_max_num_queries(4):
        assert len(names("care")) == 8


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_suggests_or_not_but_answers(query):
    shelve("Riluzole", keywords="Rilutek")
    assert len(names(query)) <= 1
