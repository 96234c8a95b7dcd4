"""Words that mean the same, on whichever database the suite runs."""

import pytest

from alsinfo.search import finding, wordlists
from alsinfo.search.models import Synonyms

from .library import found, live, search, shelve, titles

pytestmark = pytest.mark.django_db


def same(*lines, key="a-group", **fields):
    return Synonyms.objects.create(key=key, words="\n".join(lines), **fields)


def test_a_synonym_finds_what_only_says_the_other_word():
    same("drooling", "dribbling")
    wanted = shelve("Drooling")
    assert found("dribbling") == [wanted]


def test_what_was_typed_comes_before_what_means_the_same():
    same("MND", "ALS")
    shelve("ALS and breathing")
    shelve("MND and breathing")
    assert titles("mnd breathing") == ["MND and breathing", "ALS and breathing"]


def test_a_whole_name_of_the_same_meaning_comes_before_texts():
    same("life expectancy", "how long do people live")
    shelve("Walking", body="How long do people live here? " * 9)
    shelve("Life expectancy", body="Years differ.")
    assert titles("How long do people live?")[0] == "Life expectancy"


def test_several_words_in_a_row_are_one_name():
    same("motor neurone disease", "ALS")
    wanted = shelve("Saliva in ALS")
    shelve("Saliva")
    assert found("motor neurone disease saliva") == [wanted]


@pytest.mark.parametrize(
    "query", ["Dribblings", "DRIBBLÍNG", "dribbling?", "“dribbling”"]
)
def test_capitals_accents_signs_and_a_plural_do_not_matter(query):
    same("drooling", "dribbling")
    wanted = shelve("Drooling")
    assert found(query) == [wanted]


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("dribbling", "dribble"),
        ("choking", "choked"),
        ("exhaustion", "exhausted"),
        ("passed on to my children", "pass it on to my children"),
    ],
)
def test_endings_do_not_matter(line, query):
    same("a name", line)
    wanted = shelve("A name", body="Another text.")
    assert found(query) == [wanted]


def test_found_words_of_the_same_meaning_are_marked_and_told():
    same("drooling", "dribbling")
    shelve("Saliva", body="Drooling is common.")
    asked = finding.find("dribbling", live=live())
    (hit,) = finding.hits(asked, asked.rows)
    assert "<mark>Drooling</mark>" in hit.snippet
    assert asked.also == ("drooling",)


def test_a_line_left_with_one_small_word_counts_only_as_a_whole():
    same("life expectancy", "how long")
    shelve("Life expectancy")
    other = shelve("Long journeys")
    assert found("how long") != [other]
    assert found("long journeys") == [other]


def test_a_retired_group_has_no_effect():
    same("drooling", "spitting", retired=True)
    shelve("Drooling")
    assert found("spitting") == []


def test_a_changed_group_counts_at_once():
    group = same("drooling", "dribbling")
    wanted = shelve("Drooling")
    assert found("spitting") == []
    group.words = "drooling\nspitting"
    group.save()
    assert found("spitting") == [wanted]


def test_two_groups_may_share_a_word():
    same("OT", "occupational therapy", key="one")
    same("OT", "old testament", key="two")
    both = {shelve("Occupational therapy"), shelve("Old testament")}
    assert set(found("ot")) == both


def test_hidden_texts_are_not_found_by_a_synonym():
    same("drooling", "dribbling")
    shelve("Drooling", is_live=False)
    assert found("dribbling") == []


@pytest.mark.parametrize(
    "lines",
    [
        ["", " "],
        ["\x00"],
        ["…"],
        ["a" * 900],
        ["'\"\\", "%s"],
        ["\ud800".encode("utf-8", "ignore").decode()],
        ["x"] * 300,
    ],
    ids=range(7),
)
def test_whatever_stands_in_a_group_search_answers(lines):
    text = "\n".join(lines).replace("\x00", "")
    Synonyms.objects.create(key="odd", words=f"riluzole\n{text}")
    wanted = shelve("Riluzole")
    assert found("riluzole") == [wanted]


def test_a_thousand_groups_cost_one_query(django_assert_max_num_queries):
    Synonyms.objects.bulk_create(
        Synonyms(key=f"g{n}", words=f"word{n}\nother{n}") for n in range(1_200)
    )
    shelve("Other7")
    with django_assert_max_num_queries(16):
        assert search("word7").total == 1
    assert len(wordlists.read([]).groups) == wordlists.MOST_GROUPS
