"""A visitor's words made harmless, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.search import queries


def texts(query):
    return [word.text for word in queries.words_of(query)]


def test_words_are_small_and_once_each():
    assert texts("Riluzole  RILUZOLE, edaravone!") == ["riluzole", "edaravone"]


def test_hyphenated_name_is_one_word_of_several_spellings():
    (word,) = queries.words_of("TDP-43")
    assert word.phrases == (("tdp", "43"), ("tdp43",))


@pytest.mark.parametrize("name", ["TDP-43", "tdp 43", "TDP43", "Tdp–43"])
def test_one_name_however_it_is_spelt(name):
    assert queries.squash(name) == "tdp43"


def test_accents_and_possessives_leave_a_name():
    assert queries.squash("Lou Gehrig’s") == "lougehrig"
    assert queries.squash("Guillain-Barré") == "guillainbarre"


def phrases(query):
    return [word.phrases for word in queries.words_of(query)]


def test_letters_and_digits_apart_may_be_one_name():
    assert phrases("sod 1") == [(("sod",), ("sod1",)), (("1",), ("sod1",))]
    assert all(("c9orf72",) in own for own in phrases("c9 orf 72"))


@pytest.mark.parametrize("query", ["motor neuron", "19 20", "tdp-43 43"])
def test_other_neighbours_are_not(query):
    whole = queries.squash(query)
    assert not any((whole,) in own for own in phrases(query))


def test_wide_letters_are_letters():
    assert texts("ＴＤＰ－４３ Ｒｉｌｕｚｏｌｅ") == ["tdp", "43", "riluzole"]


def test_more_than_sixteen_words_are_cut():
    assert len(texts(" ".join(f"word{n}" for n in range(500)))) == 16


@given(st.text(alphabet=st.characters()))
def test_pieces_are_letters_and_digits_only(query):
    for word in queries.words_of(query):
        pieces = [piece for phrase in word.phrases for piece in phrase]
        assert all(piece.isalnum() and len(piece) <= 60 for piece in pieces)
        assert all(word.phrases)


@given(st.text(alphabet=st.characters()))
def test_clean_text_can_be_stored_and_shown(text):
    clean = queries.clean(text)
    clean.encode()
    assert not set("\x00\x02\x03\u202e") & set(clean)
    assert queries.clean(clean) == clean


@given(st.text(alphabet=st.characters()))
def test_vocabulary_has_no_short_words_and_no_numbers(text):
    for word in queries.vocabulary(text):
        assert 2 < len(word) <= 60


def test_a_name_is_called_by_its_words_and_their_pieces():
    assert queries.called("Lou Gehrig’s C9-ORF72, naïve") == {
        *("lou", "gehrig", "c9orf72", "c9", "orf72", "naive")
    }


def test_words_without_their_phrases():
    phrased, single = queries.words_of("tdp-43 care")
    assert queries.is_phrased(phrased)
    assert not queries.is_phrased(single)
    assert queries.plain([phrased, single])[0].phrases == (("tdp43",),)
    only = queries.Word("a b", (("a", "b"),))
    assert queries.plain([only, single]) == ()
