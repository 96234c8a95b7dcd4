"""Titles and snippets with marks, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.search import passages, queries


def pattern(query):
    return passages.pattern_for(queries.words_of(query))


def marks(text, query):
    return [
        part for part, is_found in passages.marked(text, pattern(query)) if is_found
    ]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("breathing", "It breathes; breathing helps.", ["breathes", "breathing"]),
        ("als", "Also ALS, else als.", ["ALS", "als"]),
        ("care", "Scare and careful care", ["care"]),
        ("tdp43", "The protein TDP-43", ["TDP-43"]),
        ("barre", "Guillain-Barré", ["Barré"]),
        ("therapy", "Therapies differ", ["Therapies"]),
        ("x", "no such letter", []),
    ],
)
def test_words_are_marked_with_their_endings(query, text, expected):
    assert marks(text, query) == expected


@pytest.mark.parametrize("before", ["“", "é", "İ", "ŉ", "½", "日本 ", "a\u0301 ", "😀"])
def test_letters_of_any_script_do_not_move_the_marks(before):
    assert marks(f"{before * 9} riluzole {before}", "riluzole") == ["riluzole"]


def test_a_word_within_another_is_not_marked():
    assert marks("scares, careless; care's care", "care") == ["care", "care"]


def test_passages_overlap_no_mark():
    parts = passages.marked("TDP-43 and TDP43", pattern("tdp-43 tdp 43"))
    assert [part for part, is_found in parts if is_found] == ["TDP-43", "TDP43"]


def test_lines_of_a_passage_are_joined():
    text = "First.\n\n" * 90 + "Saliva\nmakes\n\nswallowing  hard.\n" + "More.\n" * 90
    shown = "".join(part for part, _ in passages.excerpt(text, pattern("saliva")))
    assert "Saliva makes swallowing hard. More." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_a_word_without_an_end_is_cut():
    parts = passages.excerpt("x" * 50_000, pattern("other"))
    assert parts[-1] == (" …", False)


def test_excerpt_is_where_most_words_are():
    text = "Saliva first. " + "Nothing here. " * 60 + "Saliva makes swallowing hard."
    whole = passages.html(passages.excerpt(text, pattern("saliva swallowing")))
    assert whole.startswith("… ")
    assert "<mark>Saliva</mark> makes <mark>swallowing</mark> hard." in whole


def test_excerpt_without_the_words_is_the_beginning():
    parts = passages.excerpt("The beginning. " * 100, pattern("riluzole"))
    assert parts[0][0].startswith("The beginning.")
    assert parts[-1] == (" …", False)


def test_short_text_is_shown_whole():
    parts = passages.excerpt("A medicine\nfor ALS.", pattern("other"))
    assert parts == (("A medicine for ALS.", False),)


@given(st.text(), st.text(min_size=1))
def test_marking_changes_no_letter(text, query):
    if queries.words_of(query):
        parts = passages.marked(text, pattern(query))
        assert "".join(part for part, _ in parts) == text


@given(st.text(alphabet="<>&\"'a \x02\x03/mark"))
def test_no_text_can_smuggle_in_a_tag(text):
    html = passages.html(passages.excerpt(text, pattern("a mark")))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert html.count("<mark>") == html.count("</mark>")


@given(st.text(max_size=5_000))
def test_excerpt_is_short(text):
    parts = passages.excerpt(text, pattern("a e i"))
    assert len("".join(part for part, _ in parts)) <= passages.WIDTH + 4
