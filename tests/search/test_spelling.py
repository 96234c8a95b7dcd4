"""How near two spellings are, and the forms of words, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.search import spelling


def is_near(wrong, other, *, named=True):
    return spelling.nearest(wrong, [(other, named)]) == [other]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("neruon", "neuron"),
        ("biospy", "biopsy"),
        ("tradbp", "tardbp"),
        ("toxens", "toxins"),
        ("fatige", "fatigue"),
        ("edarovane", "edaravone"),
        ("amiotrofic", "amyotrophic"),
        ("stomack", "stomach"),
    ],
)
def test_a_slip_in_a_name_is_near(wrong, right):
    assert is_near(wrong, right)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("depression", "progression"),
        ("sport", "support"),
        ("sport", "short"),
        ("mouse", "muscle"),
        ("walk", "weak"),
        ("cafe", "care"),
        ("naive", "invasive"),
        ("c9orf27", "c9orf72"),
        ("riluzole", "riluzole"),
    ],
)
def test_another_word_of_the_language_is_not(word, other):
    assert not is_near(word, other)


@pytest.mark.parametrize(
    ("wrong", "right"), [("mesaured", "measured"), ("consellor", "counsellor")]
)
def test_in_a_word_of_a_text_one_thing_may_be_wrong(wrong, right):
    assert is_near(wrong, right, named=False)


@pytest.mark.parametrize(
    ("word", "other"),
    [("injection", "infection"), ("massage", "message"), ("hearing", "heading")],
)
def test_in_a_word_of_a_text_no_letter_is_any_other(word, other):
    assert not is_near(word, other, named=False)


def test_the_nearest_comes_first():
    others = [("edaravons", True), ("edaravone", True), ("other", True)]
    assert spelling.nearest("edaravonee", others)[0] == "edaravone"


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_distance_is_the_same_both_ways_and_nothing_for_the_same(one, other):
    far = spelling.distance(one, other)
    assert far == spelling.distance(other, one)
    assert (far == 0) == (one == other)
    assert far <= max(len(one), len(other))


@given(st.text("abcd", min_size=2, max_size=8), st.integers(0, 6))
def test_swapped_neighbours_are_one_mistake(word, at):
    swapped = spelling.swapped(word)
    assert all(spelling.distance(word, other) <= 1 for other in swapped)
    assert len(swapped) == len(word) - 1


@pytest.mark.parametrize(
    "forms",
    [
        ("dribble", "dribbles", "dribbling", "dribbled"),
        ("choke", "choked", "choking"),
        ("exhausted", "exhaustion"),
        ("spit", "spitting"),
        ("tube", "tubes"),
        ("leg", "legs"),
        ("pass", "passed", "passes"),
        ("virus", "viruses"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len(set(map(spelling.stem, forms))) == 1


@given(st.text("abcx", max_size=9), st.text("abcx", max_size=9))
def test_words_are_no_nearer_than_the_letters_that_one_of_them_lacks(one, other):
    apart = spelling._differing(one, other)
    assert apart == spelling._differing(other, one)
    assert apart <= spelling.distance(one, other)


@pytest.mark.parametrize(
    "pair", [("care", "car"), ("als", "al"), ("need", "nee"), ("fall", "fal")]
)
def test_other_words_have_other_stems(pair):
    assert len(set(map(spelling.stem, pair))) == 2


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("motorneurons", ("motorneuron",)),
        ("therapies", ("therapie", "therapi", "therapy")),
        ("biomarker", ("biomarkers",)),
        ("als", ()),
        ("sod1", ()),
        ("", ()),
    ],
)
def test_a_name_has_another_number(name, others):
    assert set(spelling.other_numbers(name)) == set(others)
