"""The words that a text must hold: whatever the watch-list finds meets them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.text import needing, prose
from alsinfo.text.needing import Term
from alsinfo.text.patterns import tokens_of, words_in
from alsinfo.text.watching import Watch, WatchList

PIECES = [
    *("cure", "cures", "mir", "acle", "miracle", "amx", "0035", "the", "stem", "cell"),
    *("in", "I", "ﬁnd", "ma\u00adgic", "ＡＭＸ", "don't", "team’s", "café", "ſo", "ıs"),
    *("100%", "effective", "sıde", "C++", "[email", "protected]", "half-life", "ß"),
]
LINES = [
    *("cure", "miracle", "miracle*", "amx0035", "mir*", "stem cell|cells", "find"),
    *("magic", "stem … cure*", "caf*", "café*", "100% effective", "[email protected]"),
    *("don't", "half-life", "halflife", "side effective", "C++ cell", "so", "ss"),
    *("the|in cure", "team", "0035", "effective 100%", "is", "% effective", "i* cell"),
]
SPACES = st.sampled_from([" ", "-", " ", "", ", ", "\n", "**", ". ", "'"])
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), SPACES), max_size=12).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


def meets(needs, words):
    """Whether a text of these words meets what is needed."""

    def is_there(term):
        if term.opened:
            return any(word.startswith(term.word) for word in words)
        return term.word in words

    return needs is None or any(
        all(any(all(map(is_there, way)) for way in ways) for ways in need)
        for need in needs
    )


@given(
    text=TEXTS,
    lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=3),
    exact=st.booleans(),
)
def test_whatever_is_found_meets_what_is_needed(text, lines, exact):
    patterns = "\n".join(lines)
    paragraphs = prose.paragraphs(text)
    rows = WatchList({"row": Watch(patterns, case_sensitive=exact, negatable=False)})
    words = {word for one in paragraphs for word in words_in(one.words)}
    if list(rows.hits(paragraphs)):
        assert meets(needing.needs_of(patterns, exact), words)


@given(TEXTS)
def test_the_words_are_those_that_are_compared(text):
    for paragraph in prose.paragraphs(text):
        folded = {token.folded for token in tokens_of(paragraph.words)}
        assert words_in(paragraph.words) == folded


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("zaplon", "Take mizlan."),
        ("miracle*", "A mirror."),
        ("stem cell", "A stem, and blood."),
        ("100% effective", "It is effortless."),
        ("amx0035", "AMX 35."),
    ],
)
def test_what_has_none_of_the_words_is_not_read(pattern, text):
    words = {w for p in prose.paragraphs(text) for w in words_in(p.words)}
    assert not meets(needing.needs_of(pattern, exact=False), words)


@pytest.mark.parametrize("pattern", ["C++", "100%", "…%", "cure\nC++", "", "it's%"])
def test_a_row_that_names_no_word_needs_all_texts_read(pattern):
    assert not needing.needs_of(pattern, exact=False)


def test_two_words_that_are_read_as_one_are_needed_side_by_side():
    [[ways]] = needing.needs_of("relyvrio", exact=False)
    assert (Term("rely"), Term("vrio")) in ways
    [[exact]] = needing.needs_of("relyvrio", exact=True)
    assert exact == [(Term("relyvrio"),)]
