"""What editors wrote down for the search, read in one query."""

import pytest

from alsinfo.search import wordlists
from alsinfo.search.models import Synonyms

from .library import shelve

pytestmark = pytest.mark.django_db


def test_groups_come_by_their_keys_and_misspellings_only_if_asked_for():
    shelve("Riluzole", keywords="Rilutek", misspellings="rilusole\nrilutec")
    for key in ("b", "a"):
        Synonyms.objects.create(key=key, words=f"word {key}")
    lists = wordlists.read({"rilusole", "rilutek", "riluzole", "other"})
    assert lists == (("word a", "word b"), {"rilusole"})


def test_one_query_reads_both(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert wordlists.read([]) == ((), frozenset())


def test_a_retired_group_is_not_read():
    Synonyms.objects.create(key="a", words="word", retired=True)
    assert wordlists.read(["word"]) == ((), frozenset())


def test_a_misspelling_of_many_is_one():
    for number in range(3):
        shelve(f"Name {number}", misspellings="naem")
    assert wordlists.read(["naem", "naem"]).misspelt == {"naem"}


@pytest.mark.parametrize("name", ["", "%s", "'", "x" * 5_000, "é"])
def test_any_name_may_be_asked_for(name):
    assert wordlists.read([name]) == ((), frozenset())
