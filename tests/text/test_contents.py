"""The list of contents above a long text, and which text counts as long."""

from alsinfo.text.contents import MOST_LINES, SHORT, contents
from alsinfo.text.markup import render

LONG = SHORT + 1


def lines(text, words=LONG):
    sections = render(text, terms={}, sources=()).sections
    return contents(sections, words)


def told(found):
    return [
        (line.heading.text, [inner.text for inner in line.within]) for line in found
    ]


def headings(count, inner=0):
    below = "".join(f"### Inner {n}\n\nWords.\n\n" for n in range(inner))
    return "".join(f"## Part {n}\n\nWords.\n\n{below}" for n in range(count))


def test_long_text_is_listed_by_its_sections():
    assert told(lines(headings(3))) == [("Part 0", []), ("Part 1", []), ("Part 2", [])]


def test_inner_headings_stand_under_their_own_section():
    text = "### Before\n\n## One\n\n### In one\n\n#### Deep\n\n## Two\n\n## Three"
    assert told(lines(text)) == [
        ("Before", []),
        ("One", ["In one"]),
        ("Two", []),
        ("Three", []),
    ]


def test_inner_headings_are_left_out_when_the_list_would_be_long():
    assert all(not line.within for line in lines(headings(MOST_LINES // 2, inner=2)))
    assert any(line.within for line in lines(headings(4, inner=2)))


def test_short_text_has_no_list():
    assert lines(headings(9), words=SHORT) == []


def test_text_of_few_sections_has_no_list():
    assert lines(headings(2)) == []


def test_few_sections_with_many_headings_within_are_listed_with_these():
    text = headings(2, inner=12)
    assert [len(within) for _name, within in told(lines(text))] == [12, 12]


def test_a_text_of_smaller_headings_alone_is_listed_by_them():
    text = "".join(f"### Part {n}\n\nWords.\n\n" for n in range(24))
    assert told(lines(text)) == [(f"Part {n}", []) for n in range(24)]
    assert told(lines(text.replace("###", "####"))) == told(lines(text))


def test_the_smallest_headings_stand_under_the_few_above_them():
    text = "## One\n\n#### a\n\n#### b\n\n## Two"
    assert told(lines(text)) == [("One", ["a", "b"]), ("Two", [])]


def test_headings_in_lists_and_quotations_are_no_sections():
    assert lines("> ## Quoted\n\n- ## Item\n\n## Own\n\nWords.") == []


def test_text_of_nothing_but_syntax_has_no_list():
    assert lines("## a\n\n" * 20_000) == []


def test_the_ids_are_those_of_the_headings():
    rendered = render("## Same\n\n## Same\n\n## Same", terms={}, sources=())
    found = contents(rendered.sections, LONG)
    assert [line.heading.id for line in found] == ["s-same", "s-same-2", "s-same-3"]
    assert all(f'<h2 id="{line.heading.id}">' in rendered.html for line in found)
