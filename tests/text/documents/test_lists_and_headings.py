"""Lists with every sign, nested, with paragraphs inside; headings in their order."""

import pytest

from alsinfo.text.documents import convert

END = "\n\nThen the text goes on, as ever, until it is fine.\n"
START = "Living Soil\n\nWhat lives in it is much.\n\n"


def body(words):
    return convert(START + words + END).body


def headings(words):
    return [line for line in body(words).split("\n") if line.startswith("#")]


@pytest.mark.parametrize("sign", list("→▸▹»★⦁➔◼–—o·"))
def test_items_of_every_sign_stand_apart(sign):
    written = body(f"We need:\n{sign} a spade\n{sign} more seeds\n{sign} a bed")
    assert "\n\n- a spade\n- more seeds\n- a bed\n\n" in written


def test_items_of_several_signs_stand_apart():
    written = body("We need:\n- a spade\n– some seeds\n— a bed\no a rake\no a hoe")
    for item in ("- a spade", "- some seeds", "- a bed", "- a rake", "- a hoe"):
        assert f"{item}\n" in written


@pytest.mark.parametrize(
    ("first", "second"), [("(i)", "(ii)"), ("i)", "ii)"), ("i.", "ii."), ("A.", "B.")]
)
def test_items_counted_in_letters_stand_apart(first, second):
    written = body(f"We need:\n{first} a spade\n{second} seeds")
    assert f"- {first} a spade\n- {second} seeds\n" in written


def test_roman_numbers_are_nested_in_letters():
    written = body("We need:\na) tools\nb) soil\n    i. clay\n    ii. sand\nc) seeds")
    assert "- b) soil\n  - i. clay\n  - ii. sand\n- c) seeds" in written


def test_a_paragraph_inside_an_item_parts_no_list():
    words = (
        "Do this:\n\n1. Dig a bed\n\n2. Water it\n\n   It needs a can for each yard, "
        "or more.\n\n3. Rest a while\n"
    )
    assert body(words).startswith(
        "What lives in it is much.\n\nDo this:\n\n1. Dig a bed\n2. Water it\n\n"
        "   It needs a can for each yard, or more.\n\n3. Rest a while\n\nThen"
    )


def test_letters_with_text_between_them_are_headings():
    words = "A. Clay\n\nIt holds water well.\n\nB. Sand\n\nIt lets water go."
    assert headings(words) == ["## A. Clay", "## B. Sand"]


NUMBERED = (
    "1. Background\n\nIt began long ago.\n\n1.1 Where it starts\n\nIn the roots.\n\n"
    "1.2 Who gets it\nMen more often than women.\n\n2. Care\n\nWater it well."
)


@pytest.mark.parametrize(
    "above", ["", "What About the Roots?\n\nThey hold on.\n\n", "THE SOIL\n\nOld.\n\n"]
)
def test_numbered_headings_keep_their_levels(above):
    levels = {h.lstrip("# "): h.count("#") for h in headings(above + NUMBERED)}
    first = levels["1. Background"]
    assert levels["2. Care"] == first
    assert levels["1.1 Where it starts"] == levels["1.2 Who gets it"] == first + 1


def test_numbered_headings_keep_their_levels_below_many_others():
    words = (
        "Old Soil\n========\n\nIt is.\n\nTHE ROOTS\n\nThey are.\n\n"
        "What About the Family?\n\nIt digs.\n\n"
    )
    written = headings(words + NUMBERED)[-4:]
    assert [line.count("#") for line in written] == [3, 4, 4, 3]


def test_roman_numbers_lead_headings():
    words = "II. The Roots\n\nThey hold on.\n\nIII. Breathing\nSoil breathes, too."
    assert headings(words) == ["## II. The Roots", "## III. Breathing"]


@pytest.mark.parametrize(
    "line",
    [
        "Dr. Loam agreed\nthat this was so, and left.",
        "Dr. Loam agreed\n\nwith what had been said of the roots.",
        "“I could not hold the spade”\nshe said, and then he wept.",
        '"I could not hold the spade"\n\nshe said, and then he wept.',
        "It was Tom who said\n“never dig in May” to all of them.",
    ],
)
def test_the_beginning_of_a_sentence_is_no_heading(line):
    assert not headings(f"Digging is hard work for some.\n\n{line}")
