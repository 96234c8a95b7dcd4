"""Our HTML as plain text: every word of it, and no debris of Markdown or of tags."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.text import markup, typewriter

from .pathological import FAMILIES

TERMS = {"cell": markup.TermLink("cell", "/glossary/cell/", "Cell", "…")}
SECONDS = 2.0
SYNTAX = re.findall(
    r"\S+",
    "# ## - 1. > | |-| a b ** * _ ` ``` [@a] [x](term:cell) ![p](/media/p) --- & <",
)
PIECES = st.sampled_from([*SYNTAX, "\n", "\n\n", "  "])
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


def typed(text):
    html = markup.render(text, terms=TERMS, sources={"a", "b"}).html
    return typewriter.type_out(html, "https://alsinfo.example", "[Picture: {}]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo.\n\nThree.", "One two.\n\nThree."),
        ("One  \ntwo.", "One\ntwo."),
        ("## A *part*\n\nWords.", "A part\n------\n\nWords."),
        ("### Within\n\n#### Deep", "Within\n......\n\nDeep"),
        ("*Slow* **down** `x*y`.", "Slow down x*y."),
        ("A [cell](term:cell).", "A cell."),
        ("Here [@b; @a] and [@b].", "Here [1][2] and [1]."),
        ("[Site](https://x.org/a).", "Site (https://x.org/a)."),
        ("<https://x.org/a>", "https://x.org/a"),
        ("[Ours](/guides/)", "Ours (https://alsinfo.example/guides/)"),
        ("[Top](#s-top)", "Top"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("![A neurone](/media/n.png)", "[Picture: A neurone]"),
        ("One.\n\n---\n\nTwo.", "One.\n\nTwo."),
        ("> Said.\n>\n> Again.", "    Said.\n\n    Again."),
        ("- one\n- two", "- one\n- two"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("- one\n  - in one\n- two", "- one\n  - in one\n- two"),
        ("- one\n\n  more\n\n- two", "- one\n  more\n- two"),
        ("- one\n\nWords.\n\n* other", "- one\n\nWords.\n\n- other"),
        ("```\na  b\n  c\n```", "a  b\n  c"),
        ("|A|B|\n|-|-|\n|1|2|\n|3||", "A: 1; B: 2\nA: 3"),
        ("||B|\n|-|-|\n|1|2|", "1; B: 2"),
        ("|A|B|\n|-|-|", "A; B"),
        ("", ""),
    ],
)
def test_text_is_typed_as_it_would_be_by_hand(text, expected):
    assert typed(text) == expected


def test_heading_has_a_rule_that_is_not_longer_than_a_line():
    lines = typewriter.heading("x" * 200, "h1").split("\n")
    assert lines[1] == "=" * typewriter.LONGEST_RULE


def test_a_paragraph_is_one_line_however_long():
    assert "\n" not in typed("word " * 2_000)


@given(TEXTS)
def test_every_word_is_typed(text):
    words = re.findall(r"\w+", markup.plain(text))
    left = re.findall(r"\w+", typed(text))
    for word in words:
        assert word in left
        left.remove(word)


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_text_is_typed_in_time(family):
    html = markup.render(FAMILIES[family](20_000), terms={}, sources={"a"}).html
    begun = time.process_time()
    typewriter.type_out(html)
    assert time.process_time() - begun < SECONDS
