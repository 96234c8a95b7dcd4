"""Finding marks in Markdown, and writing another key into them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alsinfo.text.marks import NotAKeyError, find, keys, replace_key
from alsinfo.text.markup import TermLink, render

from .pathological import FAMILIES
from .test_markup import SECONDS, TEXTS


def found(text):
    return [(mark.kind, mark.key, mark.words) for mark in find(text)]


def test_finds_the_three_marks_in_order():
    text = "A [cell](term:microglia) [@a; @b] in [1 in 10](figure:risk)."
    assert found(text) == [
        ("term", "microglia", "cell"),
        ("source", "a", ""),
        ("source", "b", ""),
        ("figure", "risk", "1 in 10"),
    ]


def test_offsets_are_those_of_the_text():
    text = "Ünï 😀\r\n\r\n- > x [two\r\n  > words](term:Cell) [@a;\r\n  > @b]"
    term, first, second = find(text)
    assert text[term.start : term.end] == "[two\r\n  > words](term:Cell)"
    assert text[first.start : first.end] == "[@a;\r\n  > @b]"
    assert text[term.key_start :].startswith("Cell)")
    assert text[second.key_start :].startswith("b]")


@pytest.mark.parametrize(
    "text",
    [
        "`[@a]`",
        "``[a](term:b) ` ``",
        "```\n[@a]\n```",
        "~~~\n[@a]",
        "    [@a]",
        "- a\n\n      [@a]",
        "> ```\n> [@a]\n> ```",
        r"\[@a] \[a](term:b)",
        "![a](term:b)",
    ],
)
def test_code_and_escaped_brackets_hold_no_marks(text):
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "- a\n\n  [@a]",
        "1. a\n\n   > [@a]",
        "a\n    [@a]",
        "# [@a] #",
        "[@a]\n===",
        "| a |\n|---|\n| `[` [@a] |",
        "`[@b` [@a]",
        r"\[@b] [@a]",
        "\xa0\n[@a]",
    ],
)
def test_marks_are_found_wherever_words_are(text):
    (mark,) = find(text)
    assert text[mark.start : mark.end] == "[@a]"


def test_cells_of_a_row_are_told_apart():
    text = "| x | y |\n|---|---|\n| [@a] `[\\|` | [(b)](term:b) | [@c] |\n"
    assert [text[m.start : m.end] for m in find(text)] == ["[@a]", "[(b)](term:b)"]


def test_words_of_a_mark_are_plain():
    text = "[*about* `1`\nin 10](figure:risk)"
    assert found(text) == [("figure", "risk", "about 1 in 10")]


def test_keys_name_each_record_once():
    assert keys("[@a] [@a; @b] [x](term:a)") == {
        ("source", "a"),
        ("source", "b"),
        ("term", "a"),
    }


def test_replacing_a_key_leaves_words_code_and_other_kinds():
    text = "[a](term:a) [@a; @ab;@a] `[@a]` [a](figure:a)"
    assert replace_key(text, "source", "a", "long-key") == (
        "[a](term:a) [@long-key; @ab;@long-key] `[@a]` [a](figure:a)"
    )


@pytest.mark.parametrize("key", ["", "a b", "a]", "a;@b", "-a", "é", "a\n"])
def test_key_that_a_mark_cannot_carry_is_refused(key):
    with pytest.raises(NotAKeyError):
        replace_key("[@a]", "source", "a", key)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_offsets_slice_back_to_the_mark(text):
    for mark in find(text):
        whole = text[mark.start : mark.end]
        assert whole.startswith("[")
        assert whole.endswith("]" if mark.kind == "source" else ")")
        key = text[mark.key_start : mark.key_start + len(mark.key)]
        assert key.lower() == mark.key.lower()
        before = text[: mark.key_start]
        assert before.endswith("@" if mark.kind == "source" else f"({mark.kind}:")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_what_is_found_is_what_is_printed(text):
    named = keys(text)
    terms = {key: TermLink(key, "/", key, "") for kind, key in named if kind == "term"}
    sources = {key for kind, key in named if kind == "source"}
    rendered = render(text, terms=terms, sources=sources)
    assert set(rendered.terms) == set(terms)
    assert set(rendered.citations) == sources
    assert set(rendered.figures) == {key for kind, key in named if kind == "figure"}


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(["a", "b"]))
def test_a_replaced_key_is_gone(text, old):
    named = keys(replace_key(text, "source", old, "new-key"))
    assert ("source", old) not in named
    assert (("source", "new-key") in named) == (("source", old) in keys(text))


@pytest.mark.parametrize("family", [name for name in FAMILIES if "marks" in name])
def test_hostile_marks_are_found_in_time(family):
    text = FAMILIES[family](80_000)
    begun = time.process_time()
    find(text)
    assert time.process_time() - begun < SECONDS
