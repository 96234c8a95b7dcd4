"""Two texts compared as a reader sees them: lines, looks, cells, moves."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alsinfo.text import lines, markup
from alsinfo.text.comparison import compare

SECONDS = 3.0
MARKDOWN = st.text(alphabet="ab \n#-*>|1.`[]()!", max_size=80)
TABLE = "| A | B |\n|---|---|\n"


def seen(text):
    html = markup.render(text, terms={}, sources=["doe"]).html
    return lines.of_html(html, {("source", "doe"): "Doe 2020"})


def told(old, new):
    return [(change.kind, change.line.text) for change in compare(seen(old), seen(new))]


@given(MARKDOWN)
def test_a_text_is_no_other_than_itself(text):
    assert told(text, text) == []


@given(MARKDOWN, MARKDOWN)
@settings(deadline=None)
def test_two_texts_differ_when_a_line_of_theirs_does(old, new):
    keys = [[line.key for line in seen(text)] for text in (old, new)]
    assert bool(told(old, new)) == (keys[0] != keys[1])


@given(MARKDOWN, MARKDOWN)
@settings(deadline=None)
def test_pieces_make_up_both_texts(old, new):
    for change in compare(seen(old), seen(new)):
        if change.was and change.pieces:
            for side, line in (("added", change.was), ("removed", change.line)):
                kept = "".join(p.text for p in change.pieces if p.kind != side)
                assert kept.split() == "".join(w.text for w in line.words).split()


def test_a_heading_ends_the_smaller_ones_above():
    found = seen("## A\n\n### B\n\none\n\n## C\n\ntwo")
    assert [line.under for line in found] == [(), ("A",), ("A", "B"), (), ("C",)]


def test_items_know_their_lists():
    forms = [line.form for line in seen("- a\n\n  more\n  1. b\n- c\n\nd")]
    assert [(form.kind, form.lists) for form in forms] == [
        ("bullet", 1),
        ("item", 1),
        ("number", 2),
        ("bullet", 1),
        ("paragraph", 0),
    ]


def test_a_citation_is_called_by_its_name_and_parted_from_the_word():
    assert seen("It helps[@doe].")[0].text == "It helps [Doe 2020]."


def test_code_keeps_its_lines_and_their_indents():
    assert told("```\na\n  b\n```", "```\na\nb\n```") == [("changed", "b")]


def test_rows_change_places_as_a_whole():
    one, other = "| x | 1 |\n", "| y | 2 |\n"
    [(kind, text)] = told(TABLE + one + other, TABLE + other + one)
    assert kind == "moved"
    assert text in {"A: x; B: 1", "A: y; B: 2"}


def test_a_cell_without_words_has_no_line_of_its_own():
    [change] = compare(seen(f"{TABLE}| x | 1 |"), seen(f"{TABLE}| x | |"))
    [cell] = change.cells
    assert (cell.column, cell.number) == ("B", 2)
    assert [tuple(piece)[:2] for piece in cell.pieces] == [("removed", "1")]


LONG = {
    "paragraphs": ("word {} here\n\n", 6_000),
    "strangers": ("a{} b{} c{}\n\n", 4_000),
    "cells": ("| x{} | y |\n", 3_000),
    "items": ("- same\n", 6_000),
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_compared_in_time(name):
    pattern, count = LONG[name]
    top = TABLE if name == "cells" else ""
    old, new = (
        seen(top + "".join(pattern.format(*[n * step] * 3) for n in range(count)))
        for step in (2, 3)
    )
    began = time.perf_counter()
    assert compare(old, new) is not None
    assert time.perf_counter() - began < SECONDS
