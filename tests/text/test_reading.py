"""Sentences, their length, and the reading grade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.text import prose, reading


def parts(words):
    return [words[s.start : s.end].strip() for s in reading.sentences(words)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("One. Two! Three?", 3),
        ("He said “No.” She left.", 2),
        ("It cost 1.5 million. Dr. Smith agreed.", 2),
        ("See e.g. Smith. It is so.", 2),
        ("no full stop", 1),
        ("", 0),
    ],
)
def test_sentences_are_told_apart(words, number):
    assert len(parts(words)) == number


@given(st.text(max_size=200))
def test_sentences_together_are_the_whole(words):
    assert "".join(words[s.start : s.end] for s in reading.sentences(words)) in words


def long(text):
    return [n for p in prose.paragraphs(text) for _, n in reading.long_sentences(p)]


def test_a_long_sentence_is_counted():
    assert long("word " * 36 + ".") == [36]
    assert long("word " * 35 + ".") == []


def test_headings_and_rows_are_no_sentences():
    assert long("# " + "word " * 40) == []
    assert long("| " + "word " * 40 + "|\n| - |\n") == []


@pytest.mark.parametrize(
    ("word", "number"),
    [("cat", 1), ("muscle", 2), ("bone", 1), ("progressive", 3), ("tree", 1), ("x", 1)],
)
def test_syllables_are_counted_roughly(word, number):
    assert reading.syllables(word) == number


def test_everyday_words_read_easier_than_learned_ones():
    plain = "The dog ran to the old man. He was glad to see it. " * 10
    learned = (
        "Neurodegenerative pathophysiology necessitates multidisciplinary "
        "considerations regarding immunomodulatory interventions. "
    ) * 15
    easy = reading.grade(prose.paragraphs(plain))
    hard = reading.grade(prose.paragraphs(learned))
    assert easy < 4
    assert hard > 15


def test_a_short_text_has_no_grade():
    assert reading.grade(prose.paragraphs("A few words only.")) is None


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (1_000, 5), (1_001, 6)]
)
def test_time_to_read_is_rounded_up_and_never_nothing(words, minutes):
    assert reading.minutes(words) == minutes
